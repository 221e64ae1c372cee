/** Reads a table row by row and keeps its rows aside: those that can go in, and what there is to say about the others. */
import type { Connection } from "../../database/sql.ts";
import type { BroughtFile, Inspected } from "../../files/inspect.ts";
import type { Table } from "../../files/table-rows.ts";
import { badFile } from "../../files/text-file.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import { birthdayTally, type BirthdayTally } from "../import/birthday-tally.ts";
import { clean } from "../import/cell.ts";
import {
  refuseUnfitColumns,
  type ImportCounts,
  type ImportOptions,
  type ImportPreview,
} from "../import/import.ts";
import { isBlank, readRow, type ReadingTerms } from "../import/read-row.ts";
import { findHead, type TableHead } from "../import/table-head.ts";
import {
  addProblems,
  stageRows,
  withoutWaiting,
  type RowProblems,
  type StagedRow,
} from "../store/imports.ts";
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

/** Throws `bad_file`, `bad_input` and `interrupted`; whatever it throws, it writes nothing after. */
export async function stageTable(
  { db, signal, onProgress }: ImportWork,
  { id, file, table, inspected, options, explicit }: Reading,
  terms: ReadingTerms,
): Promise<{ preview: ImportPreview; counts: ImportCounts }> {
  const birthdays = birthdayTally();
  const counts = { rows: 0, leftOut: 0, consentsWithoutWording: 0 };
  const firstRows: NonNullable<ImportPreview["firstRows"]> = [];
  let head: TableHead | undefined;
  // A block is written while the next one is read.
  let keeping = Promise.resolve();
  try {
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
      counts.rows += batch.staged.length + batch.leftOut;
      counts.leftOut += batch.leftOut;
      counts.consentsWithoutWording += batch.consentsWithoutWording;
      await keeping;
      keeping = keepRows(db, id, batch);
      // It is awaited before the next one, or below: what went wrong is told there.
      keeping.catch(() => undefined);
      onProgress?.(
        "reading",
        bytesRead ?? counts.rows,
        bytesRead === undefined ? undefined : inspected.bytes,
      );
    }
    await keeping;
  } finally {
    await keeping.catch(() => undefined);
  }
  if (!head) throw badFile(file.name, undefined, "the table is empty, expected headings and rows");
  return { preview: previewOf(table, head, firstRows, birthdays, terms), counts };
}

async function keepRows(db: Connection, id: string, { staged, problems }: ReadBatch): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await withoutWaiting(trx);
    await stageRows(trx, id, staged);
    await addProblems(trx, id, problems);
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
  staged: StagedRow[];
  problems: RowProblems[];
  leftOut: number;
  consentsWithoutWording: number;
}

function readRows(
  rows: readonly { line: number; cells: string[] | undefined }[],
  { columns }: TableHead,
  terms: ReadingTerms,
  birthdays: BirthdayTally,
): ReadBatch {
  const batch: ReadBatch = { staged: [], problems: [], leftOut: 0, consentsWithoutWording: 0 };
  for (const { line, cells } of rows) {
    if (cells && isBlank(cells)) continue;
    const { facts, problems } = readRow(cells, columns, terms);
    if (facts) {
      batch.staged.push({ line, facts });
      birthdays.add(facts.birthday);
    } else batch.leftOut++;
    // Told once for the file: on every row it would hide the rest.
    const told = problems.filter(({ code }) => code !== "consent_without_wording");
    batch.consentsWithoutWording += problems.length - told.length;
    if (told.length > 0 || !facts)
      batch.problems.push({ line, leftOut: !facts, problems: told, cells: facts ? null : (cells ?? []) });
  }
  return batch;
}
