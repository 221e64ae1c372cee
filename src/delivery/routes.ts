/** The kept letters over HTTP; registered only where a letterbox exists. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { DomainError } from "../kernel/errors.ts";
import { Problem } from "../kernel/wire.ts";
import { fromCursor, keyPart, pageOf } from "../kernel/cursor.ts";
import { Letter, LetterPath, Letters, LettersQuery, type LetterInList } from "./contract.ts";
import type { Letterbox } from "./letterbox/letterbox.ts";
import type { KeptLetter } from "./letterbox/read-letter.ts";

const pageSize = 30;

export function letterRoutes(letterbox: Letterbox): FastifyPluginAsyncTypebox {
  return async (server) => {
    server.get(
      "/api/v1/demo/letters",
      {
        config: { right: "letters.read" },
        schema: {
          tags: ["demo"],
          summary: "Letters kept by the demo",
          querystring: LettersQuery,
          response: { 200: Letters, "4xx": Problem },
        },
      },
      async ({ query }) => {
        const [before] = fromCursor(query.cursor, [keyPart.id]) ?? [];
        const found = await letterbox.list({
          limit: pageSize + 1,
          ...(before === undefined ? {} : { before }),
        });
        const { page, next } = pageOf(found, pageSize, (letter) => [letter.id]);
        return { letters: page.map(inList), count: letterbox.count(), next };
      },
    );
    server.get(
      "/api/v1/demo/letters/:id",
      {
        config: { right: "letters.read" },
        schema: {
          tags: ["demo"],
          summary: "One kept letter",
          params: LetterPath,
          response: { 200: Letter, "4xx": Problem },
        },
      },
      async ({ params }) => {
        const letter = await letterbox.letter(params.id);
        if (!letter) throw new DomainError("not_found", `There is no letter ${params.id}.`);
        return { ...inList(letter), html: letter.html, text: letter.text };
      },
    );
  };
}

const inList = ({ id, subject, from, to, at }: KeptLetter): LetterInList => ({
  id,
  subject,
  from,
  to,
  at: at.toString(),
});
