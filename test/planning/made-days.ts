/** Days that pass as a forecast supposes, and what was planned on them in numbers. */
import { sql, type Connection } from "../../src/database/sql.ts";
import type { ForeseenCount } from "../../src/planning/store/foresee.ts";

export const morningOf = (on: Temporal.PlainDate) => on.toZonedDateTime("Europe/Moscow").toInstant();

/** What was planned, or promised, is made, and what a call takes along with it, as a forecast supposes. */
export async function goesOut(db: Connection, on: Temporal.PlainDate): Promise<void> {
  await sql`update touch set state = case when channel = 'call' or taken_along_by is not null then 'done' else 'sent' end,
      call_back_at = null
    where on_day = ${on.toString()}::text::date and (state in ('planned', 'queued') or taken_along_by is not null)`.execute(
    db,
  );
}

export const counted = (counts: readonly ForeseenCount[]) =>
  counts.map(({ chain, step, channel, state, decidedBy, count }) =>
    [chain, step, channel, state, decidedBy, count].join(" "),
  );

export async function countsOf(db: Connection, on: Temporal.PlainDate): Promise<string[]> {
  const { rows } = await sql<ForeseenCount>`
    select chain, step, channel, state, decided_by as "decidedBy", count(*)::int as count from touch
    where on_day = ${on.toString()}::text::date
    group by chain, step, channel, state, decided_by order by chain, step, channel, state, decided_by`.execute(
    db,
  );
  return counted(rows);
}
