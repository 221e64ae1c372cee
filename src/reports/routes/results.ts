/** The owner's morning over HTTP, and the lists behind it, to look at and to take along. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import type { Reader, RouteContext } from "../../business/reader.ts";
import { openLookBook } from "../../clients/actions/record-look.ts";
import { writeCsv } from "../../files/write-csv.ts";
import { writeWorkbook } from "../../files/write-workbook.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import { Problem } from "../../kernel/wire.ts";
import { reportEffects } from "../actions/report-effect.ts";
import { readResultRows, readResults, writeResultRows } from "../actions/read-results.ts";
import { ChainEffects, EffectQuery } from "../effect-contract.ts";
import {
  ResultFilePath,
  resultLists,
  ResultListPath,
  ResultListQuery,
  ResultRows,
  Results,
  ResultsQuery,
} from "../results-contract.ts";

interface Asked {
  query: { lang?: Language | undefined };
  headers: { "accept-language"?: string | undefined };
}

const dayOf = (text: string | undefined) => (text === undefined ? undefined : Temporal.PlainDate.from(text));
const tags = ["reports"];
const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function resultRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  const readerOf = ({ query, headers }: Asked): Promise<Reader> =>
    recogniseReader(context, { lang: query.lang, acceptLanguage: headers["accept-language"] });
  const config = { right: "reports.read" } as const;
  return async (server) => {
    const results = {
      summary:
        "Today and this month against the last one to the same day: who came back, cards, calls, money",
      tags,
      querystring: ResultsQuery,
      response: { 200: Results, "4xx": Problem },
    };
    server.get("/api/v1/reports/results", { config, schema: results }, async ({ query, headers }) =>
      readResults(db, await readerOf({ query, headers })),
    );
    const rows = {
      summary: "The list behind a number of the results, the latest first",
      tags,
      params: ResultListPath,
      querystring: ResultListQuery,
      response: { 200: ResultRows, "4xx": Problem },
    };
    server.get(
      "/api/v1/reports/results/:list",
      { config, schema: rows },
      async ({ params, query, headers }) =>
        readResultRows(db, await readerOf({ query, headers }), { ...params, query }),
    );
    const effects = {
      summary: "What every live chain brought against the clients it left alone on purpose",
      tags,
      querystring: EffectQuery,
      response: { 200: ChainEffects, "4xx": Problem },
    };
    server.get("/api/v1/reports/effects", { config, schema: effects }, async ({ query, headers }) =>
      reportEffects(db, await readerOf({ query, headers }), {
        ...query,
        from: dayOf(query.from),
        through: dayOf(query.through),
      }),
    );
    await server.register(fileRoutes(context, readerOf));
  };
}

/** A list of clients leaves the program: only who may export takes it along, and it is on record whom it names. */
function fileRoutes(
  context: RouteContext,
  readerOf: (asked: Asked) => Promise<Reader>,
): FastifyPluginAsyncTypebox {
  const { db } = context;
  const looks = openLookBook(context);
  return async (server) => {
    const file = {
      summary: "The same list whole, as CSV or XLSX: LIST.csv, LIST.xlsx",
      tags,
      params: ResultFilePath,
      querystring: ResultListQuery,
      produces: ["text/csv", workbookType],
      response: { 200: Type.Unsafe<Buffer | string>({ type: "string", format: "binary" }), "4xx": Problem },
    };
    server.get(
      "/api/v1/reports/result-files/:file",
      { config: { right: "clients.export" }, schema: file },
      async (request, reply) => {
        const { params, query, headers, caller } = request;
        const [name, extension] = params.file.split(".");
        const list = resultLists.find((one) => one === name);
        if (!list) throw new DomainError("not_found", `There is no list ${name}.`);
        const reader = await readerOf({ query, headers });
        const { table, clients } = await writeResultRows(db, reader, { list, query });
        const staffMember = (query as { staffMember?: string }).staffMember ?? null;
        const key = caller?.kind === "key" ? caller.id : null;
        await looks.record({ what: "result-files", staffMember, key, clients });
        void reply.header(
          "content-disposition",
          `attachment; filename="${list}-${reader.today.toString()}.${extension}"`,
        );
        if (extension === "csv") return reply.type("text/csv; charset=utf-8").send(writeCsv(table));
        return reply.type(workbookType).send(await writeWorkbook(table, reader.now));
      },
    );
  };
}
