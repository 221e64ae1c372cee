/** The owner's figures of some days, each from an index on the day it happened. */
import { columns, constants, sql, type Connection } from "../../database/sql.ts";
import type { DayRange } from "../periods.ts";

const day = (date: Temporal.PlainDate) => sql`${date.toString()}::text::date`;
const notMade = constants(["given_back", "lease_over"]);
const talks = constants(["done", "refused", "do_not_disturb", "complaint", "call_back"]);

export interface FigureRow {
  period: string;
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
