/** What the rules need to know about the clients of `candidate`. */
import type { RawBuilder } from "kysely";
import { channels } from "../../chains/chain.ts";
import { anyOf, constants, sql } from "../../database/sql.ts";
import { day, moment } from "../occasion.ts";
import { hoursOf, type EtiquetteSettings } from "../settings.ts";
import { madeStates } from "../touch-states.ts";
import type { Candidates } from "./candidates.ts";
import { isOfShare } from "./lanes.ts";
import type { PlanningDay } from "./planning-day.ts";

/**
 * Whose rows of a table are asked for. Named clients are looked up by their names: how many candidates they have, the
 * server does not know when it plans, and for many it would read such a table whole.
 */
export const isCandidate = ({ clients }: PlanningDay, client: string): RawBuilder<unknown> =>
  clients
    ? sql`${sql.ref(client)} = ${anyOf(clients, "uuid")}`
    : sql`${sql.ref(client)} in (select client_id from candidate)`;

/** The hours that are safe in every zone of the business, for clients whose zone is unknown. */
export function network(planning: PlanningDay): RawBuilder<unknown> {
  const { opens, closes } = hoursOf(planning.settings, planning.on, planning.dayKinds);
  return sql`network as materialized (
    select (select zone from business) as zone, max((${day(planning.on)} + time ${sql.lit(opens)}) at time zone zone) as opens_at,
      min((${day(planning.on)} + time ${sql.lit(closes)}) at time zone zone) as closes_at
    from (select zone from office union select zone from business where not exists (select from office)) as zones
  )`;
}

/** What of a client's record the rules and the hours need. */
export const clientColumns = ({ on, isOver }: PlanningDay): RawBuilder<unknown> => sql`
  client.home_office_id, client.hours_from, client.hours_to, client.preferred_channel, client.birthday_month,
  client.birthday_day, ${isOver ? sql`case when client.deceased_on <= ${day(on)} then client.deceased_on end as deceased_on` : sql`client.deceased_on`}`;

export const birthdayToday = (planning: PlanningDay): RawBuilder<unknown> =>
  sql`nullif((few.birthday_month, few.birthday_day) in (${sql.join(birthdaysOn(planning))}), false)`;

/** Whose clock counts, and the hours a client asks for, as one text: it is compared for everybody. */
export const clockOf = sql`
  coalesce(client.zone, client.phone_zone, home.zone, '')
    || case when client.zone is not null then '|client|' when client.phone_zone is not null then '|phone|'
      when home.zone is not null then '|office|' else '||' end
    || coalesce(client.hours_from::text, '') || '|' || coalesce(client.hours_to::text, '')`;

/** A part of it; null where it is empty. */
const ofClock = (part: number): RawBuilder<unknown> =>
  sql`nullif(split_part(few.clock, '|', ${sql.lit(part)}), '')`;

/**
 * The allowed hours of the day on the client's clock: own zone, else the one the phone tells, else the home office's, else
 * the narrowest window. They are alike for many, and reckoned once for these.
 */
export function localHours(planning: PlanningDay): RawBuilder<unknown> {
  const { opens, closes } = hoursOf(planning.settings, planning.on, planning.dayKinds);
  const on = day(planning.on);
  const at = moment(planning.at);
  return sql`
    select few.clock, zoned.zone, zoned.zone_from, zoned.hours_from, zoned.hours_to, open.opens_at, open.closes_at,
      opens_from((${on} + 1)::timestamp at time zone zoned.zone, zoned.zone, zoned.zone_from, zoned.hours_from, zoned.hours_to)
        as next_opens_at,
      nullif(${at} >= open.closes_at, false) as day_is_over
    from (select distinct clock from few) as few cross join network
    cross join lateral (
      select coalesce(${ofClock(1)}, network.zone) as zone, coalesce(${ofClock(2)}, 'narrowest') as zone_from,
        ${ofClock(3)}::time as hours_from, ${ofClock(4)}::time as hours_to
      offset 0
    ) as zoned
    -- Hours beyond midnight are kept as far as the evening goes; where it has none of them, the morning.
    cross join lateral (
      select case when zoned.hours_from >= zoned.hours_to and zoned.hours_from >= time ${sql.lit(closes)}
          then null else zoned.hours_from end as from_time,
        case when zoned.hours_from >= zoned.hours_to and zoned.hours_from < time ${sql.lit(closes)}
          then null else zoned.hours_to end as to_time
    ) as wished
    cross join lateral (
      select greatest(time ${sql.lit(opens)}, wished.from_time) as opens_time,
        least(time ${sql.lit(closes)}, wished.to_time) as closes_time
    ) as hours
    cross join lateral (
      select case when zoned.zone_from = 'narrowest'
        then greatest(network.opens_at, case when wished.from_time is not null then (${on} + wished.from_time) at time zone zoned.zone end)
        else (${on} + hours.opens_time) at time zone zoned.zone end as opens_at,
      case when zoned.zone_from = 'narrowest'
        then least(network.closes_at, case when wished.to_time is not null then (${on} + wished.to_time) at time zone zoned.zone end)
        else (${on} + hours.closes_time) at time zone zoned.zone end as closes_at
    ) as open offset 0`;
}

/** What most holds last: the beginnings of so many days are looked up among the openings. */
const waitsMostly = ({ advertisingDays, recentlySpokeDays }: EtiquetteSettings): number =>
  Math.max(30, advertisingDays, recentlySpokeDays) + 1;

/**
 * For every clock of `clocks`, when the hours open from the beginning of each of the next days on: held until the same moment by the
 * same clock are many, and it is reckoned once for these.
 */
export const openings = (
  { on, settings }: PlanningDay,
  clocks: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
    openings as materialized (
      select hours.clock, begins.at as begins_at,
        opens_from(begins.at, hours.zone, hours.zone_from, hours.hours_from, hours.hours_to) as opens_at
      from (select distinct clock, zone, zone_from, hours_from, hours_to from ${clocks} as o) as hours
      cross join generate_series(1, ${sql.lit(waitsMostly(settings))}) as days
      cross join lateral (select (${day(on)} + days)::timestamp at time zone hours.zone as at) as begins
    )`;

/** The same for the moments that rows of `waits` wait for, where few do. */
export const openingsOf = (waits: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    openings as materialized (
      select clock, could_change_from as begins_at, opens_from(could_change_from, zone, zone_from, hours_from, hours_to) as opens_at
      from (
        select distinct clock, zone, zone_from, hours_from, hours_to, could_change_from from ${waits} as o
        where could_change_from is not null
      ) as o
    )`;

/** Month and day of the birthdays that are kept on the day. */
function birthdaysOn({ on, settings }: PlanningDay): RawBuilder<unknown>[] {
  const leap = !on.inLeapYear && on.toString().slice(5) === settings.leapBirthday;
  const own = sql`(extract(month from ${day(on)})::smallint, extract(day from ${day(on)})::smallint)`;
  return leap ? [own, sql`(2, 29)`] : [own];
}

/**
 * Of the wishes in force, of the person and of the person's addresses, the one that stays longest for each channel and
 * for advertising or not: only when it ends could a refusal change.
 */
export function wishes(planning: PlanningDay): RawBuilder<unknown> {
  const at = moment(planning.at);
  const inForce = (wish: string) => sql`${sql.ref(`${wish}.since`)} <= ${at}
    and (${sql.ref(`${wish}.until`)} is null or ${sql.ref(`${wish}.until`)} >= ${day(planning.on)})
    and (${sql.ref(`${wish}.ended_at`)} is null or ${sql.ref(`${wish}.ended_at`)} > ${at})`;
  // Addresses of some clients are looked up, of everybody joined whole.
  const silenced = sql`select * from silenced_address as silenced
      where silenced.kind = place.kind and silenced.value = place.value and ${inForce("silenced")} ${planning.clients ? sql`offset 0` : sql``}`;
  return sql`with wish as (
    select own.client_id, own.scope, own.channel, own.since, own.until, 'client' as held_by
    from do_not_disturb as own
    where ${isCandidate(planning, "own.client_id")} and ${inForce("own")}
    union all
    select place.client_id, silenced.scope, silenced.channel, silenced.since, silenced.until, 'address'
    from place cross join lateral (${silenced}) as silenced
  )
  select client_id, jsonb_object_agg(channel || case when advertises then '/advertising' else '' end,
    jsonb_build_object('scope', scope, 'since', since, 'until', until, 'heldBy', held_by)) as by_way
  from (
    select distinct on (wish.client_id, way.channel, way.advertises) wish.client_id, way.channel, way.advertises,
      wish.scope, wish.since, wish.until, wish.held_by
    from wish join (
      select channel, advertises from unnest(array[${sql.join(channels.map((channel) => sql.lit(channel)))}]) as channel,
        (values (true), (false)) as purpose (advertises)
    ) as way on wish.scope = 'everything' or (wish.scope = 'advertising' and way.advertises)
      or (wish.scope = 'channel' and wish.channel = way.channel)
    order by wish.client_id, way.channel, way.advertises, (wish.until is null) desc, wish.until desc,
      wish.scope = 'everything' desc, wish.held_by desc, wish.since
  ) as strictest
  group by client_id`;
}

/** One of the wishes `by_way`, as columns. */
export const wishOf = (wish: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select wish ->> 'scope' as scope, (wish ->> 'since')::timestamptz as since, (wish ->> 'until')::date as until,
    wish ->> 'heldBy' as held_by
  from (select ${wish} as wish offset 0) as told where wish is not null`;

/** Demands to use a client's data no longer, since when. */
export function stops(planning: PlanningDay): RawBuilder<unknown> {
  const standsThen = planning.isOver
    ? sql`received_on <= ${day(planning.on)} and (taken_back_at is null or taken_back_at > ${moment(planning.at)})`
    : sql`taken_back_at is null`;
  return sql`stops as materialized (
    select client_id, min(received_on) as stopped_since from client_demand
    where ${isCandidate(planning, "client_id")} and ${standsThen} and kind <> 'export'
    group by client_id
  )`;
}

/** The newest word on each purpose of touches and each channel that stands when the day is judged. */
export function consents(planning: PlanningDay, candidates: Candidates): RawBuilder<unknown> {
  return sql`consents as materialized (
    select distinct on (client_id, purpose, channel) client_id, purpose, channel, given, at, how, id
    from ${ofEachClient("consent", candidates)}
    where at <= ${moment(planning.at)} and purpose <> 'processing'
    order by client_id, purpose, channel, at desc, id desc
  )`;
}

/** Of the word on the channel, `of_way`, and that on any, `of_any`, the newer one. */
export const newerConsent = sql`
  select case when is_of_way then of_way.given else of_any.given end as given,
    case when is_of_way then of_way.at else of_any.at end as at, case when is_of_way then of_way.how else of_any.how end as how
  from (
    select of_any.client_id is null or coalesce((of_way.at, of_way.id) > (of_any.at, of_any.id), false) as is_of_way
  ) as newer`;

/** The addresses of the candidates' clients. */
export const places = (candidates: Candidates): RawBuilder<unknown> => sql`place as materialized (
    select client_id, kind, value, id, state, since from ${ofEachClient("contact_point", candidates)}
  )`;

const usableState = sql`state in ('unverified', 'verified')`;

/** The best of a client's addresses of each kind that can be used. */
export const usablePlaces = sql`usable as (
    select distinct on (client_id, kind) client_id, kind, id from place
    where ${usableState}
    order by client_id, kind, state = 'verified' desc, since desc, id
  )`;

/** What is wrong with addresses that cannot be used, by kind. */
export const unusablePlaces = sql`unusable as (
    select client_id, kind, array_agg(distinct state) as states from place
    where not ${usableState}
    group by client_id, kind
  )`;

/** Rows of a table of clients: looked up for each of the candidates' clients, in their order, or joined whole. */
const ofEachClient = (table: string, { lookUp, isLookedUp }: Candidates): RawBuilder<unknown> => sql`(
      select row.* from (
        select distinct client_id from candidate ${isLookedUp ? sql`order by client_id` : sql``}
      ) as asked cross join lateral (select * from ${sql.table(table)} where client_id = asked.client_id ${lookUp}) as row
    ) as row`;

/** What historyOf tells, as columns. */
export function history(planning: PlanningDay): RawBuilder<unknown> {
  const { advertisingDays, proactiveIn30Days, callsIn30Days, recentlySpokeDays } = planning.settings;
  /** A cap is full until the one that filled it is 30 days old; a cap of none for good. */
  const freeOn = (count: string, days: string, cap: number) =>
    cap === 0
      ? sql`date 'infinity'`
      : sql`
    case when ${sql.ref(`history.${count}`)} >= ${sql.lit(cap)} then (
      select on_day + 30 from unnest(${sql.ref(`history.${days}`)}) as on_day order by on_day desc offset ${sql.lit(cap)} - 1 limit 1
    ) end`;
  return sql`nullif(history.proactive_count, 0)::smallint as proactive_count, nullif(history.calls_count, 0)::smallint as calls_count,
      history.last_advertising, history.recent_advertising + ${sql.lit(advertisingDays)} as advertising_free_on,
      ${freeOn("proactive_count", "proactive_days", proactiveIn30Days)} as proactive_free_on,
      ${freeOn("calls_count", "call_days", callsIn30Days)} as calls_free_on,
      history.spoke_on, history.spoke_on + ${sql.lit(recentlySpokeDays)} as spoke_free_on`;
}

/**
 * Proactive touches of the person in the last 30 days, over all channels, and when we spoke last. What was said in a call
 * besides its own reason is no touch more. Plan: touch_client_day alone.
 */
export const historyOf = (planning: PlanningDay): RawBuilder<unknown> => sql`
  select ${historyFacts(planning)} from ${planning.touches} as touch
  where touch.client_id = any(few.records) and ${isHistory(planning)}`;

/** The same of everybody who has any, by person_id. Plan: touch_day. */
export const histories = (planning: PlanningDay): RawBuilder<unknown> => sql`
  select touch.person_id, ${historyFacts(planning)} from (
    select coalesce(same_person.person_id, touch.client_id) as person_id, touch.on_day, touch.purpose, touch.channel, touch.state
    from ${planning.touches} as touch left join same_person on same_person.client_id = touch.client_id
    where ${isHistory(planning)}
  ) as touch
  where ${isOfShare(sql`touch.person_id`, planning.share)}
  group by touch.person_id`;

function historyFacts({ on, settings }: PlanningDay): RawBuilder<unknown> {
  const { advertisingDays, recentlySpokeDays } = settings;
  const isBefore = sql`touch.on_day < ${day(on)}`;
  const recent = sql`touch.purpose <> 'service' and ${isBefore} and touch.on_day > ${day(on)} - 30`;
  const recentCall = sql`touch.channel = 'call' and ${recent}`;
  const advertising = sql`touch.purpose = 'advertising' and ${isBefore}`;
  const since = (days: number) => sql`touch.on_day > ${day(on)} - ${sql.lit(days)}`;
  return sql`
    count(*) filter (where ${recent}) as proactive_count, count(*) filter (where ${recentCall}) as calls_count,
    array_agg(touch.on_day) filter (where ${recent}) as proactive_days,
    array_agg(touch.on_day) filter (where ${recentCall}) as call_days,
    max(touch.on_day) filter (where ${advertising}) as last_advertising,
    max(touch.on_day) filter (where ${advertising} and ${since(advertisingDays)}) as recent_advertising,
    max(touch.on_day) filter (where touch.channel = 'call' and touch.state = 'done' and ${since(recentlySpokeDays)}) as spoke_on`;
}

function isHistory({ on, today, settings }: PlanningDay): RawBuilder<unknown> {
  const { advertisingDays, recentlySpokeDays } = settings;
  // A conversation of the day itself counts from when it ended: it may have been about what the client ordered.
  const ended = sql`(touch.on_day < ${day(on)} or touch.channel = 'call' and touch.state = 'done')`;
  return sql`touch.on_day <= ${day(on)} and ${ended}
    and touch.on_day > ${day(on)} - ${sql.lit(Math.max(30, advertisingDays, recentlySpokeDays))}
    and (touch.state in ${constants(madeStates)} or (touch.state in ('planned', 'queued') and touch.on_day >= ${day(today)}))
    and touch.taken_along_by is null`;
}
