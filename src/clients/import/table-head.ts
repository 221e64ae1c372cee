/** Where the headings of a table stand: above them there may be a title, a date, blank rows. */
import { rowsLookedAt, type TableRow } from "../../files/table-rows.ts";
import { badFile } from "../../files/text-file.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { ColumnFact } from "./facts.ts";
import { asCompared, guessColumns, knownHeadings, type GuessedColumn } from "./headings.ts";
import { isBlank } from "./read-row.ts";

const mostColumns = 300;

export interface TableHead {
  columns: GuessedColumn[];
  /** How many rows of the first block are not data. */
  rows: number;
}

type Named = Readonly<Record<string, ColumnFact>>;

/** How much of a row looks like headings: what is known to be one, and what somebody has `named`. */
export const headingsIn =
  (named: Named) =>
  (cells: readonly string[]): number =>
    knownHeadings(cells) + cells.filter((cell) => Object.hasOwn(named, asCompared(cell))).length;

export const emptyTable = (name: string): DomainError =>
  badFile(name, undefined, "the table is empty, expected headings and rows");

/** Throws `bad_file` where no row looks like headings. */
export function findHead(name: string, firstRows: readonly TableRow[], named: Named): TableHead {
  const known = headingsIn(named);
  let best = -1;
  let most = 0;
  firstRows.slice(0, rowsLookedAt).forEach(({ cells }, at) => {
    const count = cells && !isBlank(cells) ? known(cells) : 0;
    if (count <= most) return;
    most = count;
    best = at;
  });
  const cells = firstRows[best]?.cells;
  if (!cells) {
    const first = firstRows.find((row) => row.cells && !isBlank(row.cells))?.cells;
    if (!first) throw emptyTable(name);
    throw new DomainError(
      "bad_file",
      `${name}: none of the first rows has a heading we know; write one such as ФИО, Телефон or Email above its column and bring the file again; the first row is ${JSON.stringify(first.join(", ").slice(0, 120))}.`,
      { place: { file: name, field: "columns" } },
    );
  }
  // A spreadsheet often has empty columns at the right.
  const width = cells.findLastIndex((cell) => asCompared(cell) !== "") + 1;
  if (width > mostColumns) throw badFile(name, firstRows[best]?.line, `more than ${mostColumns} columns`);
  return { columns: guessColumns(cells.slice(0, width), named), rows: best + 1 };
}
