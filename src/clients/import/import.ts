/** An import of a file of clients: how it is asked for, where it stands, and what it comes to. */
import { DomainError } from "../../kernel/errors.ts";
import type { SuspiciousBirthday } from "./birthday-tally.ts";
import { columnFactNames, isColumnFact, repeatable, type ColumnFact } from "./facts.ts";
import { asCompared, type GuessedColumn } from "./headings.ts";

/**
 * `reading`: rows are being read; `previewed`: nothing has gone in, somebody has to confirm; `importing` and `undoing`
 * go on where they stopped, whoever takes them up.
 */
export const importStates = ["reading", "previewed", "importing", "done", "undoing", "undone"] as const;
export type ImportState = (typeof importStates)[number];

export interface ImportOptions {
  /** By heading as compared: what somebody says the column holds. */
  columns: Record<string, ColumnFact>;
  /** Country of phone numbers without its code, ISO 3166. */
  region: string;
  /** The version of the wording the file's consents were given to; without one none is recorded. */
  wording: string | null;
  onDifference: "keep" | "take";
  /** Days that are no birthdays: `1970-01-01`. */
  notBirthdays: string[];
  sheet: string | null;
}

export interface ImportPreview {
  columns?: GuessedColumn[];
  encoding?: string | null;
  delimiter?: string | null;
  sheet?: string | null;
  otherSheets?: string[];
  suspiciousBirthdays?: SuspiciousBirthday[];
  /** The first rows as they stand in the file; gone once the import is done. */
  firstRows?: { line: number; cells: string[] }[];
}

export interface ImportCounts {
  /** Rows of the file, without headings and blank ones. */
  rows?: number;
  /** Rows that stay outside. */
  leftOut?: number;
  /** What the preview expects of the others. */
  expected?: RowCounts;
  /** What went in. */
  done?: RowCounts;
  undone?: UndoCounts;
  /** Consents that were not recorded for want of a wording. */
  consentsWithoutWording?: number;
}

export interface RowCounts {
  /** Rows that became a new client. */
  made: number;
  /** Rows that told something new about a client. */
  changed: number;
  /** Rows that told nothing new. */
  unchanged: number;
  /** Rows that differ from what was known. */
  differing: number;
}

export interface UndoCounts {
  /** Clients that are gone again. */
  removed: number;
  /** Clients that are again as they were. */
  restored: number;
  /** Clients of the import that stay, because something else hangs on them or somebody has changed them since. */
  kept: number;
  /** Facts of other clients that somebody has changed since and that stay. */
  factsKept: number;
  /** Wishes not to be disturbed that went with the import. */
  wishesRemoved: number;
}

export const noRows = (): RowCounts => ({ made: 0, changed: 0, unchanged: 0, differing: 0 });

export const noUndo = (): UndoCounts => ({
  removed: 0,
  restored: 0,
  kept: 0,
  factsKept: 0,
  wishesRemoved: 0,
});

/** Throws `bad_input` for what is no fact of ours. */
export function namedColumns(named: Readonly<Record<string, string>>): Record<string, ColumnFact> {
  const columns: Record<string, ColumnFact> = {};
  for (const [heading, fact] of Object.entries(named)) {
    if (!isColumnFact(fact))
      throw new DomainError(
        "bad_input",
        `The column ${JSON.stringify(heading)} cannot hold ${JSON.stringify(fact)}; expected one of ${columnFactNames.join(", ")}.`,
        { place: { field: "columns", column: heading } },
      );
    columns[asCompared(heading)] = fact;
  }
  return columns;
}

/** Throws `bad_input` where two columns hold what there can be only one of, or a named one is not in the file. */
export function refuseUnfitColumns(
  columns: readonly GuessedColumn[],
  named: Readonly<Record<string, ColumnFact>>,
  explicit: readonly string[],
): void {
  const firstWith = (fact: ColumnFact) => columns.find((other) => other.fact === fact);
  const doubled = columns.find(
    (column) => !repeatable.includes(column.fact) && firstWith(column.fact) !== column,
  );
  if (doubled)
    throw new DomainError(
      "bad_input",
      `The columns ${JSON.stringify(firstWith(doubled.fact)?.heading)} and ${JSON.stringify(doubled.heading)} hold the same fact; name one of them ignore.`,
      {
        place: { field: "columns", column: doubled.heading },
      },
    );
  const headings = columns.map(({ heading }) => asCompared(heading));
  const missing = explicit.map(asCompared).find((heading) => heading in named && !headings.includes(heading));
  if (missing !== undefined)
    throw new DomainError(
      "bad_input",
      `The file has no column ${JSON.stringify(missing)}; it has ${columns.map(({ heading }) => heading).join(", ")}.`,
      { place: { field: "columns", column: missing } },
    );
}
