/** Two records of one person: merged into one, given back, or told apart. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { mergeClients } from "../actions/merge-clients.ts";
import { notTheSame } from "../actions/tell-apart.ts";
import { unmergeClient } from "../actions/unmerge-client.ts";
import { CreationHeaders } from "../change-contract.ts";
import { ClientPath } from "../contract.ts";
import type { ClientDesk } from "../desk.ts";
import { ApartRequest, MergeRequest } from "../duplicate-contract.ts";
import { answer, changeSchema } from "./answer.ts";

const creation = { params: ClientPath, headers: CreationHeaders };

export function duplicateRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    server.post(
      "/api/v1/clients/:id/merge",
      changeSchema(
        "Merge another record into this client, who stays; answers the client as known since",
        {
          ...creation,
          body: MergeRequest,
        },
        "clients.merge",
      ),
      async ({ params, headers, body }, reply) => {
        const made = await mergeClients(desk, {
          client: params.id,
          key: headers["idempotency-key"],
          input: body,
        });
        return answer(desk, reply, params.id, made);
      },
    );
    server.post(
      "/api/v1/clients/:id/unmerge",
      changeSchema(
        "Give a record back that was merged into this client",
        {
          ...creation,
          body: MergeRequest,
        },
        "clients.merge",
      ),
      async ({ params, headers, body }, reply) => {
        const made = await unmergeClient(desk, {
          client: params.id,
          key: headers["idempotency-key"],
          input: body,
        });
        return answer(desk, reply, params.id, made);
      },
    );
    server.post(
      "/api/v1/clients/:id/not-the-same",
      changeSchema(
        "Say that this client and another are two persons: they are not proposed as one again",
        {
          params: ClientPath,
          body: ApartRequest,
        },
        "clients.merge",
      ),
      async ({ params, body }, reply) => {
        await notTheSame(desk, { client: params.id, input: body });
        return answer(desk, reply, params.id, null);
      },
    );
  };
}
