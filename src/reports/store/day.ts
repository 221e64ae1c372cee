/** The numbers of a day. */
import { sql, type Connection } from "../../database/sql.ts";
import type { TouchCount } from "../today.ts";

/** Read through the index touch_day; a row for each combination, so the answer is small whatever the day is. */
export async function countTouches(db: Connection, on: Temporal.PlainDate): Promise<TouchCount[]> {
  const { rows } = await sql<TouchCount>`
    select chain, channel, state, decided_by as "decidedBy", count(*)::int as count
    from touch where on_day = ${on.toString()}::text::date
    group by chain, channel, state, decided_by`.execute(db);
  return rows;
}

/** What clients lose in the days `from` to `to` if nobody shows the card before. Read through the index card_burns. */
export async function burningBetween(
  db: Connection,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<bigint> {
  const { rows } = await sql<{ burning: bigint }>`
    select coalesce(sum(balance), 0)::bigint as burning from card
    where has_bonus and valid_through between ${from.subtract({ days: 1 }).toString()}::text::date
      and ${to.subtract({ days: 1 }).toString()}::text::date`.execute(db);
  return rows[0]?.burning ?? 0n;
}

/** How many calls of the day can still be made. */
export async function countOpenCalls(
  db: Connection,
  { on, states }: { on: Temporal.PlainDate; states: readonly string[] },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from touch
    where on_day = ${on.toString()}::text::date and state in (${sql.join(states)}) and channel = 'call'`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
