/** What was booked lately, or became of a card, for clients whose plan could move by it. Nothing that a till does waits for this. */
import { ownerOf } from "../../clients/store/merged.ts";
import { constants, sql, type Connection } from "../../database/sql.ts";
import { day } from "../occasion.ts";
import { openStates } from "../touch-states.ts";

export interface News {
  id: string;
  client: string;
  /** Something is planned for the client, or waits for an operator; or can be planned by what is new. */
  isConcerned: boolean;
}

/**
 * Presentations, dealings and postings made since a moment, and cards that were renewed, blocked, replaced or given grace;
 * `limit` of them at most. Of a grace period of many cards only those are told whose burn somebody is to be reminded of. Plan: BRIN indexes (presentation_made, posting_booked and their like) leave the newest pages.
 */
export async function newsSince(
  db: Connection,
  { since, today, limit }: { since: Temporal.Instant; today: Temporal.PlainDate; limit: number },
): Promise<News[]> {
  const from = sql`least(${since.toString()}::text::timestamptz, clock_timestamp() - interval '5 seconds')`;
  const { rows } = await sql<News>`
    with moment as materialized (select ${from} as at),
    news as materialized (
      select id, client_id, false as of_card from presentation where id >= (select first_id(at) from moment)
      union all select id, client_id, false from dealing where id >= (select first_id(at) from moment)
      union all select id, client_id, false from posting where booked_at >= (select at from moment)
      union all select id, client_id, true from card_renewal_move where id >= (select first_id(at) from moment)
      union all select id, client_id, true from card_move where id >= (select first_id(at) from moment)
      union all select id, client_id, true from card_grace where id >= (select first_id(at) from moment)
      union all
      select reminder.id, reminder.client_id, true
      from (select from grace_applied where applied_at >= (select at from moment) limit 1) as given
      cross join lateral (
        select id, client_id from touch
        where on_day >= ${day(today)} and occasion_kind = 'bonus-burn'
          and state in ${constants([...openStates, "queued", "claimed"])} offset 0
      ) as reminder
      limit ${limit}::int
    )
    select news.id, owner.client, news.of_card or exists (
      select from touch where touch.client_id = owner.client and touch.on_day >= ${day(today)}
        and touch.state in ${constants([...openStates, "queued", "claimed"])}
    ) as "isConcerned"
    from news cross join lateral (select ${ownerOf("news.client_id")} as client) as owner`.execute(db);
  return rows;
}
