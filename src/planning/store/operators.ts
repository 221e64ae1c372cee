/** How many calls operators have time for: their hours, and how long a call takes. */
import type { RawBuilder } from "kysely";
import { planOnce } from "../../database/prepared.ts";
import { sql, type Connection } from "../../database/sql.ts";
import type { EtiquetteSettings } from "../settings.ts";

export interface Pool {
  /** Null: the network's. */
  office: string | null;
  calls: number;
  /** How long one takes. */
  callSeconds: number;
}

/** So few calls say nothing about how long calls take, and more say nothing new. */
const enoughCalls = 20;
const measuredCalls = 1000;
const measuredDays = 30;

export interface DayHours {
  day: string;
  office: string | null;
  minutes: number;
}

/** Longer ahead nobody looks for a day with operators. */
const daysAhead = 31;

/**
 * For each office with hours of its own, and null for all others: the first day after this one on which somebody is free
 * for a call, as (office_id, on_day); null where no day near has one.
 */
export const nextWithCalls = (on: RawBuilder<unknown>, [pool]: readonly Pool[]): RawBuilder<unknown> => sql`
  select home.office_id, min(ahead.on_day) filter (
      where hours.minutes is null or hours.minutes * 60 >= ${pool?.callSeconds ?? 0}::int
    ) as on_day
  from (select office_id from operator_hours union select null) as home
  cross join (select ${on} + days as on_day from generate_series(1, ${sql.lit(daysAhead)}) as days) as ahead
  left join lateral (
    select minutes from operator_hours as hours
    where (hours.office_id = home.office_id or hours.office_id is null)
      and (hours.on_day = ahead.on_day or hours.weekday = extract(isodow from ahead.on_day))
    order by hours.office_id nulls last, hours.on_day nulls last limit 1
  ) as hours on true
  group by home.office_id`;

/** `DayHours` of each `day`, as jsonb. Hours of the day itself count alone; else those of its weekday. */
export const hoursOfDays = sql`
  select jsonb_agg(jsonb_build_object('day', on_day, 'office', office_id, 'minutes', minutes) order by on_day, office_id)
  from (
    select distinct on (day.on_day, hours.office_id) day.on_day, hours.office_id, hours.minutes
    from day join operator_hours as hours
      on hours.on_day = day.on_day or hours.weekday = extract(isodow from day.on_day)
    order by day.on_day, hours.office_id, hours.on_day nulls last
  ) as hours`;

export async function poolsOf(
  db: Connection,
  hours: readonly DayHours[],
  at: Temporal.Instant,
  settings: EtiquetteSettings,
): Promise<Pool[]> {
  if (hours.length === 0) return [];
  const seconds = await averageCallSeconds(db, at, settings);
  return hours.map(({ office, minutes }) => ({
    office,
    calls: Math.floor((minutes * 60) / seconds),
    callSeconds: seconds,
  }));
}

/**
 * From taking a call to its outcome, over the last thousand calls of the last 30 days; the setting where too few were made.
 * Served by call_ended, read backwards.
 */
export async function averageCallSeconds(
  db: Connection,
  at: Temporal.Instant,
  { callMinutes }: EtiquetteSettings,
): Promise<number> {
  const { rows } = await sql<{ seconds: number | null; count: number }>`${planOnce}
    select round(avg(extract(epoch from ended_at - claimed_at)))::int as seconds, count(*)::int as count from (
      select ended_at, claimed_at from call
      where outcome is not null and outcome not in ('given_back', 'lease_over')
        and ended_at <= ${at.toString()}::text::timestamptz
        and ended_at > ${at.subtract({ hours: 24 * measuredDays }).toString()}::text::timestamptz
      order by ended_at desc, id desc limit ${sql.lit(measuredCalls)}
    ) as measured`.execute(db);
  const [measured] = rows;
  if (!measured || measured.seconds === null || measured.count < enoughCalls) return callMinutes * 60;
  return Math.max(measured.seconds, 30);
}
