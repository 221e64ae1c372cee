/** What conversations left behind, for the clients of `candidate`: each a small table, read by the client. */
import type { RawBuilder } from "kysely";
import { sql } from "../../database/sql.ts";
import { day, moment } from "../occasion.ts";
import { isCandidate } from "./client-facts.ts";
import type { PlanningDay } from "./planning-day.ts";

/** Refusals of a chain that still count. */
export function refusals(planning: PlanningDay): RawBuilder<unknown> {
  const { refusedDays } = planning.settings;
  const on = day(planning.on);
  return sql`refusals as materialized (
    select client_id, chain, max(refused_on) as refused_on, max(refused_on) + ${sql.lit(refusedDays)} as refused_free_on
    from refusal
    where ${isCandidate(planning, "client_id")} and refused_on <= ${on} and refused_on > ${on} - ${sql.lit(refusedDays)}
    group by client_id, chain
  )`;
}

/** Calls for one occasion that nobody answered, and whether the last one was busy. */
export function tries(planning: PlanningDay): RawBuilder<unknown> {
  return sql`tries as materialized (
    select client_id, chain, occasion_key, count(*)::smallint as unanswered, max(ended_at) as last_try_at,
      (array_agg(outcome order by ended_at desc, id desc))[1] = 'busy' as was_busy
    from call
    where ${isCandidate(planning, "client_id")} and outcome in ('no_answer', 'busy') and ended_at <= ${moment(planning.at)}
    group by client_id, chain, occasion_key
  )`;
}

/** Whoever did not answer the last calls, whatever they were about: another channel comes first. */
export function silences(planning: PlanningDay): RawBuilder<unknown> {
  const { unansweredCalls } = planning.settings;
  return sql`silences as materialized (
    select client_id from (
      select client_id, outcome, row_number() over (partition by client_id order by ended_at desc, id desc) as back
      from call
      where ${isCandidate(planning, "client_id")} and outcome not in ('given_back', 'lease_over', 'wrong_number')
        and ended_at <= ${moment(planning.at)}
    ) as newest
    where back <= ${sql.lit(unansweredCalls)}
    group by client_id
    having count(*) = ${sql.lit(unansweredCalls)} and bool_and(outcome in ('no_answer', 'busy'))
  )`;
}

export function complaints(planning: PlanningDay): RawBuilder<unknown> {
  return sql`complaints as materialized (
    select client_id, min(opened_at) as complaint_since from complaint
    where ${isCandidate(planning, "client_id")} and opened_at <= ${moment(planning.at)} and (closed_at is null or closed_at > ${moment(planning.at)})
    group by client_id
  )`;
}

/** When the next call for this occasion may come: soon after a busy line, else another day, where there is one. */
export function nextTry(planning: PlanningDay): RawBuilder<unknown> {
  const { busyRetryMinutes, noAnswerRetryHours } = planning.settings;
  return sql`case
    when tries.was_busy then tries.last_try_at + make_interval(mins => ${sql.lit(busyRetryMinutes)})
    when asked.window_ends > ${day(planning.on)}
      and (tries.last_try_at at time zone asked.zone)::date = ${day(planning.on)} then asked.next_opens_at
    else tries.last_try_at + make_interval(hours => ${sql.lit(noAnswerRetryHours)}) end`;
}
