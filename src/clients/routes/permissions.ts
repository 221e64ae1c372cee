/** What a client allows: consents given and withdrawn, wishes not to be disturbed. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { readAllowed } from "../actions/read-allowed.ts";
import { recordConsents } from "../actions/record-consents.ts";
import { endWish, recordWish } from "../actions/record-wish.ts";
import {
  Allowed,
  AllowedQuery,
  CreationHeaders,
  EndedWish,
  NewConsents,
  NewWish,
  WishPath,
} from "../change-contract.ts";
import { ClientPath } from "../contract.ts";
import type { ClientDesk } from "../desk.ts";
import { answer, answers, changeSchema, tags, toCreation } from "./answer.ts";

const creation = { params: ClientPath, headers: CreationHeaders };

export function permissionRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const allowed = {
      summary: "What a client allowed on a day, by which words, and which wishes stood then",
      tags,
      params: ClientPath,
      querystring: AllowedQuery,
      response: answers(Allowed),
    };
    server.get(
      "/api/v1/clients/:id/consents",
      { config: { right: "clients.read" }, schema: allowed },
      ({ params, query: { on } }) =>
        readAllowed(desk, {
          client: params.id,
          on: on === undefined ? undefined : Temporal.PlainDate.from(on),
        }),
    );
    server.post(
      "/api/v1/clients/:id/consents",
      changeSchema("Record consents given or withdrawn", { ...creation, body: NewConsents }),
      async (request, reply) =>
        answer(desk, reply, request.params.id, await recordConsents(desk, toCreation(request))),
    );
    server.post(
      "/api/v1/clients/:id/wishes",
      changeSchema("Record a wish not to be disturbed; what is planned stops at once", {
        ...creation,
        body: NewWish,
      }),
      async (request, reply) =>
        answer(desk, reply, request.params.id, await recordWish(desk, toCreation(request))),
    );
    server.post(
      "/api/v1/clients/:id/wishes/:wish/end",
      changeSchema("The client allows it again", { params: WishPath, body: EndedWish }),
      async ({ params: { id, wish }, body }, reply) => {
        await endWish(desk, { client: id, input: { ...body, wish } });
        return answer(desk, reply, id, null);
      },
    );
  };
}
