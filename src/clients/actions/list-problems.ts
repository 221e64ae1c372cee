/** What is said about the rows of an import, and the rows left out as a file to be mended and brought again. */
import { csvCell } from "../../files/csv-cell.ts";
import type { Connection } from "../../database/sql.ts";
import type { Language } from "../../kernel/language.ts";
import { sayProblem } from "../import/problems.ts";
import { loadProblems, type ImportRow, type RowProblems } from "../store/imports.ts";

const page = 1000;

/** In the order of the file. */
export async function* allProblems(
  db: Connection,
  id: string,
  leftOut?: boolean,
): AsyncGenerator<RowProblems> {
  for (let after = 0; ;) {
    const rows = await loadProblems(db, id, { after, limit: page, leftOut });
    yield* rows;
    if (rows.length < page) return;
    after = rows.at(-1)?.line ?? after;
  }
}

/** The same columns and one more that says why; with a mark by which spreadsheets know the encoding. */
export async function* badRowsCsv(
  db: Connection,
  { id, preview }: ImportRow,
  language: Language,
): AsyncGenerator<string> {
  const delimiter = preview.delimiter ?? ";";
  const headings = (preview.columns ?? []).map(({ heading }) => heading);
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`;
  yield `\ufeff${line([...headings, language === "ru" ? "почему" : "why"])}`;
  for await (const { cells, problems } of allProblems(db, id, true)) {
    const whole = headings.map((_, at) => cells?.[at] ?? "");
    const beyond = (cells ?? []).slice(headings.length);
    yield line([...whole, problems.map((problem) => sayProblem(problem)[language]).join("; "), ...beyond]);
  }
}
