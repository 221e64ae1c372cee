/** How cards came back through some day, kept: counting it anew is a pass over all presentations. */
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { formatDay, fromPlainDate, type EpochDay } from "../../kernel/calendar.ts";
import type { KeptMonth } from "../return-history.ts";
import type { CardPlace } from "./statements.ts";

export interface KeptReturns {
  /** The last day that was counted. */
  through: EpochDay;
  /** Of a longer spell nothing more was counted. */
  longestDays: number;
  /** The first presentation; undefined where there is none. */
  since: EpochDay | undefined;
  returns: number;
  months: readonly KeptMonth[];
}

export async function findKeptReturns(db: Connection): Promise<KeptReturns | undefined> {
  const { rows } = await sql<{
    through: Temporal.PlainDate;
    longestDays: number;
    since: Temporal.PlainDate | null;
    returns: number;
    months: KeptMonth[];
  }>`select through, longest_days as "longestDays", since, returns, months from kept_returns`.execute(db);
  const [row] = rows;
  return (
    row && {
      ...row,
      through: fromPlainDate(row.through),
      since: row.since === null ? undefined : fromPlainDate(row.since),
    }
  );
}

export async function saveKeptReturns(
  trx: OpenTransaction,
  { through, longestDays, since, returns, months }: KeptReturns,
): Promise<void> {
  await sql`delete from kept_returns`.execute(trx);
  await sql`
    insert into kept_returns (through, longest_days, since, returns, months)
    values (${formatDay(through)}::text::date, ${longestDays}::int, ${since === undefined ? null : formatDay(since)}::text::date,
      ${returns}::int, ${JSON.stringify(months)}::text::jsonb)`.execute(trx);
}

/**
 * On how many days the cards of some clients were presented, written on the cards. Plan: one range of clients in both tables,
 * each by its primary key.
 */
export async function writeShownDays(
  db: Connection,
  { from, to, through }: { from: CardPlace; to: CardPlace; through: Temporal.PlainDate },
): Promise<void> {
  const inReach = sql`client_id between ${from.clientId}::text::uuid and ${to.clientId}::text::uuid`;
  const last = sql`${through.toString()}::text::date`;
  await sql`
    with shown as (
      select client_id, card_id, presented_on as day from presentation where ${inReach} and presented_on <= ${last}
      union
      select client_id, id, sold_on from card where ${inReach} and sold_on <= ${last}
    ), counted as (
      select client_id, card_id, count(*)::int as days from shown group by client_id, card_id
    )
    update card set shown_days = counted.days from counted
    where card.client_id = counted.client_id and card.id = counted.card_id and shown_days <> counted.days`.execute(
    db,
  );
}

/** The longest time that a bonus which is on a card now was given, in days. */
export async function longestGiven(db: Connection): Promise<number> {
  const { rows } = await sql<{ days: number | null }>`
    select max(valid_through + 1 - last_presented_on) as days from card where has_bonus`.execute(db);
  return rows[0]?.days ?? 0;
}
