/** Reads a file of clients, keeps its rows aside and says what they would come to; nothing about a client changes. */
import { loadSettings } from "../../business/store.ts";
import type { Connection } from "../../database/sql.ts";
import { inspectFile, type BroughtFile, type Inspected } from "../../files/inspect.ts";
import { openTable } from "../../files/table.ts";
import type { Table } from "../../files/table-rows.ts";
import { badFile } from "../../files/text-file.ts";
import { dayIn } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import { birthdayTally, type BirthdayTally } from "../import/birthday-tally.ts";
import { clean } from "../import/cell.ts";
import { knownHeadings } from "../import/headings.ts";
import {
  namedColumns,
  refuseUnfitColumns,
  type ImportCounts,
  type ImportOptions,
  type ImportPreview,
} from "../import/import.ts";
import { comparable } from "../import/names.ts";
import { isBlank, readRow, type ReadingTerms } from "../import/read-row.ts";
import { findHead, type TableHead } from "../import/table-head.ts";
import { readRegion, regionOfZone } from "../import/region.ts";
import { officeNames } from "../store/import-directory.ts";
import { loadMapping } from "../store/import-mappings.ts";
import {
  addProblems,
  analyzeStaged,
  deleteImport,
  forgottenImports,
  insertImport,
  loadImport,
  stageRows,
  unfinishedImport,
  updateImport,
  type ImportRow,
  type RowProblems,
  type StagedRow,
} from "../store/imports.ts";
import type { ImportWork } from "./import-work.ts";
import { reviewImport } from "./review-import.ts";

export interface ImportRequest {
  /** By heading: what the column holds. Goes before a mapping, which goes before what is guessed. */
  columns?: Readonly<Record<string, string>> | undefined;
  /** The name of a saved mapping. */
  mapping?: string | undefined;
  /** Country of phone numbers without its code; by default the one of the business's time zone. */
  region?: string | undefined;
  wording?: string | undefined;
  onDifference?: "keep" | "take" | undefined;
  notBirthdays?: readonly string[] | undefined;
  sheet?: string | undefined;
}

/** Previews that nobody confirmed are forgotten after this. */
const keptHours = 7 * 24;

/**
 * An import of the same file in the same way that was interrupted while it went in is returned as it stands. Throws
 * `bad_file`, and `bad_input` or `not_found` for a request that does not fit.
 */
export async function previewImport(
  work: ImportWork,
  file: BroughtFile,
  request: ImportRequest,
): Promise<ImportRow> {
  const { db, clock, signal } = work;
  const settings = await loadSettings(db);
  const startedAt = clock.now();
  const options = await optionsOf(db, request, settings.zone);
  const inspected = await inspectFile(file, signal);
  const unfinished = await unfinishedImport(db, { fileHash: inspected.hash, options });
  if (unfinished) return unfinished;
  await forgetOld(db, startedAt);
  const id = newId();
  const table = await openTable(file, inspected, {
    headings: knownHeadings,
    sheet: options.sheet ?? undefined,
  });
  await insertImport(db, { id, fileName: file.name, fileHash: inspected.hash, options, startedAt });
  try {
    const terms = await termsOf(db, options, dayIn(settings.zone, startedAt));
    const read = await readTable(
      work,
      { id, file, table, inspected, options, explicit: Object.keys(request.columns ?? {}) },
      terms,
    );
    await analyzeStaged(db);
    const expected = await reviewImport(work, {
      id,
      options,
      startedAt,
      rows: (read.counts.rows ?? 0) - (read.counts.leftOut ?? 0),
    });
    await updateImport(db, id, {
      state: "previewed",
      preview: read.preview,
      counts: { ...read.counts, expected },
    });
  } catch (error) {
    await db
      .transaction()
      .execute((trx) => deleteImport(trx, id))
      .catch(() => undefined);
    throw error;
  }
  return loadImport(db, id);
}

async function optionsOf(db: Connection, request: ImportRequest, zone: string): Promise<ImportOptions> {
  const mapped = request.mapping === undefined ? {} : await loadMapping(db, request.mapping);
  return {
    columns: { ...mapped, ...namedColumns(request.columns ?? {}) },
    region: request.region === undefined ? regionOfZone(zone) : readRegion(request.region),
    wording: request.wording ?? null,
    onDifference: request.onDifference ?? "keep",
    notBirthdays: [...(request.notBirthdays ?? [])].sort(),
    sheet: request.sheet ?? null,
  };
}

async function forgetOld(db: Connection, now: Temporal.Instant): Promise<void> {
  for (const id of await forgottenImports(db, now.subtract({ hours: keptHours })))
    await db.transaction().execute((trx) => deleteImport(trx, id));
}

/** By its name, its city where there is one office, or both. */
async function termsOf(
  db: Connection,
  options: ImportOptions,
  today: Temporal.PlainDate,
): Promise<ReadingTerms> {
  const offices = new Map<string, string>();
  const rows = await officeNames(db);
  for (const { id, name, city } of rows) {
    offices.set(comparable(name), id);
    offices.set(comparable(`${city} ${name}`), id);
    offices.set(comparable(`${city}, ${name}`), id);
    if (rows.filter((row) => row.city === city).length === 1) offices.set(comparable(city), id);
  }
  const { region, wording } = options;
  return { region, wording, today, offices, notBirthdays: new Set(options.notBirthdays) };
}

interface Reading {
  id: string;
  file: BroughtFile;
  table: Table;
  inspected: Inspected;
  options: ImportOptions;
  /** Headings that the request itself names. */
  explicit: string[];
}

const firstRowsKept = 10;

async function readTable(
  { db, signal, onProgress }: ImportWork,
  { id, file, table, inspected, options, explicit }: Reading,
  terms: ReadingTerms,
): Promise<{ preview: ImportPreview; counts: ImportCounts }> {
  const birthdays = birthdayTally();
  const counts = { rows: 0, leftOut: 0, consentsWithoutWording: 0 };
  const firstRows: NonNullable<ImportPreview["firstRows"]> = [];
  let head: TableHead | undefined;
  for await (const { rows, bytesRead } of table.blocks()) {
    refuseIfInterrupted(signal);
    let data = rows;
    if (!head) {
      head = findHead(file.name, rows, options.columns);
      refuseUnfitColumns(head.columns, options.columns, explicit);
      data = rows.slice(head.rows);
    }
    const batch = readRows(data, head, terms, birthdays);
    for (const { line, cells } of data)
      if (firstRows.length < firstRowsKept && cells && !isBlank(cells))
        firstRows.push({ line, cells: cells.slice(0, head.columns.length).map(clean) });
    counts.rows += batch.staged.length + batch.problems.filter(({ leftOut }) => leftOut).length;
    counts.leftOut += batch.problems.filter(({ leftOut }) => leftOut).length;
    counts.consentsWithoutWording += batch.consentsWithoutWording;
    await db.transaction().execute(async (trx) => {
      await stageRows(trx, id, batch.staged);
      await addProblems(trx, id, batch.problems);
    });
    onProgress?.("reading", bytesRead ?? counts.rows, bytesRead === undefined ? undefined : inspected.bytes);
  }
  if (!head) throw badFile(file.name, undefined, "the table is empty, expected headings and rows");
  return { preview: previewOf(table, head, firstRows, birthdays, terms), counts };
}

function previewOf(
  { encoding, delimiter, sheet, otherSheets }: Table,
  { columns }: TableHead,
  firstRows: NonNullable<ImportPreview["firstRows"]>,
  birthdays: BirthdayTally,
  { today }: ReadingTerms,
): ImportPreview {
  return {
    columns,
    encoding: encoding ?? null,
    delimiter: delimiter ?? null,
    sheet: sheet ?? null,
    otherSheets,
    suspiciousBirthdays: birthdays.suspicious(today),
    firstRows,
  };
}

interface ReadBatch {
  staged: StagedRow[];
  problems: RowProblems[];
  consentsWithoutWording: number;
}

function readRows(
  rows: readonly { line: number; cells: string[] | undefined }[],
  { columns }: TableHead,
  terms: ReadingTerms,
  birthdays: BirthdayTally,
): ReadBatch {
  const batch: ReadBatch = { staged: [], problems: [], consentsWithoutWording: 0 };
  for (const { line, cells } of rows) {
    if (cells && isBlank(cells)) continue;
    const { facts, problems } = readRow(cells, columns, terms);
    if (facts) {
      batch.staged.push({ line, facts });
      birthdays.add(facts.birthday);
    }
    // Told once for the file: on every row it would hide the rest.
    const told = problems.filter(({ code }) => code !== "consent_without_wording");
    batch.consentsWithoutWording += problems.length - told.length;
    if (told.length > 0 || !facts)
      batch.problems.push({ line, leftOut: !facts, problems: told, cells: facts ? null : (cells ?? []) });
  }
  return batch;
}
