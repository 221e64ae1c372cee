/** Why a row stays outside before anybody reads what it says: bytes that are no letters, or too many. */
import { isDamaged, longestRow, type TableRow } from "../../files/table-rows.ts";
import { clean } from "./cell.ts";
import type { GuessedColumn } from "./headings.ts";
import type { Problem } from "./problems.ts";
import type { ReadRow } from "./read-row.ts";

const inColumn = (column: GuessedColumn | undefined): Pick<Problem, "column" | "fact"> =>
  column ? { column: column.heading, fact: column.fact } : {};

/** Undefined: nothing is wrong with its letters. */
export function unfit(
  { cells, isDamaged: damaged, tooLong }: TableRow,
  columns: readonly GuessedColumn[],
): ReadRow | undefined {
  if (!cells || (!damaged && tooLong === undefined)) return undefined;
  const problems = cells.flatMap((cell, at): Problem[] =>
    damaged && isDamaged(cell) ? [{ code: "damaged", ...inColumn(columns[at]), value: clean(cell) }] : [],
  );
  if (tooLong !== undefined) {
    const longest = cells.reduce(
      (best, cell, at) => (cell.length > (cells[best]?.length ?? 0) ? at : best),
      0,
    );
    const [value, other] = [String(tooLong), String(longestRow)];
    problems.push({ code: "row_too_long", ...inColumn(columns[longest]), value, other });
  }
  return { facts: undefined, problems };
}
