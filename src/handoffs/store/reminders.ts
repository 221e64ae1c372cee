/** Reminders are events from inside; what became of one is its touch. */
import { sql, type Connection } from "../../database/sql.ts";
import { reminderEvent } from "../../planning/occasions/named-event.ts";

export interface ReminderRow {
  id: string;
  client: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  on: Temporal.PlainDate;
  words: string;
  touch: string | null;
  state: string | null;
  rule: string | null;
}

const shownAtMost = 100;

/** Served by client_event_name and touch_client_day. */
export async function loadReminders(
  db: Connection,
  { staffMember, today }: { staffMember: string; today: Temporal.PlainDate },
): Promise<ReminderRow[]> {
  const day = sql`${today.toString()}::text::date`;
  const { rows } = await sql<ReminderRow>`
    select event.id, event.client_id as client, client.family_name as "familyName", client.given_name as "givenName",
      client.patronymic, event.happened_on as "on", coalesce(event.facts ->> 'words', '') as words,
      touch.id as touch, touch.state, touch.decided_by as rule
    from client_event as event join client on client.id = event.client_id
    left join lateral (
      select id, state, decided_by from touch
      where touch.client_id = event.client_id and touch.occasion_key = 'event:' || event.id and touch.on_day <= ${day}
      order by on_day desc limit 1
    ) as touch on true
    where event.name = ${reminderEvent} and event.happened_on >= ${day} - 7
      and event.facts ->> 'staffMember' = ${staffMember}::text
      and coalesce(touch.state, '') not in ('done', 'withdrawn')
    order by event.happened_on, event.id limit ${shownAtMost}`.execute(db);
  return rows;
}
