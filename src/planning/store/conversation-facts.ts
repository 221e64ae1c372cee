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

/** The newest call of late to the client, whatever it was about, that was no conversation. Served by call_ended. */
export function lastCalls(planning: PlanningDay): RawBuilder<unknown> {
  const at = moment(planning.at);
  const hours = sql.lit(planning.settings.noAnswerRetryHours + 24);
  return sql`last_calls as materialized (
    select distinct on (client_id) client_id, ended_at, outcome = 'busy' as was_busy
    from call
    where ${isCandidate(planning, "client_id")} and outcome in ('no_answer', 'busy', 'call_back')
      and ended_at <= ${at} and ended_at > ${at} - make_interval(hours => ${hours})
    order by client_id, ended_at desc, id desc
  )`;
}

/** The next call that was promised for a day to come. Served by touch_promised. */
export function promises(planning: PlanningDay): RawBuilder<unknown> {
  return sql`promises as materialized (
    select client_id, min(call_back_at) as promised_at from touch
    where call_back_at is not null and on_day > ${day(planning.on)} and ${sql.lit(!planning.isOver)}
      and state in ('planned', 'due', 'queued', 'claimed') and ${isCandidate(planning, "client_id")}
    group by client_id
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

/**
 * When the next call may come: some time after one that was no conversation, whatever it was about, on another day where
 * there is one, and with a call that was promised. Null where the client's hours say it all.
 */
export function nextTry(planning: PlanningDay): RawBuilder<unknown> {
  const { busyRetryMinutes, noAnswerRetryHours } = planning.settings;
  const inWindow = (at: RawBuilder<unknown>) =>
    sql`(${at} at time zone asked.zone)::date <= asked.window_ends`;
  const again = sql`case
    when asked.last_call_at is null then null
    when asked.was_busy then asked.last_call_at + make_interval(mins => ${sql.lit(busyRetryMinutes)})
    when ${inWindow(sql`asked.next_opens_at`)}
      and (asked.last_call_at at time zone asked.zone)::date = ${day(planning.on)} then asked.next_opens_at
    else asked.last_call_at + make_interval(hours => ${sql.lit(noAnswerRetryHours)}) end`;
  return sql`greatest(
    case when asked.calls_tried is not null or ${again} > asked.opens_at then ${again} end,
    case when asked.purpose <> 'service' and ${inWindow(sql`asked.promised_at`)} then asked.promised_at end)`;
}
