/**
 * Judges all candidates at once: joins the facts about their clients, applies every etiquette rule's one condition,
 * chooses the channel, lets one touch a day win. The same statement for everybody and for one client.
 */
import type { RawBuilder } from "kysely";
import { constants, sql } from "../../database/sql.ts";
import { purposes } from "../../chains/chain.ts";
import { day } from "../occasion.ts";
import { channelRules, dayRules } from "../rulebook.ts";
import { lockedStates } from "../touch-states.ts";
import { consents, contactPoints, history, localHours, network, stops, wishes } from "./client-facts.ts";
import { decidedBy, heldUntil, keptFacts, saysOf, severityOf } from "./kept-facts.ts";
import type { PlanningDay } from "./planning-day.ts";

const purposeRank = sql`case o.purpose ${sql.join(
  purposes.map((purpose, rank) => sql`when ${sql.lit(purpose)} then ${sql.lit(rank)}`),
  sql` `,
)} end`;
/** Competes for the day's one place. */
const contested = sql`(o.severity = 0 and o.purpose <> 'service')`;
const ofTheDay = sql`(partition by o.client_id, ${contested}
  order by ${purposeRank}, o.worth desc, o.window_ends, o.occasion_key, o.chain, o.step)`;
const kept = sql.join(keptFacts.map((fact) => sql`o.${sql.ref(fact)}`));

/**
 * One row a candidate, as it will stand in `touch`. `candidates` comes from gatherCandidates.
 * `offset 0` keeps a level for itself: what it computes is computed once, however often the next one uses it.
 */
export function decided(planning: PlanningDay, candidates: RawBuilder<unknown>): RawBuilder<unknown> {
  const on = day(planning.on);
  return sql`${candidates}
    person as materialized (select distinct client_id from candidate),
    option as (
      select candidate.*, way.channel, way.preference
      from candidate cross join unnest(candidate.channels) with ordinality as way (channel, preference)
    ),
    ${network(planning)},
    ${localHours(planning)},
    ${wishes(planning)},
    ${stops()},
    ${contactPoints()},
    ${history(planning)},
    ${consents(planning)},
    taken as (
      select distinct on (client_id) client_id, chain || '/' || step as what from touch
      where on_day = ${on} and state in ${constants(lockedStates)} and purpose <> 'service'
        and client_id in (select client_id from person)
      order by client_id, moved_at
    ),
    known as (${known(planning)} offset 0),
    judged as (select o.*, ${saysOf(channelRules)} as channel_says from known as o offset 0),
    weighed as (select o.*, ${severityOf(sql`o.channel_says`)} as severity from judged as o),
    chosen as (
      select distinct on (o.client_id, o.chain, o.step, o.occasion_key) o.* from weighed as o
      order by o.client_id, o.chain, o.step, o.occasion_key, o.severity, o.preference
    ),
    ranked as (
      select o.*, row_number() over ${ofTheDay} as rank_today,
        first_value(o.chain || '/' || o.step) over ${ofTheDay} as first_today
      from chosen as o
    ),
    contested as (
      select o.*, case when ${contested} and (o.rank_today > 1 or taken.what is not null)
        then coalesce(taken.what, o.first_today) end as instead_of_it
      from ranked as o left join taken on taken.client_id = o.client_id offset 0
    ),
    told as (select o.*, o.channel_says + ${saysOf(dayRules)} as says from contested as o offset 0),
    ended as (select o.*, ${decidedBy} as decided_by from told as o offset 0)
    select o.client_id, touch_id(o.client_id, o.chain, o.step, o.occasion_key, o.on_day) as id, o.on_day, o.chain, o.chain_version,
      o.step, o.occasion_kind, o.occasion_key, o.occasion_date, o.facts, o.purpose, o.channel, o.contact_point_id,
      case
        when o.decided_by is null then 'planned'
        when o.decided_by = 'late' then 'lapsed'
        when o.decided_by = 'withdrawn' then 'withdrawn'
        when ${severityOf(sql`o.says`)} = 2 then 'refused'
        else 'held'
      end as state,
      o.decided_by, case when o.decided_by is null then o.opens_at else ${heldUntil} end as not_before,
      case when o.decided_by is null then o.closes_at end as not_after, o.worth, o.says, ${kept}
    from ended as o`;
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
      history.proactive_free_on, history.calls_free_on
    from option
    join local_hours on local_hours.client_id = option.client_id
    left join wishes on wishes.client_id = option.client_id and wishes.channel = option.channel
      and wishes.advertises = (option.purpose = 'advertising')
    left join stops on stops.client_id = option.client_id
    left join consents on consents.client_id = option.client_id and consents.channel = option.channel
      and consents.purpose = case option.purpose when 'advertising' then 'advertising' when 'service' then null else 'contact' end
    left join contact_points on contact_points.client_id = option.client_id
      and contact_points.kind = case option.channel when 'call' then 'phone' else option.channel end
    left join history on history.client_id = option.client_id`;
}
