/** What the routes of chains have in common: the reader, the ETag, a chain as an answer. */
import type { FastifyReply } from "fastify";
import type { TSchema } from "typebox";
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import type { Reader, RouteContext } from "../../business/reader.ts";
import type { Language } from "../../kernel/language.ts";
import { Problem } from "../../kernel/wire.ts";
import type { KeptChain } from "../actions/keep-chains.ts";
import type { ChainPage } from "../contract.ts";
import { showPage } from "../show.ts";
import { tagOf } from "../version.ts";

export const tags = ["chains"];
export const answers = <Shape extends TSchema>(shape: Shape) => ({ 200: shape, "4xx": Problem });

/** What says in which language to answer. */
interface Asked {
  query: { lang?: Language | undefined };
  headers: { "accept-language"?: string | undefined };
}

export const readerOf = (context: RouteContext, { query, headers }: Asked): Promise<Reader> =>
  recogniseReader(context, { lang: query.lang, acceptLanguage: headers["accept-language"] });

export function answer(reply: FastifyReply, kept: KeptChain, language: Language): ChainPage {
  reply.header("etag", `"${tagOf(kept.at)}"`);
  return showPage(kept, language);
}
