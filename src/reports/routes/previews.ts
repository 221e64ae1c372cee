import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import type { RouteContext } from "../../business/reader.ts";
import { readChain } from "../../chains/pack-file.ts";
import { Problem } from "../../kernel/wire.ts";
import { previewStep } from "../actions/preview-step.ts";
import { PreviewQuery, PreviewRequest, StepPreview } from "../preview-contract.ts";

export function previewRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  return async (server) => {
    const preview = {
      summary: "The letter and the script of a chain's step with the facts of one client; nothing is sent",
      tags: ["chains"],
      querystring: PreviewQuery,
      body: PreviewRequest,
      response: { 200: StepPreview, "4xx": Problem },
    };
    server.post(
      "/api/v1/chain-previews",
      { config: { right: "chains.read", audit: "nothing" }, schema: preview },
      async ({ query, headers, body }) => {
        const reader = await recogniseReader(context, {
          lang: query.lang,
          acceptLanguage: headers["accept-language"],
        });
        const { yaml, ...asked } = body;
        return previewStep(context.db, reader, {
          ...asked,
          chain: readChain(yaml, "chain.yaml", reader.language),
        });
      },
    );
  };
}
