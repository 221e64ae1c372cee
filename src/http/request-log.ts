/** One line a request: the route's pattern, the status and how long. Never an address with its query, never a body. */
import type { FastifyInstance } from "fastify";

export function logRequests(server: FastifyInstance): void {
  server.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "(none)";
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const line = { method: request.method, route, status: reply.statusCode, ms };
    if (route.startsWith("/api/") && route !== "/api/v1/health") request.log.info(line, "answered");
    else request.log.debug(line, "answered");
    done();
  });
}
