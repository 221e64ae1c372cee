/** The newsletter's issues over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply } from "fastify";
import type { RouteContext } from "../business/reader.ts";
import { Problem, tagIn } from "../kernel/wire.ts";
import { dropIssue, readIssue, readIssues, saveIssue } from "./actions/keep-issues.ts";
import { Issue, IssueHeaders, IssuePath, Issues, NewIssue } from "./contract.ts";

const tags = ["newsletter"];
const reading = { right: "chains.read" } as const;
const changing = { right: "chains.change" } as const;

export function newsletterRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  const base = "/api/v1/newsletter-issues";
  return async (server) => {
    const all = { summary: "The newsletter's issues, the latest first", tags, response: { 200: Issues } };
    server.get(base, { config: reading, schema: all }, async () => ({ issues: await readIssues(db) }));
    const one = { tags, params: IssuePath, response: { 200: Issue, "4xx": Problem } };
    server.get(
      `${base}/:number`,
      { config: reading, schema: { ...one, summary: "An issue" } },
      async ({ params }, reply) => tagged(reply, await readIssue(db, params.number)),
    );
    server.put(
      `${base}/:number`,
      {
        config: changing,
        schema: {
          ...one,
          summary: "Save an issue under its number, until its first letter has left",
          headers: IssueHeaders,
          body: NewIssue,
        },
      },
      async ({ params, headers, body }, reply) =>
        tagged(reply, await saveIssue(context, params.number, body, readBy(headers))),
    );
    server.delete(
      `${base}/:number`,
      {
        config: changing,
        schema: {
          summary: "Take an issue back, until its first letter has left",
          tags,
          params: IssuePath,
          headers: IssueHeaders,
          response: { 200: Issues, "4xx": Problem },
        },
      },
      async ({ params, headers }) => {
        await dropIssue(db, params.number, readBy(headers));
        return { issues: await readIssues(db) };
      },
    );
  };
}

const readBy = (headers: { "if-match"?: string; "if-none-match"?: "*" }) => ({
  tag: tagIn(headers["if-match"]),
  none: headers["if-none-match"] !== undefined,
});

function tagged(reply: FastifyReply, issue: Issue): Issue {
  reply.header("etag", `"${issue.etag}"`);
  return issue;
}
