/**
 * Judges all candidates at once: joins the facts about their clients, applies every etiquette rule's one condition,
 * chooses the channel, lets one touch a day win. The same statement for everybody and for one client.
 */
import type { RawBuilder } from "kysely";
import { fixed, sql } from "../../database/sql.ts";
import type { Lane } from "./lanes.ts";
import { purposes } from "../../chains/chain.ts";
import { day } from "../occasion.ts";
import { attempts } from "../etiquette/attempts.ts";
import { channelRules, queueRules } from "../rulebook.ts";
import {
  beyondCapacity,
  beyondCapacityOfAll,
  firstCalls,
  freeAgain,
  nobodyCalls,
  pools,
} from "./capacity.ts";
import { placeOfTheDay, taken } from "./place-of-the-day.ts";
import type { Candidates } from "./candidates.ts";
import {
  birthdayToday,
  clientColumns,
  clockOf,
  consents,
  history,
  histories,
  historyOf,
  localHours,
  network,
  newerConsent,
  openings,
  openingsOf,
  places,
  stops,
  unusablePlaces,
  usablePlaces,
  wishes,
  wishOf,
} from "./client-facts.ts";
import { complaints, lastCalls, nextTry, promises, refusals, silences, tries } from "./conversation-facts.ts";
import { placesThen } from "./places-then.ts";
import {
  couldChangeFrom,
  decidedBy,
  keptFacts,
  opensFrom,
  saysBesides,
  saysOf,
  severityOf,
} from "./kept-facts.ts";
import type { PlanningDay } from "./planning-day.ts";

const purposeRank = fixed(
  sql`case o.purpose ${sql.join(
    purposes.map((purpose, rank) => sql`when ${sql.lit(purpose)} then ${sql.lit(rank)}`),
    sql` `,
  )} end`,
);
const kept = fixed(sql.join(keptFacts.map((fact) => sql`o.${sql.ref(fact)}`)));
/** A call that nobody is free for takes nothing along. */
const keptOfCalls = fixed(
  sql.join(
    keptFacts.map((fact) =>
      fact === "taken_along_by"
        ? sql`case when o.taken_along_by not in (select id from uncalled) then o.taken_along_by end as taken_along_by`
        : sql`o.${sql.ref(fact)}`,
    ),
  ),
);
const channelsSay = saysOf(channelRules);
const queueSays = saysOf(queueRules);
const severityOfChannel = severityOf(sql`o.channel_says`);
const severity = severityOf(sql`o.says`);

/**
 * One row a candidate, as it will stand in `touch`. `candidates` comes from gatherCandidates.
 * `offset 0` keeps a level for itself: what it computes is computed once, however often the next one uses it.
 */
export const decided = (planning: PlanningDay, candidates: Candidates): RawBuilder<unknown> => sql`
  ${told(planning, candidates)}, ${poolsIfAny(planning)} ${ending(planning, beyondCapacity(planning, purposeRank), "hours")}`;

/**
 * The same in a lane: where calls are counted, all lanes first tell which of theirs could be among the first, and learn
 * which are.
 */
export async function decidedIn(
  lane: Lane | undefined,
  planning: PlanningDay,
  candidates: Candidates,
): Promise<RawBuilder<unknown>> {
  if (!lane || planning.pools.length === 0) return decided(planning, candidates);
  const { trx, meet } = lane;
  await sql`drop table if exists pg_temp.told`.execute(trx);
  await sql`create temporary table told on commit drop as ${told(planning, candidates)} select * from told`.execute(
    trx,
  );
  const brought = await meet(await firstCalls(trx, planning, purposeRank));
  return sql`with ${pools(planning, purposeRank)}, ${ending(planning, beyondCapacityOfAll(brought.flat()), "told")}`;
}

/** Where nobody is free for a call, the spare letter; no spare where somebody is. */
const inItsPlace = (planning: PlanningDay): RawBuilder<unknown> => sql`
  select o.*, case when not o.is_spare then o.beyond_calls end as capacity_calls,
    case when not o.is_spare and o.beyond_calls is not null then ${freeAgain(planning)} end as capacity_free_on
  from queued as o
  where case when o.is_spare then o.beyond_calls is not null else not (o.has_spare and o.beyond_calls is not null) end`;

const uncalled = fixed(sql`
    uncalled as materialized (
      select touch_id(o.client_id, o.chain, o.step, o.occasion_key, o.on_day) as id from queued as o
      where o.beyond_calls is not null and not o.is_spare
    ),`);

const poolsIfAny = (planning: PlanningDay): RawBuilder<unknown> =>
  planning.pools.length > 0 ? sql`${pools(planning, purposeRank)},` : sql``;

/** The beginning of a statement, up to `told`: each candidate over its best channel, with what the rules of the day say. */
function told(planning: PlanningDay, candidates: Candidates): RawBuilder<unknown> {
  return sql`${candidates.beginning}
    ${network(planning)},
    ${stops(planning)},
    ${refusals(planning)},
    ${tries(planning)},
    ${lastCalls(planning)},
    ${promises(planning)},
    ${silences(planning)},
    ${complaints(planning)},
    ${consents(planning, candidates)},
    ${planning.isOver ? placesThen(planning) : places(candidates)},
    ${usablePlaces},
    ${unusablePlaces},
    ${taken(planning, purposeRank)},
    few as materialized (${few(planning, candidates)}),
    hours as materialized (${localHours(planning)}),
    asked as (${asked(planning, candidates)} offset 0),
    known as (${known(planning, candidates)} offset 0),
    judged as (select o.*, ${channelsSay} as channel_says from known as o offset 0),
    weighed as (select o.*, ${severityOfChannel} as severity, ${isAwaited} as is_awaited from judged as o),
    chosen as (${chosen(planning, candidates)}),
    ${placeOfTheDay(purposeRank)}`;
}

/** Nothing but the distance to the last call holds it, and its step lasts: no other channel takes its turn. */
const isAwaited = sql`(o.next_try_at is not null and o.attempts_over is null and o.window_ends > o.on_day
  and (o.next_try_at at time zone o.zone)::date <= o.window_ends
  and ${severityOf(saysBesides(sql`o.channel_says`, attempts))} = 0)`;

const byChoice = sql`case when o.is_awaited then 0 else o.severity end,
  o.severity < 2 and (o.channel = o.preferred_channel) is not true, o.severity < 2 and o.unlikely, o.preference`;

/**
 * Each candidate over its best channel. Where calls are counted, a call on the last day of its step has its letter beside it
 * as a `spare`, for the case that nobody is free.
 */
function chosen({ on, pools: counted }: PlanningDay, { mostWays }: Candidates): RawBuilder<unknown> {
  if (counted.length === 0 || mostWays === 1)
    return sql`
      select distinct on (o.client_id, o.reason_key) o.*, false as is_spare, false as has_spare from weighed as o
      order by o.client_id, o.reason_key, ${byChoice}`;
  return sql`
    select o.*, choice = 2 as is_spare, choice = 1 and next_severity = 0 and channel = 'call' and ${isLastDay(on)} as has_spare
    from (
      select o.*, row_number() over way as choice, lag(o.channel) over way as better, lead(o.severity) over way as next_severity
      from weighed as o window way as (partition by o.client_id, o.reason_key order by ${byChoice})
    ) as o
    where choice = 1 or choice = 2 and severity = 0 and better = 'call' and ${isLastDay(on)}`;
}

const isLastDay = (on: Temporal.PlainDate): RawBuilder<unknown> => sql`o.window_ends <= ${day(on)}`;

/** From `told`, with the calls that are beyond capacity, to what is kept. */
function ending(
  planning: PlanningDay,
  queued: RawBuilder<unknown>,
  clocks: "hours" | "told",
): RawBuilder<unknown> {
  const countsCalls = planning.pools.length > 0;
  return sql`
    queued as (${queued} offset 0),
    ${planning.isSmall ? sql`` : sql`${openings(planning, sql.table(clocks))},`}
    queue_told as (
      select o.*, o.day_says + ${queueSays} as says from (${inItsPlace(planning)} offset 0) as o offset 0
    ),
    ${countsCalls ? uncalled : sql``}
    ended as (select o.*, ${decidedBy} as decided_by from queue_told as o offset 0),
    waits as (select o.*, ${couldChangeFrom} as could_change_from from ended as o offset 0)${planning.isSmall ? sql`, ${openingsOf(sql`waits`)}` : sql``}
    select o.client_id, touch_id(o.client_id, o.chain, o.step, o.occasion_key, o.on_day) as id, o.on_day, o.chain, o.chain_version,
      o.step, o.occasion_kind, o.occasion_key, o.occasion_date, o.facts, o.purpose, o.channel, o.contact_point_id,
      case
        when o.decided_by is null then 'planned'
        when o.decided_by = 'late' then 'lapsed'
        when o.decided_by = 'withdrawn' then 'withdrawn'
        when o.decided_by = 'control_group' then 'control'
        when ${severity} = 2 then 'refused'
        else 'held'
      end as state,
      o.decided_by, case when o.decided_by is null then ${mayHappenFrom(planning)} else ${heldUntil(planning)} end as not_before,
      case when o.decided_by is null and o.call_back_at is null then o.closes_at end as not_after, o.worth, o.says, ${countsCalls ? keptOfCalls : kept}
    from waits as o
    left join openings on openings.clock = o.clock and openings.begins_at = o.could_change_from`;
}

/** When what decided could change, in the client's hours: looked up, where many wait for the same. */
const heldUntil = ({ isSmall }: PlanningDay): RawBuilder<unknown> =>
  isSmall
    ? sql`openings.opens_at`
    : sql`case when openings.clock is null then ${opensFrom(sql`o.could_change_from`)} else openings.opens_at end`;

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

/**
 * A channel the client does not answer on, that costs more than is at stake, or that nobody has time for while there is
 * time: the others of the step come first.
 */
function unlikely(planning: PlanningDay): RawBuilder<unknown> {
  return sql`way.channel = 'call' and (asked.is_silent
    or asked.worth between 1 and ${sql.lit(planning.settings.callCost)} - 1 or ${nobodyCalls(planning)})`;
}

/**
 * A candidate with its client's own record. First the facts that few clients have, of tables that are small or empty; then,
 * in the order of the clients, so that it lies side by side, what is asked of each.
 */
function few(planning: PlanningDay, { lookUp, isLookedUp }: Candidates): RawBuilder<unknown> {
  return sql`
    select few.*, ${clientColumns(planning)}, ${clockOf} as clock from (
      select candidate.*, coalesce(same_person.person_id, candidate.client_id) as person_id,
        ${isLookedUp ? sql`${records} as records,` : sql``}
        stops.stopped_since, refusals.refused_on, refusals.refused_free_on, complaints.complaint_since,
        silences.client_id is not null as is_silent, wishes.by_way as wishes,
        tries.unanswered as calls_tried, tries.last_try_at as last_tried_at, coalesce(last_calls.ended_at, tries.last_try_at) as last_call_at,
        coalesce(last_calls.was_busy, tries.was_busy) as was_busy, promises.promised_at
      from candidate
      left join same_person on same_person.client_id = candidate.client_id
      left join stops on stops.client_id = candidate.client_id
      left join refusals on refusals.client_id = candidate.client_id and refusals.chain = candidate.chain
      left join complaints on complaints.client_id = candidate.client_id
      left join silences on silences.client_id = candidate.client_id
      left join (${wishes(planning)}) as wishes on wishes.client_id = candidate.client_id
      left join tries on tries.client_id = candidate.client_id and tries.chain = candidate.chain
        and tries.occasion_key = candidate.occasion_key
      left join last_calls on last_calls.client_id = candidate.client_id
      left join promises on promises.client_id = candidate.client_id
      ${isLookedUp ? sql`order by candidate.client_id, candidate.reason_key` : sql``} offset 0
    ) as few cross join lateral (select * from client where client.id = few.client_id ${lookUp}) as client
      left join office as home on home.id = client.home_office_id`;
}

/** The same with the hours of the day and what was done about the person before. */
function asked(planning: PlanningDay, { isLookedUp }: Candidates): RawBuilder<unknown> {
  return sql`
    select few.*, hours.zone, hours.zone_from, hours.opens_at, hours.closes_at, hours.next_opens_at,
      hours.day_is_over, ${birthdayToday(planning)} as birthday_today, ${history(planning)}
    from few join hours on hours.clock = few.clock
    ${
      isLookedUp
        ? sql`cross join lateral (${historyOf(planning)}) as history`
        : sql`left join (${histories(planning)}) as history on ${samePerson(sql`history.person_id`, sql`few.person_id`)}`
    }`;
}

/**
 * Of what is computed the planner believes that it takes two hundred values, and of two such sides of a join that millions of
 * rows come out. Told the same twice, it believes a two-hundredth of that.
 */
const samePerson = (one: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${one} = ${other} and uuid_hash(${one}) = uuid_hash(${other})`;

/** All records of the person. */
const records = sql`
  case when same_person.person_id is null then array[candidate.client_id]
    else array(select record.client_id from same_person as record where record.person_id = same_person.person_id) end`;

/** A candidate over one channel of its step, with every fact that a rule may look at. */
function known(planning: PlanningDay, { mostWays }: Candidates): RawBuilder<unknown> {
  const preferences = Array.from({ length: mostWays }, (_, at) => sql`(${sql.lit(at + 1)})`);
  return sql`
    select asked.*, way.channel, place.preference, ${day(planning.on)} as on_day,
      wish.scope as wish_scope, wish.since as wish_since, wish.until as wish_until, wish.held_by as wish_held_by,
      consent.given as consent_given, consent.at as consent_at, consent.how as consent_how,
      usable.id as contact_point_id, unusable.states as unusable_contact_points,
      tries.unanswered, tries.last_try_at, tries.next_try_at,
      nullif(tries.unanswered >= asked.tries_at_most, false) as attempts_over, ${unlikely(planning)} as unlikely
    from asked
    join (values ${sql.join(preferences)}) as place (preference) on place.preference <= cardinality(asked.ways)
    cross join lateral (select asked.ways[place.preference] as channel) as way
    left join lateral (${wishOf(sql`asked.wishes -> (way.channel || case asked.purpose when 'advertising' then '/advertising' else '' end)`)}) as wish
      on asked.wishes is not null
    left join lateral (
      select asked.calls_tried as unanswered, asked.last_tried_at as last_try_at, ${nextTry(planning)} as next_try_at offset 0
    ) as tries on way.channel = 'call'
    left join consents as of_way on of_way.client_id = asked.client_id and of_way.purpose = ${consentedPurpose}
      and of_way.channel = way.channel
    left join consents as of_any on of_any.client_id = asked.client_id and of_any.purpose = ${consentedPurpose}
      and of_any.channel = 'any'
    cross join lateral (${newerConsent}) as consent
    left join usable on usable.client_id = asked.client_id and usable.kind = ${kindOfWay}
    left join unusable on unusable.client_id = asked.client_id and unusable.kind = ${kindOfWay}`;
}

const consentedPurpose = sql`case asked.purpose when 'advertising' then 'advertising' when 'service' then null else 'contact' end`;
const kindOfWay = sql`case way.channel when 'call' then 'phone' else way.channel end`;
