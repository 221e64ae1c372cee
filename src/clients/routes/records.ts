/** Clients made and changed, one or many, with the history of it; and the attributes a business keeps. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { toldLanguage } from "../../business/reader.ts";
import { tagIn } from "../../kernel/wire.ts";
import { changeProfile } from "../actions/change-profile.ts";
import { createClient } from "../actions/create-client.ts";
import { keepAttribute } from "../actions/keep-attributes.ts";
import { readChanges } from "../actions/read-changes.ts";
import { upsertClients } from "../actions/upsert-clients.ts";
import {
  Attribute,
  AttributePath,
  Attributes,
  Changes,
  ChangesQuery,
  CreationHeaders,
  EditHeaders,
  NamedAttribute,
  NewClient,
  ProfilePatch,
  Upsert,
  Upserted,
} from "../change-contract.ts";
import { ClientPath } from "../contract.ts";
import type { ClientDesk } from "../desk.ts";
import { loadAttributes } from "../store/facts.ts";
import { answer, answers, changeSchema, tags } from "./answer.ts";

const largestUpsertBytes = 8 * 2 ** 20;

const bulk = { right: "clients.import" } as const;

export function recordRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    server.post(
      "/api/v1/clients",
      changeSchema("Make a client", { headers: CreationHeaders, body: NewClient }),
      async ({ headers, body }, reply) => {
        const client = await createClient(desk, { key: headers["idempotency-key"], input: body });
        return answer(desk, reply, client, client);
      },
    );
    const upsert = {
      summary:
        "Make or change up to a thousand clients by their outside ids, each row with an answer of its own",
      tags,
      body: Upsert,
      response: answers(Upserted),
    };
    server.put(
      "/api/v1/clients",
      { config: bulk, schema: upsert, bodyLimit: largestUpsertBytes },
      ({ body, headers }) => upsertClients(desk, body, toldLanguage(headers["accept-language"])),
    );
    server.patch(
      "/api/v1/clients/:id",
      changeSchema("Change the profile that was read", {
        params: ClientPath,
        headers: EditHeaders,
        body: ProfilePatch,
      }),
      async ({ params, headers, body }, reply) => {
        const version = tagIn(headers["if-match"]);
        await changeProfile(desk, { client: params.id, input: body, version });
        return answer(desk, reply, params.id, null);
      },
    );
    const changes = {
      summary: "Who changed what about a client, when, from what to what, the newest first",
      tags,
      params: ClientPath,
      querystring: ChangesQuery,
      response: answers(Changes),
    };
    server.get(
      "/api/v1/clients/:id/changes",
      { config: { right: "clients.read" }, schema: changes },
      ({ params, query }) =>
        readChanges(desk.db, { client: params.id, field: query.field, cursor: query.cursor }),
    );
    await server.register(attributeRoutes(desk));
  };
}

function attributeRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const list = {
      summary: "What this business chose to know of its clients",
      tags,
      response: answers(Attributes),
    };
    server.get(
      "/api/v1/client-attributes",
      { config: { right: "business.read" }, schema: list },
      async () => ({
        attributes: await loadAttributes(desk.db),
      }),
    );
    const keep = {
      summary: "Keep an attribute of clients: its words, and what it may be",
      tags,
      params: AttributePath,
      body: Attribute,
      response: answers(NamedAttribute),
    };
    server.put(
      "/api/v1/client-attributes/:name",
      { config: { right: "business.change" }, schema: keep },
      ({ params, body }) => keepAttribute(desk, params.name, body),
    );
  };
}
