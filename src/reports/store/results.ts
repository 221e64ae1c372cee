/** The owner's figures of some days, each from an index on the day it happened. */
import type { RawBuilder } from "kysely";
import { ownersOfRows } from "../../clients/store/merged.ts";
import { columns, constants, sql, type Connection } from "../../database/sql.ts";
import type { DayRange } from "../periods.ts";

const day = (date: Temporal.PlainDate) => sql`${date.toString()}::text::date`;
const notMade = constants(["given_back", "lease_over"]);
const talks = constants(["done", "refused", "do_not_disturb", "complaint", "call_back"]);

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

export interface FigureRow {
  period: string;
  returned: number;
  purchases: number;
  turnover: bigint;
  cards: number;
  cardIncome: bigint;
  calls: number;
  talks: number;
}

/** One row for each period; all of them lie between `whole.from` and `whole.through`. */
export async function loadFigures(
  db: Connection,
  { periods, whole, zone }: { periods: Record<string, DayRange>; whole: DayRange; zone: string },
): Promise<FigureRow[]> {
  const asked = Object.entries(periods).map(([period, { from, through }]) => ({
    period,
    from: from.toString(),
    through: through.toString(),
  }));
  const [from, through] = [day(whole.from), day(whole.through)];
  const { rows } = await sql<FigureRow>`
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
    ),
    bought as materialized (
      select happened_on as on_day, count(*) as purchases, sum(paid) as turnover from dealing
      where happened_on between ${from} and ${through} and price > 0 group by 1
    ),
    sold as materialized (
      select sold_on as on_day, count(*) filter (where price > 0) as cards, sum(price) as income from card
      where sold_on between ${from} and ${through} group by 1
    ),
    made as materialized (
      select (ended_at at time zone ${zone}::text)::date as on_day, count(*) as calls,
        count(*) filter (where outcome in ${talks}) as talks
      from call where outcome is not null and outcome not in ${notMade}
        and ended_at >= (${from}::timestamp at time zone ${zone}::text) group by 1
    )
    select period,
      (select count(distinct client_id)::int from back where on_day between first and last) as returned,
      (select coalesce(sum(purchases), 0)::int from bought where on_day between first and last) as purchases,
      (select coalesce(sum(turnover), 0)::bigint from bought where on_day between first and last) as turnover,
      (select coalesce(sum(cards), 0)::int from sold where on_day between first and last) as cards,
      (select coalesce(sum(income), 0)::bigint from sold where on_day between first and last) as "cardIncome",
      (select coalesce(sum(calls), 0)::int from made where on_day between first and last) as calls,
      (select coalesce(sum(talks), 0)::int from made where on_day between first and last) as talks
    from period`.execute(db);
  return rows;
}

/** Minutes of operators by period, a day's own hours before those of its weekday. Null: none are set. */
export async function loadOperatorMinutes(
  db: Connection,
  periods: Record<string, DayRange>,
): Promise<Map<string, number | null>> {
  const asked = Object.entries(periods).map(([period, { from, through }]) => ({
    period,
    from: from.toString(),
    through: through.toString(),
  }));
  const { rows } = await sql<{ period: string; minutes: number | null }>`
    with pool as (select distinct office_id from operator_hours)
    select period, (
      select sum(hours.minutes)::int
      from generate_series(first::timestamp, last::timestamp, interval '1 day') as days (on_day) cross join pool
      cross join lateral (
        select minutes from operator_hours as own
        where own.office_id is not distinct from pool.office_id
          and (own.on_day = days.on_day::date or own.weekday = extract(isodow from days.on_day)::int)
        order by own.on_day nulls last limit 1
      ) as hours
    ) as minutes
    from ${columns(asked, { period: "text", from: "date", through: "date" })} as asked (period, first, last)`.execute(
    db,
  );
  return new Map(rows.map(({ period, minutes }) => [period, minutes]));
}
