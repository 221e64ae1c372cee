/** What was booked lately for clients whose plan could move by it. Nothing that a till does waits for this. */
import { ownerOf } from "../../clients/store/merged.ts";
import { constants, sql, type Connection } from "../../database/sql.ts";
import { day } from "../occasion.ts";
import { openStates } from "../touch-states.ts";

export interface News {
  id: string;
  client: string;
  /** Something is planned for the client, or waits for an operator. */
  isPlanned: boolean;
}

/**
 * Presentations, dealings and postings made since a moment, `limit` of them at most. Plan: the BRIN indexes presentation_made,
 * dealing_made and posting_booked leave the newest pages.
 */
export async function newsSince(
  db: Connection,
  { since, today, limit }: { since: Temporal.Instant; today: Temporal.PlainDate; limit: number },
): Promise<News[]> {
  const from = sql`least(${since.toString()}::text::timestamptz, clock_timestamp() - interval '5 seconds')`;
  const { rows } = await sql<News>`
    with moment as materialized (select ${from} as at),
    news as materialized (
      select id, client_id from presentation where id >= (select first_id(at) from moment)
      union all select id, client_id from dealing where id >= (select first_id(at) from moment)
      union all select id, client_id from posting where booked_at >= (select at from moment)
      limit ${limit}::int
    )
    select news.id, owner.client, exists (
      select from touch where touch.client_id = owner.client and touch.on_day >= ${day(today)}
        and touch.state in ${constants([...openStates, "queued", "claimed"])}
    ) as "isPlanned"
    from news cross join lateral (select ${ownerOf("news.client_id")} as client) as owner`.execute(db);
  return rows;
}
