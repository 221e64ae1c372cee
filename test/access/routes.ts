/** Every route of the API as its own description lists it. */
import type { FastifyInstance } from "fastify";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Route {
  method: Method;
  /** As in the description: `/api/v1/clients/{id}`. */
  path: string;
}

export async function routesOf(server: FastifyInstance): Promise<Route[]> {
  const api = (await server.inject("/api/v1/openapi.json")).json<{
    paths: Record<string, Record<string, unknown>>;
  }>();
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase() as Method, path })),
  );
}

const nobody = "00000000-0000-7000-8000-000000000000";

/** An address of the route; whom or what it names does not exist. */
export const addressOf = ({ path }: Route): string => path.replaceAll(/\{\w+\}/g, nobody);
