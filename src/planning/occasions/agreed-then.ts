/**
 * Planned trips and appointments as they stood at the end of a day that is over: what was changed since, as the first change
 * found it, and in the state that the last move until then gave it.
 */
import type { RawBuilder } from "kysely";
import { sql } from "../../database/sql.ts";
import { day, type OccasionRange } from "../occasion.ts";

const dayOf = (moment: string): RawBuilder<unknown> =>
  sql`(${sql.ref(moment)} at time zone (select zone from business))::date`;

/** What was written down of the changes of `agreed`, a row of a client. */
const changesOf = (field: "planned_trip" | "appointment"): RawBuilder<unknown> => sql`
  client_change as change where change.client_id = agreed.client_id and change.subject_id = agreed.id
    and change.field = ${sql.lit(field)}`;

const foundLater = (field: "planned_trip" | "appointment", { on }: OccasionRange): RawBuilder<unknown> => sql`
  select before from ${changesOf(field)} and before is not null and ${dayOf("change.at")} > ${day(on)}
  order by change.id limit 1`;

/** The state after the last of `moves` until the day; open where there are only later ones. */
const stateThen = (
  moves: RawBuilder<unknown>,
  open: string,
  { on }: OccasionRange,
): RawBuilder<unknown> => sql`
  select (array_agg(move.state order by move.at desc) filter (where ${dayOf("move.at")} <= ${day(on)}))[1] as known,
    case when count(*) > 0 then ${sql.lit(open)} end as before_known
  from (${moves}) as move`;

interface Agreed {
  table: "planned_trip" | "appointment";
  /** Its day: the column, and the name in what was written down of a change. */
  column: "starts_on" | "on_day";
  key: "startsOn" | "on";
}

/** Those whose day lies in the range, or did before they were moved. */
const everIn = ({ table, column, key }: Agreed, { from, to }: OccasionRange): RawBuilder<unknown> => sql`
    select client_id, id from ${sql.table(table)} where ${sql.ref(column)} between ${day(from)} and ${day(to)}
    union
    select client_id, subject_id from client_change
    where field = ${sql.lit(table)} and before is not null
      and before ->> ${sql.lit(key)} between ${sql.lit(from.toString())} and ${sql.lit(to.toString())}`;

/** Trips that start in the range, or did before they were moved, as (client_id, id, starts_on, precision, destination, companions, state). */
export const tripsThen = (range: OccasionRange): RawBuilder<unknown> => sql`
  select agreed.client_id, agreed.id, told.* from planned_trip as agreed join (
    ${everIn({ table: "planned_trip", column: "starts_on", key: "startsOn" }, range)}
  ) as either using (client_id, id)
  cross join lateral (${tripThen(range)}) as told
  where agreed.recorded_on <= ${day(range.on)}`;

/** One trip `agreed`. When it was handed over or booked is told by its handoffs; what nothing tells of was open. */
export const tripThen = (range: OccasionRange): RawBuilder<unknown> => sql`
  select coalesce((later.before ->> 'startsOn')::date, agreed.starts_on) as starts_on,
    coalesce(later.before ->> 'precision', agreed.precision) as precision,
    coalesce(later.before ->> 'destination', agreed.destination) as destination,
    case when later.before is null then agreed.companions else later.before ->> 'companions' end as companions,
    coalesce(state.known, state.before_known, case agreed.state when 'dropped' then 'dropped' else 'expected' end) as state
  from (${stateThen(
    sql`
      select change.at, change.after ->> 'state' as state from ${changesOf("planned_trip")}
      union all
      select handed_at, 'handed_over' from handoff where handoff.client_id = agreed.client_id and handoff.planned_trip_id = agreed.id
      union all
      select closed_at, result from handoff
      where handoff.client_id = agreed.client_id and handoff.planned_trip_id = agreed.id and result in ('booked', 'dropped')`,
    "expected",
    range,
  )}) as state left join (${foundLater("planned_trip", range)}) as later on true`;

/** Appointments on the days of the range, or that were before they were moved, as the columns of the table. */
export const appointmentsThen = (range: OccasionRange): RawBuilder<unknown> => sql`
  select agreed.client_id, agreed.id, agreed.staff_member_id, told.* from appointment as agreed join (
    ${everIn({ table: "appointment", column: "on_day", key: "on" }, range)}
  ) as either using (client_id, id)
  cross join lateral (${appointmentThen(range)}) as told
  where agreed.booked_on <= ${day(range.on)}`;

/** One appointment `agreed`. */
export const appointmentThen = (range: OccasionRange): RawBuilder<unknown> => sql`
  select coalesce((later.before ->> 'on')::date, agreed.on_day) as on_day,
    coalesce((later.before ->> 'time')::time, agreed.at_time) as at_time,
    coalesce((later.before ->> 'office')::uuid, agreed.office_id) as office_id,
    coalesce(later.before ->> 'withWhom', agreed.with_whom) as with_whom,
    coalesce(later.before ->> 'about', agreed.about) as about,
    coalesce(state.known, state.before_known, case agreed.state when 'cancelled' then 'cancelled' else 'booked' end) as state
  from (${stateThen(
    sql`select change.at, change.after ->> 'state' as state from ${changesOf("appointment")}`,
    "booked",
    range,
  )}) as state left join (${foundLater("appointment", range)}) as later on true`;
