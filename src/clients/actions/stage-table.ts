/** Reads a table row by row and keeps its rows aside: those that can go in, and what there is to say about the others. */
import { CopyLines } from "../../database/copy.ts";
import type { Connection } from "../../database/sql.ts";
import { withoutWaiting } from "../../database/without-waiting.ts";
import type { BroughtFile, Inspected } from "../../files/inspect.ts";
import type { Table, TableRow } from "../../files/table-rows.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import { birthdayTally, type BirthdayTally } from "../import/birthday-tally.ts";
import { clean } from "../import/cell.ts";
import type { RowFacts } from "../import/facts.ts";
import type { GuessedColumn } from "../import/headings.ts";
import {
  refuseUnfitColumns,
  type ImportCounts,
  type ImportOptions,
  type ImportPreview,
} from "../import/import.ts";
import { isBlank, readRow, type ReadingTerms } from "../import/read-row.ts";
import { emptyTable, findHead, type TableHead } from "../import/table-head.ts";
import { sightings, type Sightings } from "../import/sightings.ts";
import { unfit } from "../import/unfit.ts";
import { knownKeys } from "../store/import-directory.ts";
import {
  blockLine,
  holdLines,
  keepBlock,
  linesOfKnown,
  stagedOfBlock,
  type KeysOfLine,
} from "../store/import-blocks.ts";
import { analyzeStaged, isPlain, stagedLine, stageRows } from "../store/import-rows.ts";
import { addProblems, type RowProblems } from "../store/imports.ts";
import { areAtMost } from "../store/look-ups.ts";
import type { ImportWork } from "./import-work.ts";

export interface Reading {
  id: string;
  file: BroughtFile;
  table: Table;
  inspected: Inspected;
  options: ImportOptions;
  /** Headings that the request itself names. */
  explicit: string[];
}

const firstRowsKept = 10;
const rowsPerBatch = 5000;

/** Throws `bad_file`, `bad_input` and `interrupted`; whatever it throws, it writes nothing after. */
export async function stageTable(
  { db, signal, onProgress }: ImportWork,
  { id, file, table, inspected, options, explicit }: Reading,
  terms: ReadingTerms,
): Promise<{ preview: ImportPreview; counts: ImportCounts }> {
  const { seen, asksBase } = await whoIsKnown(db, inspected);
  const sense = { id, columns: [] as GuessedColumn[], terms, birthdays: birthdayTally(), seen, asksBase };
  const counts = { rows: 0, leftOut: 0, consentsWithoutWording: 0 };
  const firstRows: NonNullable<ImportPreview["firstRows"]> = [];
  let head: TableHead | undefined;
  let batch = noBatch();
  let written = noBatch();
  // A batch is written while the next one is read. The two are used again and again: new ones would leave much behind.
  let keeping = Promise.resolve();
  const keep = async () => {
    counts.rows += batch.rows + batch.leftOut;
    counts.leftOut += batch.leftOut;
    counts.consentsWithoutWording += batch.consentsWithoutWording;
    const full = batch;
    await keeping;
    batch = emptied(written);
    written = full;
    keeping = keepRows(db, id, full);
    // It is awaited before the next one, or below: what went wrong is told there.
    keeping.catch(() => undefined);
  };
  try {
    for await (const { rows, bytesRead } of table.blocks()) {
      refuseIfInterrupted(signal);
      let data = rows;
      if (!head) {
        head = findHead(file.name, rows, options.columns);
        refuseUnfitColumns(head.columns, options.columns, explicit);
        data = rows.slice(head.rows);
        sense.columns = head.columns;
      }
      readRows(data, sense, batch);
      for (const { line, cells } of firstRows.length < firstRowsKept ? data : [])
        if (firstRows.length < firstRowsKept && cells && !isBlank(cells))
          firstRows.push({ line, cells: cells.slice(0, head.columns.length).map(clean) });
      if (batch.rows + batch.problems.length < rowsPerBatch) continue;
      await keep();
      onProgress?.(
        "reading",
        bytesRead ?? counts.rows,
        bytesRead === undefined ? undefined : inspected.bytes,
      );
    }
    await keep();
    await keeping;
  } finally {
    await keeping.catch(() => undefined);
  }
  if (!head) throw emptyTable(file.name);
  await holdLines(db, id, seen.metAgain());
  await analyzeStaged(db);
  return { preview: previewOf(table, head, firstRows, sense.birthdays, terms), counts };
}

/** Of a file no row is shorter. */
const leastRowBytes = 30;

/**
 * Of the file and those who are known the larger is asked about the smaller: the rows about keys that were read before, or
 * the base about the keys of each batch.
 */
async function whoIsKnown(
  db: Connection,
  { bytes }: Inspected,
): Promise<{ seen: Sightings; asksBase: boolean }> {
  const seen = sightings();
  const asksBase = !(await areAtMost(db, Math.ceil(bytes / leastRowBytes)));
  if (!asksBase) for await (const keys of knownKeys(db)) for (const key of keys) seen.know(key);
  return { seen, asksBase };
}

/** Rows that are alone as one block, all others each by itself. */
async function keepRows(db: Connection, id: string, batch: ReadBatch): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await withoutWaiting(trx);
    const held = batch.asked.length > 0 ? await linesOfKnown(trx, batch.asked) : [];
    const known = new Set(held);
    if (held.length > 0)
      for (const text of batch.alone.bytes.toString().split("\n"))
        if (text !== "" && known.has(Number.parseInt(text))) batch.together.add(stagedOfBlock(id, text));
    const { aloneRows: rows, firstLine, lastLine, alone: content } = batch;
    if (rows > 0) await keepBlock(trx, id, { firstLine, lastLine, rows, held, content });
    await stageRows(trx, batch.together);
    await addProblems(trx, id, batch.problems);
  });
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
  /** How many can go in. */
  rows: number;
  /** Lines of a block. */
  alone: CopyLines;
  aloneRows: number;
  /** Of the block. */
  firstLine: number;
  lastLine: number;
  /** Lines of `import_row`. */
  together: CopyLines;
  /** Rows of the block of whom the base is asked. */
  asked: KeysOfLine[];
  problems: RowProblems[];
  leftOut: number;
  consentsWithoutWording: number;
}

const noBatch = (): ReadBatch => emptied({ alone: new CopyLines(), together: new CopyLines() });

function emptied({ alone, together }: Pick<ReadBatch, "alone" | "together">): ReadBatch {
  alone.clear();
  together.clear();
  return {
    rows: 0,
    alone,
    aloneRows: 0,
    firstLine: 0,
    lastLine: 0,
    together,
    asked: [],
    problems: [],
    leftOut: 0,
    consentsWithoutWording: 0,
  };
}

interface Sense {
  id: string;
  columns: readonly GuessedColumn[];
  terms: ReadingTerms;
  birthdays: BirthdayTally;
  seen: Sightings;
  asksBase: boolean;
}

/** Adds the rows to `batch`. */
function readRows(
  rows: readonly TableRow[],
  { id, columns, terms, birthdays, seen, asksBase }: Sense,
  batch: ReadBatch,
): void {
  for (const row of rows) {
    const { line, cells } = row;
    if (cells && isBlank(cells)) continue;
    const { facts, problems } = unfit(row, columns) ?? readRow(cells, columns, terms);
    if (facts) {
      const staged = { line, facts };
      if (isAlone(line, facts, seen) && isPlain(facts)) {
        batch.alone.add(blockLine(staged));
        if (batch.aloneRows++ === 0) batch.firstLine = line;
        batch.lastLine = line;
        if (asksBase) batch.asked.push({ line, keys: facts.keys });
      } else batch.together.add(stagedLine(id, staged));
      batch.rows++;
      birthdays.add(facts.birthday);
    } else batch.leftOut++;
    // Told once for the file: on every row it would hide the rest.
    const told =
      problems.length === 0 ? problems : problems.filter(({ code }) => code !== "consent_without_wording");
    batch.consentsWithoutWording += problems.length - told.length;
    if (told.length > 0 || !facts)
      batch.problems.push({ line, leftOut: !facts, problems: told, cells: facts ? null : (cells ?? []) });
  }
}

/** Whether no earlier row has a key of it. The same content has the same other keys, where there are any. */
function isAlone(line: number, { keys }: RowFacts, seen: Sightings): boolean {
  let alone = keys.length === 1 || !seen.has(keys[0] ?? "");
  for (let at = keys.length > 1 ? 1 : 0; at < keys.length; at++)
    if (seen.see(keys[at] ?? "", line)) alone = false;
  return alone;
}
