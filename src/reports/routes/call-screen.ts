/** The operator's workplace over HTTP: the next call with everything on one screen, and the queue it comes from. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import type { RouteContext } from "../../business/reader.ts";
import { CallLanguage, TakeBody } from "../../calls/contract.ts";
import type { News } from "../../database/news.ts";
import { Problem } from "../../kernel/wire.ts";
import { openCallQueue } from "../actions/read-call-queue.ts";
import { takeCallScreen } from "../actions/read-call-screen.ts";
import { CallQueue, CallQueueQuery, NextScreen } from "../call-screen-contract.ts";

export function callScreenRoutes(
  context: RouteContext,
  { dials, news }: { dials: boolean; news: News | undefined },
): FastifyPluginAsyncTypebox {
  const tags = ["calls"];
  const config = { right: "calls.make" } as const;
  const readQueue = openCallQueue({ ...context, news });
  return async (server) => {
    const next = {
      summary:
        "The next best call, taken, with everything an operator needs on one screen; null where there is none",
      tags,
      querystring: CallLanguage,
      body: TakeBody,
      response: { 200: NextScreen, "4xx": Problem },
    };
    server.post("/api/v1/calls/next", { config, schema: next }, async ({ body, query, headers }) => {
      const reader = await recogniseReader(context, {
        lang: query.lang,
        acceptLanguage: headers["accept-language"],
      });
      return { screen: (await takeCallScreen(context, reader, { ...body, dials })) ?? null };
    });
    const queue = {
      summary:
        "How many calls wait, why the others do not, when the first of them can be made; the operator's shift",
      tags,
      querystring: CallQueueQuery,
      response: { 200: CallQueue, "4xx": Problem },
    };
    server.get("/api/v1/calls/queue", { config, schema: queue }, async ({ query, headers }) => {
      const reader = await recogniseReader(context, {
        lang: query.lang,
        acceptLanguage: headers["accept-language"],
      });
      return readQueue(reader, { staffMember: query.staffMember, dials });
    });
  };
}
