/** Events from outside. An event is found again by its sender's key within its client. */
import { columns, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { EventContent } from "../event.ts";

export interface EventRow extends EventContent {
  client: string;
  id: string;
  key: string | null;
  recordedAt: Temporal.Instant;
}

export async function loadEventsByKey(
  db: Connection,
  asked: readonly { client: string; key: string }[],
): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select event.client_id as client, event.id, event.name, event.happened_on as "on", event.happened_at as "at",
      event.facts, event.source_key as key, event.recorded_at as "recordedAt"
    from (select distinct * from ${columns(asked, { client: "uuid", key: "text" })}) as asked (client_id, key)
    join client_event as event on event.client_id = asked.client_id and event.source_key = asked.key`.execute(
    db,
  );
  return rows;
}

export async function insertEvents(trx: OpenTransaction, events: readonly EventRow[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ facts, ...event }) => ({ ...event, facts: JSON.stringify(facts) }));
  const types = {
    client: "uuid",
    id: "uuid",
    name: "text",
    on: "date",
    at: "timestamptz",
    facts: "jsonb",
    key: "text",
    recordedAt: "timestamptz",
  };
  await sql`
    insert into client_event (client_id, id, name, happened_on, happened_at, facts, source_key, recorded_at)
    select * from ${columns(rows, types)}`.execute(trx);
}
