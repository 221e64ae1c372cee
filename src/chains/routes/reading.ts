/** Chains as they are: listed, one with its versions, and what is wrong with a text. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { RouteContext } from "../../business/reader.ts";
import { checkChain } from "../actions/check-chain.ts";
import { findChain, listChains } from "../actions/keep-chains.ts";
import { ChainCheck, ChainPage, ChainPath, ChainQuery, Chains, ChainText, ReaderQuery } from "../contract.ts";
import { showChain } from "../show.ts";
import { answer, answers, readerOf, tags } from "./answer.ts";

export function readingRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  return async (server) => {
    const list = {
      summary: "Every chain, live or not",
      tags,
      querystring: ReaderQuery,
      response: answers(Chains),
    };
    server.get(
      "/api/v1/chains",
      { config: { right: "chains.read" }, schema: list },
      async ({ query, headers }) => {
        const { language } = await readerOf(context, { query, headers });
        const kept = await listChains(db);
        return {
          chains: kept.map(({ at, versions }) =>
            showChain(at.definition, versions, { language, pack: at.pack }),
          ),
        };
      },
    );
    const one = {
      summary: "A chain: its draft, else what is live, as YAML, and its versions",
      tags,
      params: ChainPath,
      querystring: ChainQuery,
      response: answers(ChainPage),
    };
    server.get(
      "/api/v1/chains/:code",
      { config: { right: "chains.read" }, schema: one },
      async ({ query, headers, params }, reply) => {
        const { language } = await readerOf(context, { query, headers });
        return answer(reply, await findChain(db, params.code, query.version), language);
      },
    );
    const check = {
      summary: "What is wrong with a chain's text",
      tags,
      querystring: ReaderQuery,
      body: ChainText,
      response: answers(ChainCheck),
    };
    server.post(
      "/api/v1/chain-checks",
      { config: { right: "chains.read", audit: "nothing" }, schema: check },
      async ({ query, headers, body }) => {
        const { language } = await readerOf(context, { query, headers });
        return checkChain(body.yaml, "chain.yaml", language);
      },
    );
  };
}
