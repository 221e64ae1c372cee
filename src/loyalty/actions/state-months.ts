import type { Connection } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import { isWorthSending, stateMonth, type Statement } from "../statement.ts";
import type { MonthRows } from "../store/month-tables.ts";
import { beforeAll, endOfBatch, monthOfCard, monthsOfCards, placeOfCard } from "../store/statements.ts";
import { noSuchCard, refuse } from "../till.ts";
import type { Till } from "./run-command.ts";

/** Throws `bad_input` and `not_found`. */
export async function readStatement(
  { db, clock }: Till,
  { number, month }: { number: string; month: string },
): Promise<Statement> {
  const now = clock.now();
  const row = await monthOfCard(db, { number, month: begunMonth(month, now), now, named: true });
  if (!row) throw noSuchCard(number);
  return stateMonth(month, row);
}

/** Throws `bad_input`. */
function begunMonth(text: string, now: Temporal.Instant): Temporal.PlainYearMonth {
  const expected = "a month that has begun, as YYYY-MM";
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text) || text < "0001") return refuse("month", expected);
  const month = Temporal.PlainYearMonth.from(text);
  // The last place on earth where a day begins is not asked: by then it has begun at the office.
  const today = now.toZonedDateTimeISO("Etc/GMT-14").toPlainDate();
  return Temporal.PlainDate.compare(month.toPlainDate({ day: 1 }), today) > 0
    ? refuse("month", expected)
    : month;
}

export interface BatchOptions {
  month: string;
  /** The number of the card to go on after. */
  after?: string | undefined;
  cardsPerBatch?: number;
  /** With the clients' names. */
  named?: boolean;
  signal?: AbortSignal;
}

/** The database reads these while the one before is summed up. */
const batchesAhead = 2;

/**
 * The statements of all cards with a balance or a line in the month, in an order that is the same every time.
 * Throws `bad_input`, `interrupted`.
 */
export async function* statementsOfMonth(
  { db, clock }: Till,
  { month, after, cardsPerBatch = 5000, named = false, signal }: BatchOptions,
): AsyncGenerator<Statement[]> {
  const now = clock.now();
  const asked = { month: begunMonth(month, now), now, named };
  const ahead: Promise<MonthRows[]>[] = [];
  let place = after === undefined ? beforeAll : await existing(db, after);
  for (let atEnd = false; ;) {
    refuseIfInterrupted(signal);
    while (!atEnd && ahead.length < batchesAhead) {
      const through = await endOfBatch(db, { after: place, limit: cardsPerBatch });
      if (through) {
        const rows = monthsOfCards(db, { ...asked, after: place, through });
        // Failing while another is waited for, it is noticed in its turn.
        rows.catch(() => undefined);
        ahead.push(rows);
        place = through;
      } else atEnd = true;
    }
    const rows = await ahead.shift();
    if (!rows) return;
    yield rows.map((row) => stateMonth(month, row)).filter(isWorthSending);
  }
}

async function existing(db: Connection, number: string) {
  const place = await placeOfCard(db, number);
  if (place) return place;
  throw new DomainError("not_found", `There is no card ${number}, after which to go on.`);
}
