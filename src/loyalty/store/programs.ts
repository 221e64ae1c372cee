/** The program's rules in the database, every version of them. */
import { planOnce } from "../../database/prepared.ts";
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { formatDay, formatPeriod, fromPlainDate, parsePeriod, type Period } from "../../kernel/calendar.ts";
import { assert } from "../../kernel/assert.ts";
import { basisPoints, kopecks } from "../../kernel/money.ts";
import type { ProgramVersion } from "../program-versions.ts";

export interface ProgramRow {
  card_type: string;
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

/** Of every type of card, in order of their start. */
export async function loadPrograms(db: Connection): Promise<ProgramVersion[]> {
  const { rows } = await sql<ProgramRow>`${planOnce}
    select card_type, version, starts_on, card_price, discount, accrual, redemption_cap, validity, reminder,
      smallest_reminder
    from program order by card_type, starts_on`.execute(db);
  return rows.map(toVersion);
}

/** Whoever starts a version waits here for whoever else does. */
export async function lockPrograms(trx: OpenTransaction): Promise<void> {
  await sql`lock table program in share row exclusive mode`.execute(trx);
}

export async function insertProgram(trx: OpenTransaction, program: ProgramVersion): Promise<void> {
  await sql`
    insert into program (card_type, version, starts_on, card_price, discount, accrual, redemption_cap, validity,
      reminder, smallest_reminder)
    values (${program.cardType}, ${program.version}::int, ${formatDay(program.startsOn)}::text::date,
      ${program.cardPrice.toString()}::text::bigint, ${program.discount}::int, ${program.accrual}::int,
      ${program.redemptionCap}::int, ${formatPeriod(program.validity)}, ${formatPeriod(program.reminder)},
      ${program.smallestReminder.toString()}::text::bigint)`.execute(trx);
}

/** The day it is where the day begins first among the calendars that cards live by. */
export async function latestToday(db: Connection, now: Temporal.Instant): Promise<Temporal.PlainDate> {
  const { rows } = await sql<{ today: Temporal.PlainDate }>`
    select max((${now.toString()}::text::timestamptz at time zone zone)::date) as today
    from (select zone from office union select zone from business) as calendar`.execute(db);
  return rows[0]?.today as Temporal.PlainDate;
}

export const toVersion = (row: ProgramRow): ProgramVersion => ({
  cardType: row.card_type,
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
