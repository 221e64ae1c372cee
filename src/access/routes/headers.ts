import type { FastifyRequest } from "fastify";
import { peerHeader } from "../actions/open-auth.ts";

/** A request's headers for the library; who is on the line is said by the server and by nobody else. */
export function headersFor({ headers, ip }: FastifyRequest): Headers {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === "content-length" || name === "transfer-encoding") continue;
    given.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  given.set(peerHeader, ip);
  return given;
}
