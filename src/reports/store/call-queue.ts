/** The calls of a day that are not to be had now, by what keeps them, and when the first of each becomes possible. */
import type { RawBuilder } from "kysely";
import { constants, sql, type Connection } from "../../database/sql.ts";
import type { TouchState } from "../contract.ts";
import { leftOutStates, openCallStates } from "../today.ts";

export interface QueuePart {
  part: "ready" | "talking" | "promised" | "mine" | "later" | "over" | "left_out";
  state: TouchState;
  rule: string | null;
  count: number;
  firstAt: Temporal.Instant | null;
  zone: string | null;
  city: string | null;
}

const zoneOf = (client: RawBuilder<unknown>, businessZone: string): RawBuilder<unknown> => sql`
  select coalesce(client.zone, client.phone_zone, office.zone, ${businessZone}::text) as zone, client.home_office_id
  from client left join office on office.id = client.home_office_id where client.id = ${client}`;

/**
 * Those of the day, and what was promised for an hour of today, here or at the client's, that is kept on our next day.
 * Served by touch_day and touch_promised; a row for each reason, and for each the client whose turn comes first. `keeper`
 * is who promised a call that nobody else may make yet.
 */
export async function loadQueueParts(
  db: Connection,
  {
    on,
    at,
    keeperMinutes,
    businessZone,
  }: { on: Temporal.PlainDate; at: Temporal.Instant; keeperMinutes: number; businessZone: string },
): Promise<QueuePart[]> {
  const now = sql`${at.toString()}::text::timestamptz`;
  const today = sql`${on.toString()}::text::date`;
  const { rows } = await sql<QueuePart>`
    with own as (
      select * from touch
      where on_day = ${today} and channel = 'call' and state in ${constants([...leftOutStates, ...openCallStates])}
      union all
      select touch.* from touch cross join lateral (${zoneOf(sql`touch.client_id`, businessZone)}) as client
      where on_day = ${today} + 1 and channel = 'call' and state in ${constants(openCallStates)} and call_back_at is not null
        and ((call_back_at at time zone ${businessZone}::text)::date = ${today}
          or (call_back_at at time zone client.zone)::date = (${now} at time zone client.zone)::date)
    ), part as materialized (
      select case
          when state in ${constants(leftOutStates)} then 'left_out'
          when state = 'claimed' then 'talking'
          when not_before > ${now} and call_back_at is not null then 'promised'
          when not_before > ${now} then 'later'
          when not_after <= ${now} then 'over'
          when keeper_id is not null and call_back_at + make_interval(mins => ${keeperMinutes}::int) > ${now} then 'mine'
          else 'ready'
        end as part, state, decided_by as rule, client_id, not_before
      from own
    ), counted as (
      select part, state, rule, count(*)::int as count,
        min(not_before) filter (where not_before > ${now} and part <> 'ready') as first_at
      from part group by part, state, rule
    )
    select counted.part, counted.state, counted.rule, counted.count, counted.first_at as "firstAt",
      place.zone, place.city
    from counted
    left join lateral (
      select client.zone, coalesce(case when office.zone = client.zone then office.city end,
        (select min(city) from office where office.zone = client.zone)) as city
      from part
      cross join lateral (${zoneOf(sql`part.client_id`, businessZone)}) as client
      left join office on office.id = client.home_office_id
      where counted.first_at is not null and part.part = counted.part and part.state = counted.state
        and part.rule is not distinct from counted.rule and part.not_before = counted.first_at
      limit 1
    ) as place on true
    order by counted.count desc, counted.rule, counted.part`.execute(db);
  return rows;
}
