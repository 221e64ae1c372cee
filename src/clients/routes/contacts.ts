/** The ways to reach a client, and whom the client belongs with. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { addContactPoint, changeContactPoint, removeContactPoint } from "../actions/keep-contact-points.ts";
import { relateClients, unrelateClients } from "../actions/relate-clients.ts";
import {
  ContactPointPatch,
  CreationHeaders,
  NewContactPoint,
  NewRelation,
  PointPath,
  RelationPath,
  StaffQuery,
} from "../change-contract.ts";
import { ClientPath } from "../contract.ts";
import type { ClientDesk } from "../desk.ts";
import { answer, changeSchema, toCreation } from "./answer.ts";

const creation = { params: ClientPath, headers: CreationHeaders };

export function contactRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    server.post(
      "/api/v1/clients/:id/contact-points",
      changeSchema("Add a way to reach a client", { ...creation, body: NewContactPoint }),
      async (request, reply) =>
        answer(desk, reply, request.params.id, await addContactPoint(desk, toCreation(request))),
    );
    server.patch(
      "/api/v1/clients/:id/contact-points/:point",
      changeSchema("Correct a contact point, or say whether it is any good", {
        params: PointPath,
        body: ContactPointPatch,
      }),
      async ({ params: { id, point }, body }, reply) => {
        await changeContactPoint(desk, { client: id, input: { ...body, point } });
        return answer(desk, reply, id, null);
      },
    );
    server.delete(
      "/api/v1/clients/:id/contact-points/:point",
      changeSchema("Remove a contact point", { params: PointPath, querystring: StaffQuery }),
      async ({ params: { id, point }, query }, reply) => {
        await removeContactPoint(desk, { client: id, input: { ...query, point } });
        return answer(desk, reply, id, null);
      },
    );
    server.post(
      "/api/v1/clients/:id/relations",
      changeSchema("Say whom a client belongs with, or came through", { ...creation, body: NewRelation }),
      async (request, reply) =>
        answer(desk, reply, request.params.id, await relateClients(desk, toCreation(request))),
    );
    server.delete(
      "/api/v1/clients/:id/relations/:relation",
      changeSchema("Take a relation back", { params: RelationPath, querystring: StaffQuery }),
      async ({ params: { id, relation }, query }, reply) => {
        await unrelateClients(desk, { client: id, input: { ...query, relation } });
        return answer(desk, reply, id, null);
      },
    );
  };
}
