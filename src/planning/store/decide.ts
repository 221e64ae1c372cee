/**
 * Judges all candidates at once: joins the facts about their clients, applies every etiquette rule's one condition,
 * chooses the channel, lets one touch a day win. The same statement for everybody and for one client.
 */
import type { RawBuilder } from "kysely";
import { sql } from "../../database/sql.ts";
import { purposes } from "../../chains/chain.ts";
import { day } from "../occasion.ts";
import { channelRules, queueRules } from "../rulebook.ts";
import { beyondCapacity, pools } from "./capacity.ts";
import { placeOfTheDay, taken } from "./place-of-the-day.ts";
import {
  consents,
  contactPoints,
  history,
  localHours,
  network,
  people,
  stops,
  wishes,
} from "./client-facts.ts";
import { complaints, nextTry, refusals, silences, tries } from "./conversation-facts.ts";
import { decidedBy, heldUntil, keptFacts, saysOf, severityOf } from "./kept-facts.ts";
import type { PlanningDay } from "./planning-day.ts";

const purposeRank = sql`case o.purpose ${sql.join(
  purposes.map((purpose, rank) => sql`when ${sql.lit(purpose)} then ${sql.lit(rank)}`),
  sql` `,
)} end`;
const kept = sql.join(keptFacts.map((fact) => sql`o.${sql.ref(fact)}`));

/**
 * One row a candidate, as it will stand in `touch`. `candidates` comes from gatherCandidates.
 * `offset 0` keeps a level for itself: what it computes is computed once, however often the next one uses it.
 */
export function decided(planning: PlanningDay, candidates: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${candidates}
    ${people},
    ${network(planning)},
    ${localHours(planning)},
    ${contactPoints()},
    ${wishes(planning)},
    ${stops()},
    ${history(planning)},
    ${consents(planning)},
    ${refusals(planning)},
    ${tries(planning)},
    ${silences(planning)},
    ${complaints(planning)},
    ${planning.pools.length > 0 ? sql`${pools(planning, purposeRank)},` : sql``}
    ${taken(planning)},
    known as (${known(planning)} offset 0),
    judged as (select o.*, ${saysOf(channelRules)} as channel_says from known as o offset 0),
    weighed as (select o.*, ${severityOf(sql`o.channel_says`)} as severity from judged as o),
    chosen as (
      select distinct on (o.client_id, o.chain, o.step, o.occasion_key) o.* from weighed as o
      order by o.client_id, o.chain, o.step, o.occasion_key, o.severity,
        o.severity < 2 and (o.channel = o.preferred_channel) is not true, o.severity < 2 and o.unlikely, o.preference
    ),
    ${placeOfTheDay(purposeRank)},
    queued as (${beyondCapacity(planning, purposeRank)} offset 0),
    queue_told as (select o.*, o.day_says + ${saysOf(queueRules)} as says from queued as o offset 0),
    ended as (select o.*, ${decidedBy} as decided_by from queue_told as o offset 0)
    select o.client_id, touch_id(o.client_id, o.chain, o.step, o.occasion_key, o.on_day) as id, o.on_day, o.chain, o.chain_version,
      o.step, o.occasion_kind, o.occasion_key, o.occasion_date, o.facts, o.purpose, o.channel, o.contact_point_id,
      case
        when o.decided_by is null then 'planned'
        when o.decided_by = 'late' then 'lapsed'
        when o.decided_by = 'withdrawn' then 'withdrawn'
        when o.decided_by = 'control_group' then 'control'
        when ${severityOf(sql`o.says`)} = 2 then 'refused'
        else 'held'
      end as state,
      o.decided_by, case when o.decided_by is null then ${mayHappenFrom(planning)} else ${heldUntil} end as not_before,
      case when o.decided_by is null and o.call_back_at is null then o.closes_at end as not_after, o.worth, o.says, ${kept}
    from ended as o`;
}

/**
 * From when on an allowed touch may happen: a promised call at its time, a further try at its distance, letters spread
 * over the first hours by a hash of the client, so that no morning begins with all of them at once.
 */
function mayHappenFrom({ settings }: PlanningDay): RawBuilder<unknown> {
  const hash = sql`('x' || right(o.client_id::text, 8))::bit(32)::bigint`;
  const minutes = sql`least(${sql.lit(settings.spreadMinutes)}, (extract(epoch from o.closes_at - o.opens_at) / 60)::int)`;
  return sql`case
    when o.call_back_at is not null then o.call_back_at
    when o.channel = 'call' then greatest(o.opens_at, o.next_try_at)
    when o.purpose = 'service' then o.opens_at
    else o.opens_at + make_interval(mins => (${hash} % greatest(${minutes}, 1))::int) end`;
}

/** A channel the client does not answer on, or that costs more than is at stake: the others of the step come first. */
function unlikely({ settings }: PlanningDay): RawBuilder<unknown> {
  return sql`option.channel = 'call'
    and (silences.client_id is not null or option.worth between 1 and ${sql.lit(settings.callCost)} - 1)`;
}

/** An option with every fact that a rule may look at. */
function known(planning: PlanningDay): RawBuilder<unknown> {
  return sql`
    select option.*, ${day(planning.on)} as on_day,
      local_hours.deceased_on, stops.stopped_since, local_hours.zone, local_hours.zone_from, local_hours.hours_from, local_hours.hours_to,
      local_hours.opens_time, local_hours.opens_at, local_hours.closes_at, local_hours.next_opens_at, local_hours.day_is_over,
      wishes.scope as wish_scope, wishes.since as wish_since, wishes.until as wish_until, wishes.held_by as wish_held_by,
      consents.given as consent_given, consents.at as consent_at, consents.how as consent_how,
      contact_points.id as contact_point_id, contact_points.unusable as unusable_contact_points,
      history.proactive_count, history.calls_count, history.last_advertising, history.advertising_free_on,
      history.proactive_free_on, history.calls_free_on, history.spoke_on, history.spoke_free_on,
      local_hours.person_id, local_hours.home_office_id, local_hours.preferred_channel, local_hours.birthday_today,
      refusals.refused_on, refusals.refused_free_on, complaints.complaint_since,
      tries.unanswered, tries.last_try_at, ${nextTry(planning)} as next_try_at,
      nullif(tries.unanswered >= option.tries_at_most, false) as attempts_over,
      ${unlikely(planning)} as unlikely
    from option
    join local_hours on local_hours.client_id = option.client_id
    left join wishes on wishes.client_id = option.client_id and wishes.channel = option.channel
      and wishes.advertises = (option.purpose = 'advertising')
    left join stops on stops.client_id = option.client_id
    left join consents on consents.client_id = option.client_id and consents.channel = option.channel
      and consents.purpose = case option.purpose when 'advertising' then 'advertising' when 'service' then null else 'contact' end
    left join contact_points on contact_points.client_id = option.client_id
      and contact_points.kind = case option.channel when 'call' then 'phone' else option.channel end
    left join history on history.client_id = option.client_id
    left join refusals on refusals.client_id = option.client_id and refusals.chain = option.chain
    left join complaints on complaints.client_id = option.client_id
    left join silences on silences.client_id = option.client_id
    left join tries on option.channel = 'call' and tries.client_id = option.client_id and tries.chain = option.chain
      and tries.occasion_key = option.occasion_key`;
}
