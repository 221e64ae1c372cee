/** What is wrong with the rows of a file of clients: on the terminal, as JSON, and as a file to be mended and brought again. */
import { openBadRows } from "./bad-rows.ts";
import { allProblems, badRowsCsv } from "../../clients/actions/list-problems.ts";
import { sayProblem, severityOf } from "../../clients/import/problems.ts";
import type { ImportRow } from "../../clients/store/imports.ts";
import type { Connection } from "../../database/sql.ts";
import type { Language } from "../../kernel/language.ts";

const mostShown = 20;

/** The first ones; how many more there are is said after them. */
export async function noteProblems(
  db: Connection,
  found: ImportRow,
  { language, path, note }: { language: Language; path: string; note(text: string): void },
): Promise<void> {
  let count = 0;
  for await (const { line, problems } of allProblems(db, found.id))
    for (const problem of problems) {
      count++;
      if (count > mostShown) continue;
      const where = language === "ru" ? `строка ${line}` : `line ${line}`;
      const what = words[severityOf(problem)][language];
      note(`${path}, ${where}, ${what}: ${sayProblem(problem)[language]}\n`);
    }
  if (count > mostShown)
    note(
      language === "ru"
        ? `И ещё ${count - mostShown}; все — с --json, невошедшие строки — с --bad-rows OUT.csv.\n`
        : `And ${count - mostShown} more; --json lists all of them, --bad-rows OUT.csv keeps the rows left out.\n`,
    );
}

const words = {
  error: { ru: "не войдёт", en: "left out" },
  warning: { ru: "замечание", en: "remark" },
  question: { ru: "вопрос", en: "question" },
} as const;

export async function problemsAsJson(
  db: Connection,
  found: ImportRow,
  language: Language,
): Promise<object[]> {
  const told: object[] = [];
  for await (const { line, problems } of allProblems(db, found.id))
    for (const problem of problems)
      told.push({ line, severity: severityOf(problem), ...problem, says: sayProblem(problem)[language] });
  return told;
}

/** Throws `bad_input` where the file cannot be written. */
export async function writeBadRows(
  db: Connection,
  found: ImportRow,
  { language, path }: { language: Language; path: string },
): Promise<void> {
  const file = openBadRows(path);
  try {
    for await (const text of badRowsCsv(db, found, language)) file.write(text);
  } finally {
    file.close();
  }
}
