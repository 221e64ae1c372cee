/** What the rules need to know about the clients of `person`, each as one common table expression over all of them. */
import type { RawBuilder } from "kysely";
import { channels } from "../../chains/chain.ts";
import { constants, sql } from "../../database/sql.ts";
import { day, moment } from "../occasion.ts";
import { hoursOf } from "../settings.ts";
import { madeStates } from "../touch-states.ts";
import type { PlanningDay } from "./planning-day.ts";

/** The hours that are safe in every zone of the business, for clients whose zone is unknown. */
export function network(planning: PlanningDay): RawBuilder<unknown> {
  const { opens, closes } = hoursOf(planning.settings, planning.on, planning.dayKinds);
  return sql`network as (
    select max((${day(planning.on)} + time ${sql.lit(opens)}) at time zone zone) as opens_at,
      min((${day(planning.on)} + time ${sql.lit(closes)}) at time zone zone) as closes_at
    from (select zone from office union select zone from business where not exists (select from office)) as zones
  )`;
}

/** The allowed hours of the day on each client's own clock: own zone, else the one the phone tells, else the home office's, else the narrowest window. */
export function localHours(planning: PlanningDay): RawBuilder<unknown> {
  const { opens, closes } = hoursOf(planning.settings, planning.on, planning.dayKinds);
  const birthdays = sql.join(
    birthdaysOn(planning).map(([month, date]) => sql`(${sql.lit(month)}, ${sql.lit(date)})`),
  );
  const on = day(planning.on);
  const tomorrow = planning.on.add({ days: 1 });
  const at = moment(planning.at);
  return sql`local_hours as materialized (
    select client.id as client_id, person.person_id, client.home_office_id, client.preferred_channel,
      nullif((client.birthday_month, client.birthday_day) in (${birthdays}), false) as birthday_today, client.deceased_on, client.hours_from, client.hours_to, zoned.zone, zoned.zone_from,
      hours.opens_time, open.opens_at, open.closes_at,
      (${day(tomorrow)} + greatest(time ${sql.lit(hoursOf(planning.settings, tomorrow, planning.dayKinds).opens)}, client.hours_from))
        at time zone zoned.zone as next_opens_at,
      nullif(${at} >= open.closes_at, false) as day_is_over
    from person join client on client.id = person.client_id
    cross join network cross join business
    left join office on office.id = client.home_office_id
    cross join lateral (
      select coalesce(client.zone, client.phone_zone, office.zone, business.zone) as zone,
        case when client.zone is not null then 'client' when client.phone_zone is not null then 'phone'
          when office.zone is not null then 'office' else 'narrowest' end as zone_from
    ) as zoned
    cross join lateral (
      select greatest(time ${sql.lit(opens)}, client.hours_from) as opens_time,
        least(time ${sql.lit(closes)}, client.hours_to) as closes_time
    ) as hours
    cross join lateral (
      select case when zoned.zone_from = 'narrowest'
        then greatest(network.opens_at, case when client.hours_from is not null then (${on} + client.hours_from) at time zone zoned.zone end)
        else (${on} + hours.opens_time) at time zone zoned.zone end as opens_at,
      case when zoned.zone_from = 'narrowest'
        then least(network.closes_at, case when client.hours_to is not null then (${on} + client.hours_to) at time zone zoned.zone end)
        else (${on} + hours.closes_time) at time zone zoned.zone end as closes_at
    ) as open
  )`;
}

/** Month and day of the birthdays that are kept on the day. */
function birthdaysOn({ on, settings }: PlanningDay): [month: number, day: number][] {
  const leap = !on.inLeapYear && on.toString().slice(5) === settings.leapBirthday;
  return [[on.month, on.day], ...(leap ? ([[2, 29]] as [number, number][]) : [])];
}

/**
 * Everybody who is judged, and as which person: the records that share a phone or an e-mail are one. `member` has every
 * record of each of them.
 */
export const people: RawBuilder<unknown> = sql`
  person as materialized (
    select asked.client_id, coalesce(same_person.person_id, asked.client_id) as person_id
    from (select distinct client_id from option) as asked left join same_person on same_person.client_id = asked.client_id
  ),
  member as materialized (
    select person.client_id, coalesce(same_person.client_id, person.client_id) as record_id
    from person left join same_person on same_person.person_id = person.person_id
  )`;

/**
 * Of the wishes in force, of the person and of the person's addresses, the one that stays longest for each channel and
 * for advertising or not: only when it ends could a refusal change.
 */
export function wishes(planning: PlanningDay): RawBuilder<unknown> {
  const at = moment(planning.at);
  const inForce = (wish: string) => sql`${sql.ref(`${wish}.since`)} <= ${at}
    and (${sql.ref(`${wish}.until`)} is null or ${sql.ref(`${wish}.until`)} >= ${day(planning.on)})
    and (${sql.ref(`${wish}.ended_at`)} is null or ${sql.ref(`${wish}.ended_at`)} > ${at})`;
  return sql`wish as (
    select own.client_id, own.scope, own.channel, own.since, own.until, 'client' as held_by
    from do_not_disturb as own
    where own.client_id in (select client_id from person) and ${inForce("own")}
    union all
    select point.client_id, silenced.scope, silenced.channel, silenced.since, silenced.until, 'address'
    from silenced_address as silenced join point on point.kind = silenced.kind and point.value = silenced.value
    where ${inForce("silenced")}
  ),
  wishes as materialized (
    select distinct on (wish.client_id, way.channel, way.advertises) wish.client_id, way.channel, way.advertises,
      wish.scope, wish.since, wish.until, wish.held_by
    from wish join (
      select channel, advertises from unnest(array[${sql.join(channels.map((channel) => sql.lit(channel)))}]) as channel,
        (values (true), (false)) as purpose (advertises)
    ) as way on wish.scope = 'everything' or (wish.scope = 'advertising' and way.advertises)
      or (wish.scope = 'channel' and wish.channel = way.channel)
    order by wish.client_id, way.channel, way.advertises, (wish.until is null) desc, wish.until desc,
      wish.scope = 'everything' desc, wish.held_by desc, wish.since
  )`;
}

/** Demands to use a client's data no longer, since when. */
export function stops(): RawBuilder<unknown> {
  return sql`stops as materialized (
    select client_id, min(received_on) as stopped_since from client_demand
    where client_id in (select client_id from person) and taken_back_at is null
    group by client_id
  )`;
}

/** The newest word on each purpose and channel that stands when the day is judged. */
export function consents(planning: PlanningDay): RawBuilder<unknown> {
  return sql`consents as materialized (
    select distinct on (asked.client_id, asked.channel, consent.purpose)
      asked.client_id, asked.channel, consent.purpose, consent.given, consent.at, consent.how
    from (select distinct client_id, channel from option) as asked
    join consent on consent.client_id = asked.client_id and consent.channel in (asked.channel, 'any')
    where consent.at <= ${moment(planning.at)}
    order by asked.client_id, asked.channel, consent.purpose, consent.at desc, consent.id desc
  )`;
}

/** The best usable contact point of each kind, and what is wrong with the others. */
export function contactPoints(): RawBuilder<unknown> {
  return sql`point as materialized (
    select client_id, id, kind, value, state, since from contact_point
    where client_id in (select client_id from person)
  ),
  unusable as (
    select client_id, kind, array_agg(distinct state) as states from point
    where state not in ('unverified', 'verified') group by client_id, kind
  ),
  contact_points as materialized (
    select distinct on (client_id, kind) client_id, kind,
      case when state in ('unverified', 'verified') then id end as id, unusable.states as unusable
    from point left join unusable using (client_id, kind)
    order by client_id, kind, state in ('unverified', 'verified') desc, state = 'verified' desc, since desc, id
  )`;
}

/**
 * Proactive touches of the person in the last 30 days, over all channels, and the day from which a cap that is full has
 * room again; and when we spoke last. What was said in a call besides its own reason is no touch more.
 */
export function history(planning: PlanningDay): RawBuilder<unknown> {
  const { advertisingDays, proactiveIn30Days, callsIn30Days, recentlySpokeDays } = planning.settings;
  const on = day(planning.on);
  const recent = sql`purpose <> 'service' and on_day > ${on} - 30`;
  const spoke = sql`channel = 'call' and state = 'done' and on_day > ${on} - ${sql.lit(recentlySpokeDays)}`;
  return sql`history as materialized (
    select member.client_id, count(*) filter (where ${recent})::smallint as proactive_count,
      count(*) filter (where channel = 'call' and ${recent})::smallint as calls_count,
      max(on_day) filter (where purpose = 'advertising') as last_advertising,
      max(on_day) filter (where purpose = 'advertising' and on_day > ${on} - ${sql.lit(advertisingDays)})
        + ${sql.lit(advertisingDays)} as advertising_free_on,
      (array_agg(on_day order by on_day desc) filter (where ${recent}))[${sql.lit(proactiveIn30Days)}] + 30 as proactive_free_on,
      (array_agg(on_day order by on_day desc) filter (where channel = 'call' and ${recent}))[${sql.lit(callsIn30Days)}] + 30
        as calls_free_on,
      max(on_day) filter (where ${spoke}) as spoke_on,
      max(on_day) filter (where ${spoke}) + ${sql.lit(recentlySpokeDays)} as spoke_free_on
    from member join ${planning.touches} as touch on touch.client_id = member.record_id
    where on_day < ${on} and on_day > ${on} - ${sql.lit(Math.max(30, advertisingDays, recentlySpokeDays))}
      and (state in ${constants(madeStates)} or (state = 'planned' and on_day >= ${day(planning.today)}))
      and taken_along_by is null
    group by member.client_id
  )`;
}
