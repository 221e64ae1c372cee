/** The program's rules in the database, every version of them. */
import { sql, type Connection } from "../../database/sql.ts";
import { fromPlainDate, parsePeriod, type Period } from "../../kernel/calendar.ts";
import { assert } from "../../kernel/assert.ts";
import { basisPoints, kopecks } from "../../kernel/money.ts";
import type { ProgramVersion } from "../program-versions.ts";

export interface ProgramRow {
  version: number;
  starts_on: Temporal.PlainDate;
  card_price: bigint;
  discount: number;
  accrual: number;
  redemption_cap: number;
  validity: string;
  reminder: string;
  smallest_reminder: bigint;
}

/** In order of their start. */
export async function loadPrograms(db: Connection): Promise<ProgramVersion[]> {
  const { rows } = await sql<ProgramRow>`
    select version, starts_on, card_price, discount, accrual, redemption_cap, validity, reminder, smallest_reminder
    from program order by starts_on, version`.execute(db);
  return rows.map(toVersion);
}

export const toVersion = (row: ProgramRow): ProgramVersion => ({
  version: row.version,
  startsOn: fromPlainDate(row.starts_on),
  cardPrice: kopecks(row.card_price),
  discount: basisPoints(row.discount),
  accrual: basisPoints(row.accrual),
  redemptionCap: basisPoints(row.redemption_cap),
  validity: period(row.validity),
  reminder: period(row.reminder),
  smallestReminder: kopecks(row.smallest_reminder),
});

function period(text: string): Period {
  const parsed = parsePeriod(text);
  assert(parsed, `the program holds a period that is none: ${text}`);
  return parsed;
}
