/** The addresses that clients had on a day that is over, as far as their history tells. */
import type { RawBuilder } from "kysely";
import { sql } from "../../database/sql.ts";
import { day, moment } from "../occasion.ts";
import { isCandidate } from "./client-facts.ts";
import type { PlanningDay } from "./planning-day.ts";

/**
 * What was changed since is taken as it was before the first change. An address that came with the client's own record
 * counts as there before: since when the client had it, nobody has written down. Nor is kept what a server said of an
 * address that it refused later, other than that it had not refused it yet.
 */
export const placesThen = (planning: PlanningDay): RawBuilder<unknown> => sql`changed as materialized (
    select distinct on (change.client_id, change.subject_id) change.client_id, change.subject_id as id, change.before,
      change.before is null and (change.at at time zone business.zone)::date > client.created_on as is_new
    from client_change as change join client on client.id = change.client_id cross join business
    where ${isCandidate(planning, "change.client_id")} and change.field = 'contactPoint' and change.at >= ${moment(planning.at)}
    order by change.client_id, change.subject_id, change.id
  ),
  place as materialized (
    select point.client_id, point.kind, coalesce(changed.before ->> 'value', point.value) as value, point.id,
      case when changed.before is not null then changed.before ->> 'state'
        when point.state = 'bounced' and point.since > ${day(planning.on)} then 'unverified'
        else point.state end as state, point.since
    from contact_point as point left join changed on changed.client_id = point.client_id and changed.id = point.id
    where ${isCandidate(planning, "point.client_id")} and changed.is_new is not true
    union all
    select client_id, before ->> 'kind', before ->> 'value', id, before ->> 'state', ${day(planning.on)}
    from changed
    where before is not null and not exists (
      select from contact_point as point where point.client_id = changed.client_id and point.id = changed.id
    )
  )`;
