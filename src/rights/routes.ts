/** What a person may have of their data: all of it in one archive, or nothing of it left, with an act. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { RouteContext } from "../business/reader.ts";
import { recogniseReader } from "../business/actions/recognise-reader.ts";
import { ClientPath } from "../clients/contract.ts";
import { DemandPath } from "../clients/demand-contract.ts";
import type { Language } from "../kernel/language.ts";
import { Problem } from "../kernel/wire.ts";
import { ActPath, ActQuery, ActsQuery, EraseBody, ErasureAct, ErasureActs } from "./act-contract.ts";
import { actPage } from "./act.ts";
import { eraseClient, readAct, readActs } from "./actions/erase-client.ts";
import { exportClient } from "./actions/export-client.ts";
import { packExport } from "./actions/pack-export.ts";
import { ClientExport, ExportQuery } from "./export-contract.ts";

const tags = ["clients"];

export function rightsRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  return async (server) => {
    const asJson = {
      summary: "Everything that is held about a client, as JSON",
      tags,
      params: ClientPath,
      querystring: ExportQuery,
      response: { 200: ClientExport, "4xx": Problem },
    };
    server.get(
      "/api/v1/clients/:id/export",
      { config: { right: "clients.export" }, schema: asJson },
      ({ params, query }) => exportClient(context, { client: params.id, language: query.lang }),
    );
    const asArchive = {
      summary: "The same as an archive: JSON, a page in the client's language, the statements of the cards",
      tags,
      params: ClientPath,
      querystring: ExportQuery,
      produces: ["application/zip"],
      response: {
        200: Type.Unsafe<Buffer>({ type: "string", format: "binary" }),
        "4xx": Problem,
      },
    };
    server.get(
      "/api/v1/clients/:id/export.zip",
      { config: { right: "clients.export" }, schema: asArchive },
      async ({ params, query }, reply) => {
        const told = await exportClient(context, { client: params.id, language: query.lang });
        const file = `client-${told.client.id}-${told.madeAt.slice(0, 10)}.zip`;
        reply.header("content-disposition", `attachment; filename="${file}"`);
        return reply.type("application/zip").send(await packExport(context, told));
      },
    );
    await server.register(actRoutes(context));
  };
}

function actRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  const readerOf = (query: { lang?: Language | undefined }, acceptLanguage: string | undefined) =>
    recogniseReader(context, { lang: query.lang, acceptLanguage });
  return async (server) => {
    const erase = {
      summary: "Carry out a demand to erase: everything that tells who the client is goes; answers the act",
      tags,
      params: DemandPath,
      querystring: ActQuery,
      body: EraseBody,
      response: { 200: ErasureAct, "4xx": Problem },
    };
    server.post(
      "/api/v1/clients/:id/demands/:demand/erase",
      { config: { right: "clients.erase" }, schema: erase },
      async ({ params, query, body, headers }) => {
        const { language } = await readerOf(query, headers["accept-language"]);
        const erasure = { client: params.id, demand: params.demand, staffMember: body.staffMember };
        return eraseClient(context, erasure, language);
      },
    );
    const acts = {
      summary: "The acts of erasures",
      tags,
      querystring: ActsQuery,
      response: { 200: ErasureActs, "4xx": Problem },
    };
    server.get(
      "/api/v1/erasure-acts",
      { config: { right: "audit.read" }, schema: acts },
      async ({ query, headers }) =>
        readActs(db, query.client, (await readerOf(query, headers["accept-language"])).language),
    );
    const one = {
      summary: "One act",
      tags,
      params: ActPath,
      querystring: ActQuery,
      response: { 200: ErasureAct, "4xx": Problem },
    };
    server.get(
      "/api/v1/erasure-acts/:number",
      { config: { right: "audit.read" }, schema: one },
      async ({ params, query, headers }) =>
        readAct(db, params.number, (await readerOf(query, headers["accept-language"])).language),
    );
    const printed = {
      ...one,
      summary: "The same to print and sign",
      produces: ["text/html"],
      response: { 200: Type.String(), "4xx": Problem },
    };
    server.get(
      "/api/v1/erasure-acts/:number.html",
      { config: { right: "audit.read" }, schema: printed },
      async ({ params, query, headers }, reply) => {
        const { language, business } = await readerOf(query, headers["accept-language"]);
        const act = await readAct(db, params.number, language);
        return reply
          .type("text/html; charset=utf-8")
          .send(actPage(act, { language, business: business.name, zone: business.zone }));
      },
    );
  };
}
