/** Files of clients over HTTP: brought as the body of a request, looked at, confirmed, taken back. */
import { Readable } from "node:stream";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { recogniseReader } from "../business/actions/recognise-reader.ts";
import type { RouteContext } from "../business/reader.ts";
import { withReceived } from "../files/receive.ts";
import { fromCursor, keyPart, pageOf } from "../kernel/cursor.ts";
import { DomainError } from "../kernel/errors.ts";
import type { Language } from "../kernel/language.ts";
import { Problem } from "../kernel/wire.ts";
import { badRowsCsv } from "./actions/list-problems.ts";
import { previewImport, type ImportRequest } from "./actions/preview-import.ts";
import { confirmImport, runImport } from "./actions/run-import.ts";
import { saveColumns } from "./actions/save-mapping.ts";
import { discardImport, undoImport } from "./actions/undo-import.ts";
import type { ClientDesk } from "./desk.ts";
import {
  Import,
  ImportFacts,
  ImportLanguage,
  ImportPath,
  ImportProblems,
  ImportProblemsQuery,
  ImportQuery,
  Imports,
  Mapping,
  MappingColumns,
  MappingPath,
  Mappings,
  ProblemKinds,
} from "./import-contract.ts";
import { namedColumns } from "./import/import.ts";
import { showFacts, showImport, showKinds, showProblems } from "./import/show-import.ts";
import { loadMappings } from "./store/import-mappings.ts";
import { loadImport, loadImports, loadProblems, problemKinds } from "./store/imports.ts";

const tags = ["imports"];
const mostBytes = 256 * 2 ** 20;
/** A longer import is gone on with by the worker, or when it is confirmed again. */
const patienceMs = 10_000;
const importsListed = 50;
const problemsOnPage = 100;

/** None of them may be sent by a page of another site without being asked first, as text/plain may. */
const contentTypes = [
  "text/csv",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/octet-stream",
];

export function importRoutes(context: RouteContext, replan: ClientDesk["replan"]): FastifyPluginAsyncTypebox {
  return async (server) => {
    await server.register(uploadRoute(context));
    await server.register(importRoute({ ...context, replan }));
    await server.register(problemRoutes(context));
    await server.register(mappingRoutes(context));
  };
}

function uploadRoute({ db, clock }: RouteContext): FastifyPluginAsyncTypebox {
  return async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser(contentTypes, (_, content, done) => done(null, content));
    const schema = {
      summary:
        "Bring a file of clients: CSV or XLSX as the body. Says what it would come to; nothing goes in yet",
      tags,
      consumes: contentTypes,
      querystring: ImportQuery,
      response: { 200: Import, "4xx": Problem },
    };
    server.post(
      "/api/v1/imports",
      { config: { right: "clients.import" }, schema, bodyLimit: mostBytes },
      async ({ body, query }) => {
        if (!(body instanceof Readable))
          throw new DomainError("bad_input", `The file itself is the body, as ${contentTypes.join(", ")}.`, {
            place: { field: "body" },
          });
        const request = requestOf(query);
        const found = await withReceived(body, { name: query.name, mostBytes }, (file) =>
          previewImport({ db, clock }, file, request),
        );
        return showImport(found);
      },
    );
  };
}

function requestOf({ name: _, lang: __, columns, notBirthdays, ...request }: ImportQuery): ImportRequest {
  return {
    ...request,
    columns: columns === undefined ? undefined : columnsOf(columns),
    notBirthdays: notBirthdays?.split(",").map((day) => day.trim()),
  };
}

function columnsOf(text: string): Record<string, string> {
  try {
    const columns: unknown = JSON.parse(text);
    if (typeof columns === "object" && columns !== null && !Array.isArray(columns))
      return Object.fromEntries(Object.entries(columns).map(([heading, fact]) => [heading, String(fact)]));
  } catch {
    // said below
  }
  throw new DomainError("bad_input", 'columns: expected a JSON object such as {"Клиент":"name"}.', {
    place: { field: "columns" },
  });
}

function importRoute({ db, clock, replan }: RouteContext & ClientDesk): FastifyPluginAsyncTypebox {
  const one = (summary: string) => ({
    config: { right: "clients.import" as const },
    schema: { summary, tags, params: ImportPath, response: { 200: Import, "4xx": Problem } },
  });
  return async (server) => {
    server.get(
      "/api/v1/imports",
      {
        config: { right: "clients.import" },
        schema: { summary: "The imports of clients, the newest first", tags, response: { 200: Imports } },
      },
      async () => ({ imports: (await loadImports(db, importsListed)).map(showImport) }),
    );
    server.get("/api/v1/imports/:id", one("How an import stands"), async ({ params }) =>
      showImport(await loadImport(db, params.id)),
    );
    server.post(
      "/api/v1/imports/:id/confirm",
      one("Let the good rows in; a long import goes on after the answer"),
      async ({ params }) => {
        await confirmImport({ db }, params.id);
        return showImport(await runImport({ db, clock, replan, patienceMs }, params.id));
      },
    );
    server.post(
      "/api/v1/imports/:id/undo",
      one("Take an import back as a whole; what was changed since stays"),
      async ({ params }) => showImport(await undoImport({ db, clock, replan, patienceMs }, params.id)),
    );
    server.delete(
      "/api/v1/imports/:id",
      one("Forget a file that was looked at and not confirmed; answers how it stood"),
      async ({ params }) => {
        const found = await loadImport(db, params.id);
        await discardImport({ db }, params.id);
        return showImport(found);
      },
    );
  };
}

interface Asked {
  query: { lang?: Language | undefined };
  headers: { "accept-language"?: string | undefined };
}

async function languageOf(context: RouteContext, { query, headers }: Asked): Promise<Language> {
  const asked = { lang: query.lang, acceptLanguage: headers["accept-language"] };
  return (await recogniseReader(context, asked)).language;
}

function problemRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  return async (server) => {
    server.get(
      "/api/v1/imports/:id/problems",
      {
        config: { right: "clients.import" },
        schema: {
          summary: "Everything there is to say about the rows of a file, in its order",
          tags,
          params: ImportPath,
          querystring: ImportProblemsQuery,
          response: { 200: ImportProblems, "4xx": Problem },
        },
      },
      async ({ params, query, headers }) => {
        const language = await languageOf(context, { query, headers });
        await loadImport(db, params.id);
        const [after = "0"] = fromCursor(query.cursor, [keyPart.number]) ?? [];
        const found = await loadProblems(db, params.id, {
          after: Math.min(Number(after), 2 ** 31 - 1),
          limit: problemsOnPage + 1,
          leftOut: query.leftOut,
          code: query.code,
        });
        const { page, next } = pageOf(found, problemsOnPage, ({ line }) => [String(line)]);
        return { rows: page.map((row) => showProblems(row, language)), next };
      },
    );
    const kinds = {
      summary: "What there is to say about the rows, counted by kind",
      tags,
      params: ImportPath,
      querystring: ImportLanguage,
      response: { 200: ProblemKinds, "4xx": Problem },
    };
    server.get(
      "/api/v1/imports/:id/problem-kinds",
      { config: { right: "clients.import" }, schema: kinds },
      async ({ params, query, headers }) => {
        await loadImport(db, params.id);
        return showKinds(await problemKinds(db, params.id), await languageOf(context, { query, headers }));
      },
    );
    server.get(
      "/api/v1/imports/:id/bad-rows",
      {
        config: { right: "clients.import" },
        schema: {
          summary: "The rows that stay outside, as CSV with one more column that says why",
          tags,
          produces: ["text/csv"],
          params: ImportPath,
          querystring: ImportLanguage,
          response: { 200: Type.String(), "4xx": Problem },
        },
      },
      async ({ params, query, headers }, reply) => {
        const language = await languageOf(context, { query, headers });
        const found = await loadImport(db, params.id);
        const content = Readable.from(badRowsCsv(db, found, language));
        reply.header("content-disposition", 'attachment; filename="bad-rows.csv"');
        return reply.type("text/csv; charset=utf-8").send(content as unknown as string);
      },
    );
  };
}

function mappingRoutes(context: RouteContext): FastifyPluginAsyncTypebox {
  const { db } = context;
  return async (server) => {
    const facts = {
      summary: "What a column of a file can hold",
      tags,
      querystring: ImportLanguage,
      response: { 200: ImportFacts, "4xx": Problem },
    };
    server.get(
      "/api/v1/import-facts",
      { config: { right: "clients.import" }, schema: facts },
      async ({ query, headers }) => showFacts(await languageOf(context, { query, headers })),
    );
    server.get(
      "/api/v1/import-mappings",
      {
        config: { right: "clients.import" },
        schema: { summary: "The saved mappings of columns", tags, response: { 200: Mappings } },
      },
      async () => ({ mappings: await loadMappings(db) }),
    );
    server.put(
      "/api/v1/import-mappings/:name",
      {
        config: { right: "clients.import" },
        schema: {
          summary: "Save what columns hold under a name",
          tags,
          params: MappingPath,
          body: MappingColumns,
          response: { 200: Mapping, "4xx": Problem },
        },
      },
      ({ params, body }) =>
        saveColumns(
          db,
          params.name,
          Object.entries(namedColumns(body.columns)).map(([heading, fact]) => ({ heading, fact })),
        ),
    );
  };
}
