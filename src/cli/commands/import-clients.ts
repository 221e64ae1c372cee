/** `povod import clients FILE`: shows what the file comes to, then lets the good rows in and gives the others back. */
import { basename, resolve } from "node:path";
import { previewImport, type ImportRequest } from "../../clients/actions/preview-import.ts";
import { confirmImport, runImport } from "../../clients/actions/run-import.ts";
import { discardImport } from "../../clients/actions/undo-import.ts";
import { saveColumns } from "../../clients/actions/save-mapping.ts";
import type { ImportRow } from "../../clients/store/imports.ts";
import { replanClients } from "../../planning/actions/replan-clients.ts";
import type { Connection } from "../../database/sql.ts";
import { elapsedMs } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import {
  databaseOptions,
  jsonOption,
  UsageError,
  type Command,
  type CommandContext,
  type Invocation,
} from "../command.ts";
import { sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";
import { startProgress } from "../progress.ts";
import { importAsJson, sayDone, sayPreview } from "./import-words.ts";
import { noteProblems, problemsAsJson, writeBadRows } from "./import-problems.ts";

export const importClientsCommand: Command = {
  name: "import clients",
  usage:
    "FILE.csv|FILE.xlsx [--dry-run] [--columns 'HEADING=FACT,…'] [--mapping NAME] [--save-mapping NAME] [--sheet NAME] [--region RU] [--wording VERSION] [--on-difference keep|take] [--not-birthdays DAY,…] [--bad-rows OUT.csv] [--json] [--data DIR]",
  options: {
    "dry-run": { type: "boolean" },
    columns: { type: "string" },
    mapping: { type: "string" },
    "save-mapping": { type: "string" },
    sheet: { type: "string" },
    region: { type: "string" },
    wording: { type: "string" },
    "on-difference": { type: "string", default: "keep" },
    "not-birthdays": { type: "string" },
    "bad-rows": { type: "string" },
    ...databaseOptions,
    ...jsonOption,
  },
  positionals: [1, 1],
  async run(context, invocation) {
    const path = invocation.positionals[0] ?? "";
    const request = requestOf(invocation);
    const badRows = badRowsPath(path, invocation);
    await withDatabase(context, invocation, async ({ db }) => {
      const previewed = await preview(context, db, path, request);
      const dryRun = invocation.options["dry-run"] === true;
      try {
        const done = await carryOut(context, invocation, { db, previewed, path, badRows, dryRun });
        refuseLeftOut(path, done, dryRun);
      } finally {
        if (dryRun) await discardImport({ db }, previewed.id);
      }
    });
  },
};

interface Previewed {
  db: Connection;
  previewed: ImportRow;
  path: string;
  badRows: string | undefined;
  dryRun: boolean;
}

/** Says what it comes to, keeps the bad rows, and lets the others in unless it is a dry run. */
async function carryOut(
  context: CommandContext,
  invocation: Invocation,
  { db, previewed, path, badRows, dryRun }: Previewed,
): Promise<ImportRow> {
  const name = text(invocation, "save-mapping");
  if (name !== undefined) await saveColumns(db, name, previewed.preview.columns ?? []);
  const json = invocation.options["json"] === true;
  if (!json) context.note(sayPreview(context.language, previewed));
  const say = json ? () => undefined : context.note;
  await noteProblems(db, previewed, { language: context.language, path, note: say });
  if (badRows !== undefined) await writeBadRows(db, previewed, { language: context.language, path: badRows });
  const done = dryRun ? previewed : await letIn(context, db, previewed);
  await context.out(
    json
      ? `${JSON.stringify({ ...importAsJson(done, dryRun), problems: await problemsAsJson(db, previewed, context.language) })}\n`
      : sayDone(context.language, done, dryRun),
  );
  return done;
}

async function preview(
  context: CommandContext,
  db: Connection,
  path: string,
  request: ImportRequest,
): Promise<ImportRow> {
  const { clock, signal, language } = context;
  const progress = startProgress(context);
  const words = {
    reading: { ru: "читаю", en: "reading" },
    reviewing: { ru: "сверяю", en: "comparing" },
  };
  const work = {
    db,
    clock,
    signal,
    onProgress: (what: "reading" | "reviewing", done: number, total: number | undefined) =>
      progress.show(words[what][language], done, total),
  };
  try {
    return await previewImport(work, { path, name: basename(path) }, request);
  } catch (error) {
    throw withColumnsNamed(error);
  } finally {
    progress.clear();
  }
}

/** Here headings that nobody knows can be named; on the screen there is nothing yet to name them on. */
function withColumnsNamed(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.code !== "bad_file" || error.place.field !== "columns")
    return error;
  const { code, message, place } = error;
  const hint = "--columns 'HEADING=FACT' names a heading of your own";
  return new DomainError(code, `${message.replace(/\.$/, "")}; ${hint}.`, { place });
}

async function letIn(context: CommandContext, db: Connection, { id, counts }: ImportRow): Promise<ImportRow> {
  const { clock, signal, language } = context;
  const progress = startProgress(context);
  const startedMs = elapsedMs();
  await confirmImport({ db }, id);
  const onProgress = (done: number) => {
    const rate = sayCount(language, Math.round((done * 1000) / Math.max(elapsedMs() - startedMs, 1)));
    const words = language === "ru" ? `вношу, ${rate} в секунду` : `taking in, ${rate} a second`;
    progress.show(words, done, (counts.rows ?? 0) - (counts.leftOut ?? 0));
  };
  return runImport({ db, clock, replan: replanClients, signal, onProgress }, id).finally(progress.clear);
}

function requestOf(invocation: Invocation): ImportRequest {
  const onDifference = text(invocation, "on-difference");
  if (onDifference !== "keep" && onDifference !== "take")
    throw new UsageError(`--on-difference expects keep or take, got ${onDifference}`);
  return {
    columns: columnsOption(text(invocation, "columns")),
    mapping: text(invocation, "mapping"),
    sheet: text(invocation, "sheet"),
    region: text(invocation, "region"),
    wording: text(invocation, "wording"),
    onDifference,
    notBirthdays: daysOption(text(invocation, "not-birthdays")),
  };
}

const text = ({ options }: Invocation, name: string): string | undefined => {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
};

/** `Клиент=name,Тел=phone`. A heading may hold a comma, so a pair ends where a fact does. */
function columnsOption(value: string | undefined): Record<string, string> {
  if (value === undefined) return {};
  const pairs = [...value.matchAll(/(.+?)=([A-Za-z]+)(?:,|$)/g)];
  if (pairs.length === 0 || pairs.map(([whole]) => whole).join("") !== value)
    throw new UsageError(`--columns expects HEADING=FACT,HEADING=FACT, got ${value}`);
  return Object.fromEntries(pairs.map(([, heading = "", fact = ""]) => [heading, fact]));
}

function daysOption(value: string | undefined): string[] {
  const days = value === undefined ? [] : value.split(",");
  const bad = days.find((day) => !/^(\d{4}|-)-\d{2}-\d{2}$/.test(day));
  if (bad !== undefined)
    throw new UsageError(`--not-birthdays expects days as YYYY-MM-DD, or --MM-DD without a year, got ${bad}`);
  return days;
}

function badRowsPath(path: string, invocation: Invocation): string | undefined {
  const chosen = text(invocation, "bad-rows");
  if (chosen !== undefined && resolve(chosen) === resolve(path))
    throw new UsageError("--bad-rows expects another file than the one that is read");
  return chosen;
}

function refuseLeftOut(path: string, { counts }: ImportRow, dryRun: boolean): void {
  const { leftOut = 0, rows = 0 } = counts;
  if (leftOut === 0) return;
  const left = leftOut === 1 ? "1 row does not fit" : `${leftOut} rows do not fit`;
  const others = dryRun ? `the other ${rows - leftOut} would go in` : `the other ${rows - leftOut} are in`;
  throw new DomainError("bad_input", `${path}: ${left}; ${others}.`, { place: { file: path } });
}
