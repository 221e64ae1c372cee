/** A desk over HTTP: what it needs before anybody comes, and whoever comes. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import type { Reader, RouteContext } from "../../business/reader.ts";
import { ClientPath } from "../../clients/contract.ts";
import type { Language } from "../../kernel/language.ts";
import { Problem } from "../../kernel/wire.ts";
import { findVisitors, readDesk, readVisitor } from "../actions/read-visitor.ts";
import { DeskFacts, DeskQuery, Visitor, Visitors, VisitorsQuery } from "../visitor-contract.ts";

interface Asked {
  query: { lang?: Language | undefined };
  headers: { "accept-language"?: string | undefined };
}

export function visitorRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  const readerOf = ({ query, headers }: Asked): Promise<Reader> =>
    recogniseReader(context, { lang: query.lang, acceptLanguage: headers["accept-language"] });
  const tags = ["desk"];
  return async (server) => {
    const desk = {
      summary: "What a desk needs before anybody comes: offices, card prices, the words of a consent",
      tags,
      querystring: DeskQuery,
      response: { 200: DeskFacts, "4xx": Problem },
    };
    server.get(
      "/api/v1/desk",
      { config: { right: "cards.read" }, schema: desk },
      async ({ query, headers }) => readDesk(db, await readerOf({ query, headers })),
    );
    const find = {
      summary: "The whole visitor by phone, name, card number or what a scanner read; several to choose from",
      tags,
      querystring: VisitorsQuery,
      response: { 200: Visitors, "4xx": Problem },
    };
    server.get(
      "/api/v1/visitors",
      { config: { right: "clients.read" }, schema: find },
      async ({ query, headers }) => findVisitors(db, await readerOf({ query, headers }), query.find),
    );
    const visit = {
      summary: "A client as a desk sees one: cards, what waits here, the last purchases, what to ask",
      tags,
      params: ClientPath,
      querystring: DeskQuery,
      response: { 200: Visitor, "4xx": Problem },
    };
    server.get(
      "/api/v1/clients/:id/visit",
      { config: { right: "clients.read" }, schema: visit },
      async ({ params, query, headers }) => readVisitor(db, await readerOf({ query, headers }), params.id),
    );
  };
}
