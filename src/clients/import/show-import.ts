/** An import as others see it on the wire. */
import type { Language } from "../../kernel/language.ts";
import type { Import, ImportProblems } from "../import-contract.ts";
import type { ImportRow, RowProblems } from "../store/imports.ts";
import { sayProblem, severityOf } from "./problems.ts";

export function showImport({ preview, counts, options, ...row }: ImportRow): Import {
  return {
    id: row.id,
    fileName: row.fileName,
    state: row.state,
    startedAt: row.startedAt.toString(),
    endedAt: row.endedAt?.toString() ?? null,
    onDifference: options.onDifference,
    region: options.region,
    wording: options.wording,
    encoding: preview.encoding ?? null,
    delimiter: preview.delimiter ?? null,
    sheet: preview.sheet ?? null,
    otherSheets: preview.otherSheets ?? [],
    columns: preview.columns ?? [],
    firstRows: preview.firstRows ?? [],
    suspiciousBirthdays: preview.suspiciousBirthdays ?? [],
    rows: counts.rows ?? 0,
    leftOut: counts.leftOut ?? 0,
    consentsWithoutWording: counts.consentsWithoutWording ?? 0,
    expected: counts.expected ?? null,
    done: counts.done ?? null,
    undone: counts.undone ?? null,
  };
}

export const showProblems = (
  { line, leftOut, problems }: RowProblems,
  language: Language,
): ImportProblems["rows"][number] => ({
  line,
  leftOut,
  problems: problems.map((problem) => ({
    code: problem.code,
    column: problem.column ?? null,
    fact: problem.fact ?? null,
    value: problem.value ?? null,
    other: problem.other ?? null,
    severity: severityOf(problem),
    says: sayProblem(problem)[language],
  })),
});
