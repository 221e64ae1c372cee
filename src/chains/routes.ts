/** Chains and packs over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { RouteContext } from "../business/reader.ts";
import { changingRoutes } from "./routes/changing.ts";
import { packRoutes } from "./routes/packs.ts";
import { readingRoutes } from "./routes/reading.ts";

export function chainRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  return async (server) => {
    for (const routes of [readingRoutes, changingRoutes, packRoutes]) await server.register(routes(context));
  };
}
