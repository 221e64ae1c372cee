/** The packs that come with the product: a click switches one on, or one chain of it. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { RouteContext } from "../../business/reader.ts";
import { findPack, installPack, packWarnings, removePack } from "../actions/install-pack.ts";
import { listPacks } from "../actions/list-packs.ts";
import { PackChainPath, PackChanged, PackPath, Packs, ReaderQuery } from "../contract.ts";
import { answers, readerOf, tags } from "./answer.ts";

export function packRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  return async (server) => {
    const packs = {
      summary: "The packs of chains that come with the product",
      tags,
      querystring: ReaderQuery,
      response: answers(Packs),
    };
    server.get(
      "/api/v1/packs",
      { config: { right: "chains.read" }, schema: packs },
      async ({ query, headers }) => listPacks(db, (await readerOf(context, { query, headers })).language),
    );
    const pack = { tags, params: PackPath, querystring: ReaderQuery, response: answers(PackChanged) };
    const packOn = { summary: "Switch on every chain of a pack, as it comes", ...pack };
    server.put(
      "/api/v1/packs/:pack/live",
      { config: { right: "chains.change" }, schema: packOn },
      async ({ query, headers, params }) => {
        const { language, now } = await readerOf(context, { query, headers });
        const name = findPack(params.pack);
        const changed = await installPack(db, name, now);
        return { changed, warnings: packWarnings(name, changed, language) };
      },
    );
    const chainOn = { ...pack, params: PackChainPath, summary: "Switch on one chain of a pack, as it comes" };
    server.put(
      "/api/v1/packs/:pack/chains/:code/live",
      { config: { right: "chains.change" }, schema: chainOn },
      async ({ query, headers, params }) => {
        const { language, now } = await readerOf(context, { query, headers });
        const name = findPack(params.pack);
        const changed = await installPack(db, name, now, [params.code]);
        return { changed, warnings: packWarnings(name, changed, language) };
      },
    );
    const packOff = { summary: "Retire every chain of a pack", ...pack };
    server.delete(
      "/api/v1/packs/:pack/live",
      { config: { right: "chains.change" }, schema: packOff },
      async ({ params }) => ({
        changed: await removePack(db, findPack(params.pack), context.clock.now()),
        warnings: [],
      }),
    );
  };
}
