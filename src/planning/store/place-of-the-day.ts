/**
 * The day has one place for each person, whatever the number of their records: the touch with the highest priority has
 * it, or one that is under way. The others wait, or are said in the call that has the place.
 */
import type { RawBuilder } from "kysely";
import { constants, sql } from "../../database/sql.ts";
import { day, onlyClients, type OccasionRange } from "../occasion.ts";
import { dayRules } from "../rulebook.ts";
import { lockedStates } from "../touch-states.ts";
import { saysOf, severityOf } from "./kept-facts.ts";
import type { PlanningDay } from "./planning-day.ts";

const daySays = saysOf(dayRules);
const severity = severityOf(sql`o.day_says`);

const mayHappen = sql`(o.severity = 0 and o.purpose <> 'service' and o.in_control is null)`;
/** Competes for the day's one place of the person. */
const contested = sql`(${mayHappen} and o.call_back_at is null)`;
/**
 * Said in the call that has the day's place: never an offer with a greeting, and an offer only where its own channel,
 * which etiquette let pass, is a call.
 */
const saidInTheCall = sql`place.client_id = o.client_id and place.call_id is not null
  and (o.purpose <> 'advertising' or (o.channel = 'call' and place.purpose <> 'greeting'))`;

/** Of several promised calls the one that is promised for the earlier moment, of those the more important one. */
const promiseOrder = ["call_back_at", "rank", "occasion_key", "chain", "step", "client_id"] as const;
const ofPromise = (table: string): RawBuilder<unknown> =>
  sql.join(promiseOrder.map((column) => sql.ref(`${table}.${column}`)));

/** What has the place already. */
export function taken(planning: PlanningDay, rank: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`taken as materialized (
      select distinct on (o.person_id) o.* from (
        select person.person_id, o.client_id, o.reason_key, o.chain, o.step, o.occasion_key, o.purpose, o.call_back_at,
          case when o.call_back_at is not null then ${rank} end as rank, o.moved_at, o.id,
          case when o.channel = 'call' and o.state in ('claimed', 'queued') then o.id end as call_id
        from ${planning.touches} as o left join same_person using (client_id)
        cross join lateral (select coalesce(same_person.person_id, o.client_id) as person_id) as person
        where on_day = ${day(planning.on)} and state in ${constants(lockedStates)} and purpose <> 'service' and taken_along_by is null
          ${onlyClients("o.client_id", { clients: planning.clients } as OccasionRange)}
      ) as o
      order by o.person_id, o.call_back_at, o.rank, case when o.call_back_at is null then o.moved_at end, ${ofPromise("o")}, o.id
    )`;
}

/** Of the touch that has the day's place: one that is under way, or the first of those that are judged. */
const placed = (ofTaken: RawBuilder<unknown>, ofFirst: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when whose.is_taken then ${ofTaken} else ${ofFirst} end`;
const itsOwn = (column: string): RawBuilder<unknown> =>
  sql`${placed(sql.ref(`taken.${column}`), sql.ref(`first.${column}`))} as ${sql.ref(column)}`;

/** From `chosen` to `told`: what the rules of the day say, the first of a person by `rank`. */
export function placeOfTheDay(rank: RawBuilder<unknown>): RawBuilder<unknown> {
  const isOther = sql`(place.client_id, place.reason_key) <> (o.client_id, o.reason_key)`;
  return sql`first as (
      select distinct on (o.person_id) o.person_id, o.client_id, o.reason_key, o.chain, o.step, o.occasion_key, o.channel, o.purpose,
        o.call_back_at, ${rank} as rank
      from chosen as o where ${mayHappen} and not o.is_spare
      -- A promised call that is judged anew has the place as long as it stands.
      order by o.person_id, o.call_back_at, ${rank}, case when o.call_back_at is null then o.worth end desc, o.window_ends,
        o.occasion_key, o.chain, o.step, o.client_id
    ),
    contested as (
      select o.*, case when ${contested} and ${isOther} then place.what end as instead_of_it,
        case when ${contested} and place.client_id <> o.client_id then true end as instead_of_other,
        case when ${contested} and ${isOther} and ${saidInTheCall} then place.call_id end as taken_along_by
      from chosen as o left join first on first.person_id = o.person_id left join taken on taken.person_id = o.person_id
      cross join lateral (
        select taken.person_id is not null
          and (first.call_back_at is null or coalesce((${ofPromise("taken")}) < (${ofPromise("first")}), false)) as is_taken offset 0
      ) as whose
      cross join lateral (
        select ${sql.join(["client_id", "reason_key", "purpose"].map(itsOwn))},
          ${placed(sql`taken.chain || '/' || taken.step`, sql`first.chain || '/' || first.step`)} as what,
          ${placed(
            sql`taken.call_id`,
            sql`case when first.channel = 'call' then touch_id(first.client_id, first.chain, first.step, first.occasion_key, o.on_day) end`,
          )} as call_id
      ) as place offset 0
    ),
    told as (
      select o.*, ${severity} as day_severity
      from (select o.*, o.channel_says + ${daySays} as day_says from contested as o offset 0) as o offset 0
    )`;
}
