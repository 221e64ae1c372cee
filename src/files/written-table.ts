/** A table that people take along: what its columns hold. Written as CSV and as a workbook. */
import type { Language } from "../kernel/language.ts";

export type ColumnKind = "text" | "count" | "money" | "percent" | "day";

export interface WrittenColumn {
  title: string;
  kind: ColumnKind;
}

/** As on the wire: sums and shares as decimal text, days as YYYY-MM-DD; null is an empty cell. */
export type WrittenCell = string | number | null;

export interface WrittenTable {
  name: string;
  columns: readonly WrittenColumn[];
  rows: readonly (readonly WrittenCell[])[];
  language: Language;
}

export const isNumeric = (kind: ColumnKind): boolean =>
  kind === "count" || kind === "money" || kind === "percent";
