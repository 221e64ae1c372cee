/** Who may be the same person, over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import type { RouteContext } from "../../business/reader.ts";
import { Problem } from "../../kernel/wire.ts";
import { listDuplicates } from "../actions/list-duplicates.ts";
import { Duplicates, DuplicatesQuery } from "../duplicate-contract.ts";

export function duplicateListRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  return async (server) => {
    const schema = {
      summary:
        "Pairs of clients that are likely to be one person, the likeliest first, with score and reasons",
      tags: ["clients"],
      querystring: DuplicatesQuery,
      response: { 200: Duplicates, "4xx": Problem },
    };
    server.get(
      "/api/v1/duplicates",
      { config: { right: "clients.read" }, schema },
      async ({ query, headers }) => {
        const { client, cursor, lang } = query;
        const reader = await recogniseReader(context, { lang, acceptLanguage: headers["accept-language"] });
        return listDuplicates(context.db, reader, { client, cursor });
      },
    );
  };
}
