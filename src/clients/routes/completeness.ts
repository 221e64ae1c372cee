/** What the business wants to know of its clients. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import type { Language } from "../../kernel/language.ts";
import { keepWantedFacts, readWantedFacts } from "../actions/keep-wanted-facts.ts";
import { FactsQuery, NewWantedFacts, WantedFacts } from "../completeness-contract.ts";
import type { ClientDesk } from "../desk.ts";
import { answers, tags } from "./answer.ts";

interface Asked {
  query: { lang?: Language | undefined };
  headers: { "accept-language"?: string | undefined };
}

export function completenessRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  const languageOf = async ({ query, headers }: Asked): Promise<Language> =>
    (await recogniseReader(desk, { lang: query.lang, acceptLanguage: headers["accept-language"] })).language;
  return async (server) => {
    const read = {
      summary: "Which facts the business wants about its clients, and what each is worth",
      tags,
      querystring: FactsQuery,
      response: answers(WantedFacts),
    };
    server.get(
      "/api/v1/wanted-facts",
      { config: { right: "business.read" }, schema: read },
      async ({ query, headers }) => readWantedFacts(desk.db, await languageOf({ query, headers })),
    );
    const keep = {
      summary: "Say which facts the business wants",
      tags,
      querystring: FactsQuery,
      body: NewWantedFacts,
      response: answers(WantedFacts),
    };
    server.put(
      "/api/v1/wanted-facts",
      { config: { right: "business.change" }, schema: keep },
      async ({ query, headers, body }) => {
        await keepWantedFacts(
          desk.db,
          body.facts.map(({ fact, worth, ownQuestion = null }) => ({ fact, worth, question: ownQuestion })),
        );
        return readWantedFacts(desk.db, await languageOf({ query, headers }));
      },
    );
  };
}
