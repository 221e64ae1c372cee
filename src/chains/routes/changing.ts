/** A chain drafted, switched on, paused and retired. Who changes one sends the ETag they read. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { RouteContext } from "../../business/reader.ts";
import { tagIn } from "../../kernel/wire.ts";
import {
  dropDraft,
  pauseChain,
  resumeChain,
  retireChain,
  saveDraft,
  switchOnChain,
} from "../actions/keep-chains.ts";
import { ChainPage, ChainPath, Chains, ChainText, ChangeHeaders, ReaderQuery } from "../contract.ts";
import { showChain } from "../show.ts";
import { answer, answers, readerOf, tags } from "./answer.ts";

const moves = [
  { method: "PUT", part: "live", summary: "Let the plan go by the draft", act: switchOnChain },
  {
    method: "PUT",
    part: "pause",
    summary: "Pause a chain: nothing is planned by it until it is resumed",
    act: pauseChain,
  },
  { method: "DELETE", part: "pause", summary: "Resume a paused chain as it was", act: resumeChain },
  {
    method: "DELETE",
    part: "live",
    summary: "Retire a chain: nothing is planned by it any more",
    act: retireChain,
  },
] as const;

export function changingRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  return async (server) => {
    const changing = { tags, params: ChainPath, headers: ChangeHeaders, querystring: ReaderQuery };
    const draft = {
      summary: "Save the draft of a chain",
      ...changing,
      body: ChainText,
      response: answers(ChainPage),
    };
    server.put(
      "/api/v1/chains/:code/draft",
      { config: { right: "chains.change" }, schema: draft },
      async ({ query, headers, params, body }, reply) => {
        const { language } = await readerOf(context, { query, headers });
        const { code: chain } = params;
        const tag = tagIn(headers["if-match"]);
        const { yaml } = body;
        const kept = await saveDraft(context, { chain, tag, yaml, file: `${chain}.yaml`, language });
        return answer(reply, kept, language);
      },
    );
    const drop = { summary: "Forget the draft; what is live stays", ...changing, response: answers(Chains) };
    server.delete(
      "/api/v1/chains/:code/draft",
      { config: { right: "chains.change" }, schema: drop },
      async ({ query, headers, params }) => {
        const { language } = await readerOf(context, { query, headers });
        const { code: chain } = params;
        const left = await dropDraft(context, { chain, tag: tagIn(headers["if-match"]) });
        return {
          chains: left
            ? [showChain(left.at.definition, left.versions, { language, pack: left.at.pack })]
            : [],
        };
      },
    );
    for (const { method, part, summary, act } of moves) {
      const schema = { summary, ...changing, response: answers(ChainPage) };
      const url = `/api/v1/chains/:code/${part}`;
      server.route({
        method,
        url,
        config: { right: "chains.change" },
        schema,
        handler: async ({ query, headers, params }, reply) => {
          const { language } = await readerOf(context, { query, headers });
          const kept = await act(context, { chain: params.code, tag: tagIn(headers["if-match"]) });
          return answer(reply, kept, language);
        },
      });
    }
  };
}
