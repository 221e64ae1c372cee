/** How much of what the business wants is known of its clients. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import type { RouteContext } from "../../business/reader.ts";
import { FactsQuery, NewWantedFacts } from "../../clients/completeness-contract.ts";
import { Problem } from "../../kernel/wire.ts";
import { reportCompleteness, tryWantedFacts } from "../actions/report-completeness.ts";
import { CompletenessQuery, CompletenessReport, CompletenessTrial } from "../completeness-contract.ts";

export function completenessReportRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  return async (server) => {
    const schema = {
      summary: "What share of the wanted facts is known of the clients, by office, and how that grew",
      tags: ["reports"],
      querystring: CompletenessQuery,
      response: { 200: CompletenessReport, "4xx": Problem },
    };
    server.get(
      "/api/v1/reports/completeness",
      { config: { right: "reports.read" }, schema },
      async ({ query, headers }) => {
        const asked = { lang: query.lang, acceptLanguage: headers["accept-language"] };
        return reportCompleteness(context.db, await recogniseReader(context, asked), query.months);
      },
    );
    const trial = {
      summary: "How full the base would look if these facts were wanted; nothing is kept",
      tags: ["reports"],
      querystring: FactsQuery,
      body: NewWantedFacts,
      response: { 200: CompletenessTrial, "4xx": Problem },
    };
    server.post(
      "/api/v1/reports/completeness-trials",
      { config: { right: "reports.read", audit: "nothing" }, schema: trial },
      async ({ query, headers, body }) => {
        const asked = { lang: query.lang, acceptLanguage: headers["accept-language"] };
        const { today } = await recogniseReader(context, asked);
        return tryWantedFacts(context.db, body.facts, today);
      },
    );
  };
}
