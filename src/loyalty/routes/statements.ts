/** A month of a card: as data, as a page and on paper. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import type { Till } from "../actions/run-command.ts";
import { handOutStatement } from "../actions/hand-out-statement.ts";
import { readStatement } from "../actions/state-months.ts";
import { showStatement } from "../show-statement.ts";
import {
  Statement,
  StatementHandedOut,
  StatementHandOver,
  StatementPath,
  StatementQuery,
} from "../statement-contract.ts";
import { statementHtml } from "../statement-html.ts";
import { statementPdf } from "../statement-pdf.ts";
import { answers, tags } from "./command.ts";

export function statementRoutes(till: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    const month = "/api/v1/cards/:number/statements/:month";
    const summary =
      "A month of a card: every purchase, the bonus and the deposit before and after, what burns when";
    server.get(
      month,
      {
        config: { right: "cards.read" },
        schema: { summary, tags, params: StatementPath, response: answers(Statement) },
      },
      async ({ params }) => showStatement(await readStatement(till, params)),
    );
    const handedOut = {
      summary: "The statement was given to the client on paper",
      tags,
      params: StatementPath,
      body: StatementHandOver,
      response: answers(StatementHandedOut),
    };
    server.put(
      `${month}/handed-out`,
      { config: { right: "cards.serve", office: "body" }, schema: handedOut },
      ({ params, body }) => handOutStatement(till, { ...params, input: body }),
    );
    const papers = {
      pdf: { type: "application/pdf", write: statementPdf },
      html: { type: "text/html; charset=utf-8", write: statementHtml },
    } as const;
    for (const [kind, { type, write }] of Object.entries(papers)) {
      const schema = {
        summary: `The same as ${kind.toUpperCase()}`,
        tags,
        params: StatementPath,
        querystring: StatementQuery,
        produces: [type],
        response: answers(Type.Unsafe<Buffer | string>({ type: "string", format: "binary" })),
      };
      server.get(
        `${month}.${kind}`,
        { config: { right: "cards.read" }, schema },
        async ({ params, query, headers }, reply) => {
          const statement = await readStatement(till, params);
          const asked = { lang: query.lang, acceptLanguage: headers["accept-language"] };
          const { language, business, today } = await recogniseReader(till, asked);
          const { currency, name } = business;
          const file = `statement-${params.number}-${params.month}.${kind}`;
          void reply.type(type).header("content-disposition", `inline; filename="${file}"`);
          return write(statement, { language, currency, business: name, on: today });
        },
      );
    }
  };
}
