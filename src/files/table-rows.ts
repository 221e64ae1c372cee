/** A table of any kind as its readers yield it. */
import type { Encoding } from "./inspect.ts";

export interface TableRow {
  /** Where it starts in the file, from 1. */
  line: number;
  /** Undefined if its quotes do not fit. */
  cells: string[] | undefined;
  /** There is a sign in it that stands for bytes which are no letter. */
  isDamaged?: true;
  /** Of how many characters, where it is longer than a row may be: its cells are cut. */
  tooLong?: number;
}

export const longestRow = 65_536;

/** What a decoder writes for bytes that are no letter. */
const noLetter = "\ufffd";

export const withDamage = (rows: TableRow[]): TableRow[] =>
  rows.map((row) => (row.cells?.some(isDamaged) ? { ...row, isDamaged: true } : row));

export const isDamaged = (text: string): boolean => text.includes(noLetter);

export interface TableBlock {
  rows: TableRow[];
  /** How much of the file has been read; undefined for a workbook, whose parts are packed. */
  bytesRead: number | undefined;
}

export interface OpenTableOptions {
  /** How much of a row looks like headings: decides what separates the columns, and which sheet of a workbook it is. */
  headings(cells: readonly string[]): number;
  /** The sheet somebody has named. */
  sheet?: string | undefined;
}

/** Above the headings there may be a title, a date, blank rows. */
export const rowsLookedAt = 20;

export interface Table {
  /** Undefined for a workbook. */
  encoding: Encoding | undefined;
  delimiter: string | undefined;
  sheet: string | undefined;
  otherSheets: string[];
  blocks(): AsyncGenerator<TableBlock>;
}
