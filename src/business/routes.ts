import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { lang, Problem } from "../kernel/wire.ts";
import { recogniseReader } from "./actions/recognise-reader.ts";
import { Business } from "./contract.ts";
import type { RouteContext } from "./reader.ts";

export function businessRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  return async (server) => {
    const schema = {
      summary: "Whose Povod this is, and which day it is there",
      tags: ["business"],
      querystring: Type.Object({ lang }),
      response: { 200: Business, "4xx": Problem },
    };
    server.get("/api/v1/business", { schema }, async ({ query, headers }) => {
      const { business, today } = await recogniseReader(context, {
        lang: query.lang,
        acceptLanguage: headers["accept-language"],
      });
      return { ...business, today: today.toString(), demo: context.demo };
    });
  };
}
