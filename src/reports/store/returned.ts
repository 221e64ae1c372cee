/** How many clients have come back: here on a day of a range, and on any day before it. */
import type { RawBuilder } from "kysely";
import { ownersOfRows } from "../../clients/store/merged.ts";
import { columns, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { DayRange } from "../periods.ts";
import type { Period } from "../results-contract.ts";

const day = (date: Temporal.PlainDate) => sql`${date.toString()}::text::date`;

/**
 * Days on which clients were here: bought something, or showed a card. Served by dealing_day, and by presentation_made, whose
 * ids tell when a presentation was booked: never before it happened.
 */
export const visits = ({ from, through }: DayRange): RawBuilder<unknown> => sql`
  select distinct owner_id as client_id, on_day from (${ownersOfRows(visitRows({ from, through }))}) as visit`;

const visitRows = ({ from, through }: DayRange) => sql`
  select client_id, happened_on as on_day from dealing where happened_on between ${day(from)} and ${day(through)}
  union
  select client_id, presented_on from presentation
  where id >= first_id(${day(from.subtract({ days: 2 }))}::timestamptz) and presented_on between ${day(from)} and ${day(through)}`;

/** Whether a client, by whichever record, was here before a day: by the line of each of them. */
type Column = `${string}.${string}`;
export const hereBefore = (client: Column, on: Column): RawBuilder<unknown> => {
  const [id, day] = [sql.ref(client), sql.ref(on)];
  // In this order: nearly everybody has a dealing of their own, and few have merged records.
  return sql`(
    exists (select from dealing as d where d.client_id = ${id} and d.happened_on < ${day})
    or exists (select from presentation as p where p.client_id = ${id} and p.presented_on < ${day})
    or exists (select from merged_client as m join dealing as d on d.client_id = m.client_id
      where m.survivor_id = ${id} and d.happened_on < ${day})
    or exists (select from merged_client as m join presentation as p on p.client_id = m.client_id
      where m.survivor_id = ${id} and p.presented_on < ${day}))`;
};

/** Of each range, from the rows themselves. All of the ranges lie within `whole`. */
export async function countReturned<Name extends string>(
  db: Connection,
  { periods, whole }: { periods: Record<Name, DayRange>; whole: DayRange },
): Promise<Record<Name, number>> {
  const asked = Object.entries<DayRange>(periods).map(([period, { from, through }]) => ({
    period,
    from: from.toString(),
    through: through.toString(),
  }));
  const { rows } = await sql<{ counts: Record<Name, number> }>`
    with period as materialized (
      select * from ${columns(asked, { period: "text", from: "date", through: "date" })} as asked (period, first, last)
    ),
    visit as materialized (${visits(whole)}),
    person as materialized (select client_id, min(on_day) as first_day from visit group by client_id),
    known as materialized (
      select client_id, first_day, ${hereBefore("person.client_id", "person.first_day")} as before from person
    ),
    back as materialized (
      select visit.client_id, visit.on_day from visit join known on known.client_id = visit.client_id
      where known.before or visit.on_day > known.first_day
    )
    select jsonb_object_agg(period, (
      select count(distinct client_id) from back where on_day between first and last
    )) as counts
    from period`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("a sum over all periods is one row");
  return row.counts;
}

/** Of the ranges of the day after `through`, as far as they are over. */
export interface KeptReturned {
  through: Temporal.PlainDate;
  month: number;
  before: number;
  lastMonth: number;
}

export async function saveKeptReturned(trx: OpenTransaction, kept: KeptReturned): Promise<void> {
  await sql`delete from kept_returned`.execute(trx);
  await sql`
    insert into kept_returned (through, month, before, last_month)
    values (${day(kept.through)}, ${kept.month}::int, ${kept.before}::int, ${kept.lastMonth}::int)`.execute(
    trx,
  );
}

/** Undefined where nobody has counted through that day. */
export async function findKeptReturned(
  db: Connection,
  through: Temporal.PlainDate,
): Promise<KeptReturned | undefined> {
  const { rows } = await sql<KeptReturned>`
    select through, month, before, last_month as "lastMonth" from kept_returned
    where through = ${day(through)}`.execute(db);
  return rows[0];
}

/** What was kept through yesterday, and who was here today: by the line of each of them. */
export async function addToday(
  db: Connection,
  kept: KeptReturned,
  { today, month }: Pick<Record<Period, DayRange>, "today" | "month">,
): Promise<Record<Period, number>> {
  const { rows } = await sql<{ today: number; first: number }>`
    with visit as materialized (${visits(today)}),
    person as materialized (
      select client_id, on_day, ${lastVisit("visit.client_id", month.from, kept.through)} as seen from visit
    )
    select
      count(*) filter (where ${hereBefore("person.client_id", "person.on_day")})::int as today,
      count(*) filter (where ${hereBefore("person.client_id", "person.on_day")}
        and not (seen is not null and ${hereBefore("person.client_id", "person.seen")}))::int as first
    from person`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("a count is one row");
  return {
    today: row.today,
    month: kept.month + row.first,
    before: kept.before,
    lastMonth: kept.lastMonth,
  };
}

/** The last of these days on which a client, by whichever record, was here; null for none. */
function lastVisit(
  client: Column,
  from: Temporal.PlainDate,
  through: Temporal.PlainDate,
): RawBuilder<unknown> {
  const id = sql.ref(client);
  const within = sql`between ${day(from)} and ${day(through)}`;
  return sql`greatest(
    (select max(happened_on) from dealing where client_id = ${id} and happened_on ${within}),
    (select max(presented_on) from presentation where client_id = ${id} and presented_on ${within}),
    (select max(happened_on) from merged_client as m join dealing as d on d.client_id = m.client_id
      where m.survivor_id = ${id} and happened_on ${within}),
    (select max(presented_on) from merged_client as m join presentation as p on p.client_id = m.client_id
      where m.survivor_id = ${id} and presented_on ${within}))`;
}
