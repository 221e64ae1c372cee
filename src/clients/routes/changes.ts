/** Everything that changes what is known about a client, over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { ClientDesk } from "../desk.ts";
import { completenessRoutes } from "./completeness.ts";
import { contactRoutes } from "./contacts.ts";
import { demandRoutes } from "./demands.ts";
import { duplicateRoutes } from "./duplicates.ts";
import { newcomerRoutes } from "./newcomers.ts";
import { permissionRoutes } from "./permissions.ts";
import { recordRoutes } from "./records.ts";

const rooms = [
  recordRoutes,
  newcomerRoutes,
  contactRoutes,
  permissionRoutes,
  demandRoutes,
  completenessRoutes,
  duplicateRoutes,
];

export function clientChangeRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    for (const routes of rooms) await server.register(routes(desk));
  };
}
