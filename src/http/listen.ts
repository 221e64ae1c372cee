/** Puts the server on a port of this machine and takes it off again. */
import type { FastifyInstance } from "fastify";
import { DomainError } from "../kernel/errors.ts";

const patienceMs = 2000;

/** Returns the address that answers. Throws `port_in_use`. */
export async function listen(
  server: FastifyInstance,
  { host, port }: { host: string; port: number },
): Promise<string> {
  try {
    return await server.listen({ host, port, listenTextResolver: () => "listening" });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EADDRINUSE") {
      throw new DomainError(
        "port_in_use",
        `Port ${port} on ${host} is taken by another program. Name another one with --port, or 0 for any free one.`,
        { place: { field: "POVOD_PORT" }, cause: error },
      );
    }
    if (code === "EACCES") {
      throw new DomainError(
        "bad_configuration",
        `POVOD_PORT: this user may not listen on port ${port}; expected one above 1023.`,
        { place: { field: "POVOD_PORT" }, cause: error },
      );
    }
    throw error;
  }
}

/** Answers under way are finished, for a while; a connection that only waits is closed at once. */
export async function closeServer(server: FastifyInstance): Promise<void> {
  const impatience = setTimeout(() => server.server.closeAllConnections(), patienceMs);
  try {
    await server.close();
  } finally {
    clearTimeout(impatience);
  }
}
