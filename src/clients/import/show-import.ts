/** An import as others see it on the wire. */
import type { Language } from "../../kernel/language.ts";
import type { Import, ImportFacts, ImportProblems, ProblemKinds } from "../import-contract.ts";
import type { ImportRow, ProblemKind, RowProblems } from "../store/imports.ts";
import { columnFacts } from "./facts.ts";
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

const heaviest = { error: 0, question: 1, warning: 2 };

export const showKinds = (kinds: readonly ProblemKind[], language: Language): ProblemKinds => ({
  kinds: kinds
    .map(({ example: { line, problem }, ...kind }) => ({
      ...kind,
      severity: severityOf(problem),
      example: { line, says: sayProblem(problem)[language] },
    }))
    .sort((a, b) => heaviest[a.severity] - heaviest[b.severity]),
});

export const showFacts = (language: Language): ImportFacts => ({
  facts: Object.entries(columnFacts).map(([fact, title]) => ({ fact, title: title[language] })),
});
