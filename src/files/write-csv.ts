/**
 * A table as CSV that Excel opens by a double click: a Russian one expects semicolons and decimal commas, and without the mark
 * at the beginning takes the letters for another alphabet's.
 */
import { csvCell } from "./csv-cell.ts";
import { isNumeric, type WrittenCell, type WrittenTable } from "./written-table.ts";

const byteOrderMark = "\ufeff";

export function writeCsv({ columns, rows, language }: WrittenTable): string {
  const delimiter = language === "ru" ? ";" : ",";
  const line = (cells: readonly string[]) => cells.map((cell) => csvCell(cell, delimiter)).join(delimiter);
  const cell = (value: WrittenCell, at: number): string => {
    if (value === null) return "";
    const text = String(value);
    const kind = columns[at]?.kind ?? "text";
    if (isNumeric(kind)) return language === "ru" ? text.replace(".", ",") : text;
    return kind === "day" ? text : harmless(text);
  };
  const lines = [columns.map(({ title }) => harmless(title)), ...rows.map((row) => row.map(cell))];
  return `${byteOrderMark}${lines.map((cells) => `${line(cells)}\r\n`).join("")}`;
}

/** What begins like a formula would be one to a spreadsheet. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
