/** What the reader of a letter stops by its link, without signing in: a person on a page, a mail program by one POST (RFC 8058). */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Problem } from "../../kernel/wire.ts";
import { readStop, stopLetters, type StopDesk } from "../actions/stop-letters.ts";
import { Stop, StopPath } from "../stop-contract.ts";

const schema = { tags: ["delivery"], params: StopPath, response: { 200: Stop, "4xx": Problem } };
const config = { right: "anyone" } as const;

export function stopRoutes(desk: StopDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    // Whatever a mail program says in its POST, the address has said it already.
    for (const type of ["application/x-www-form-urlencoded", "multipart/form-data"])
      server.addContentTypeParser(type, { bodyLimit: 10_000, parseAs: "string" }, (_, __, done) =>
        done(null, undefined),
      );
    server.get(
      "/api/v1/stops/:token",
      { config, schema: { ...schema, summary: "What the link of a letter stops" } },
      ({ params }) => readStop(desk, params.token),
    );
    server.post(
      "/api/v1/stops/:token",
      { config, schema: { ...schema, summary: "No such letter any more" } },
      ({ params }) => stopLetters(desk, params.token),
    );
  };
}
