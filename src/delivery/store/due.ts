/** Which e-mail touches may leave now. */
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import { sql, type Connection } from "../../database/sql.ts";

export interface DueTouch {
  clientId: string;
  touchId: string;
}

/**
 * Planned letters of `on` whose window is open, most urgent first. Served by the index touch_day.
 * A touch that ever had an intent is never due again, whatever planning says.
 */
export async function dueTouches(
  db: Connection,
  { on, at, limit }: { on: Temporal.PlainDate; at: Temporal.Instant; limit: number },
): Promise<DueTouch[]> {
  const { rows } = await sql<DueTouch>`
    select client_id as "clientId", id as "touchId" from touch
    where on_day = ${on.toString()}::text::date and state = 'planned' and channel = 'email'
      and contact_point_id is not null
      and (not_before is null or not_before <= ${at.toString()}::text::timestamptz)
      and (not_after is null or not_after > ${at.toString()}::text::timestamptz)
      and not exists (select from intent where intent.client_id = touch.client_id and intent.touch_id = touch.id)
    order by not_after nulls last, client_id, id
    limit ${limit}::int`.execute(db);
  return rows;
}

/** The business's calendar day at a moment. */
export async function businessDay(db: Connection, at: Temporal.Instant): Promise<Temporal.PlainDate> {
  return dayIn((await loadSettings(db)).zone, at);
}
