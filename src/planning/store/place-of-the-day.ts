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
const saidInTheCall = sql`first.client_id = o.client_id and first.channel = 'call'
  and (o.purpose <> 'advertising' or (o.channel = 'call' and first.purpose <> 'greeting'))`;

/** What has the place already. */
export function taken(planning: PlanningDay): RawBuilder<unknown> {
  return sql`taken as materialized (
      select distinct on (person.person_id) person.person_id, touch.client_id, touch.chain || '/' || touch.step as what,
        case when touch.channel = 'call' and touch.state in ('claimed', 'queued') then touch.id end as call_id, touch.purpose
      from ${planning.touches} as touch left join same_person using (client_id)
      cross join lateral (select coalesce(same_person.person_id, touch.client_id) as person_id) as person
      where on_day = ${day(planning.on)} and state in ${constants(lockedStates)} and purpose <> 'service' and taken_along_by is null
        ${onlyClients("touch.client_id", { clients: planning.clients } as OccasionRange)}
      order by person.person_id, moved_at, touch.id
    )`;
}

/** From `chosen` to `told`: what the rules of the day say, the first of a person by `rank`. */
export function placeOfTheDay(rank: RawBuilder<unknown>): RawBuilder<unknown> {
  const isOther = sql`(first.client_id, first.reason_key) <> (o.client_id, o.reason_key)`;
  return sql`first as (
      select distinct on (o.person_id) o.person_id, o.client_id, o.reason_key, o.chain, o.step, o.occasion_key, o.channel, o.purpose
      from chosen as o where ${mayHappen} and not o.is_spare
      -- A promised call that is judged anew has the place as long as it stands.
      order by o.person_id, o.call_back_at is null, ${rank}, o.worth desc, o.window_ends, o.occasion_key, o.chain, o.step, o.client_id
    ),
    contested as (
      select o.*, case when ${contested} and (${isOther} or taken.what is not null)
          then coalesce(taken.what, first.chain || '/' || first.step) end as instead_of_it,
        case when ${contested} and (taken.client_id <> o.client_id or (taken.what is null and first.client_id <> o.client_id))
          then true end as instead_of_other,
        case when not ${contested} then null
          when taken.client_id = o.client_id and taken.call_id is not null and not (o.purpose = 'advertising' and (o.channel <> 'call' or taken.purpose = 'greeting'))
            then taken.call_id
          when taken.what is null and ${isOther} and ${saidInTheCall}
            then touch_id(o.client_id, first.chain, first.step, first.occasion_key, o.on_day) end as taken_along_by
      from chosen as o left join first on first.person_id = o.person_id left join taken on taken.person_id = o.person_id offset 0
    ),
    told as (
      select o.*, ${severity} as day_severity
      from (select o.*, o.channel_says + ${daySays} as day_says from contested as o offset 0) as o offset 0
    )`;
}
