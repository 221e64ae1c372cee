/** A call that a client asked for: it waits for an operator from the promised hour of that day on. */
import { sql, type Connection } from "../../src/database/sql.ts";

const reasons = {
  returned: {
    of: sql`select id::text as subject from dealing`,
    chain: "after-trip",
    step: "ask",
    purpose: "care",
  },
  "bonus-burn": {
    of: sql`select id || ':' || valid_through as subject from card`,
    chain: "bonus-burn",
    step: "month-before",
    purpose: "loyalty",
  },
};

/** Returns the touch. It was promised so many hours after the beginning of 2026. */
export async function promise(
  db: Connection,
  client: string,
  promisedOn: string,
  {
    about = "returned",
    at = "12:00",
    since = 0,
  }: { about?: keyof typeof reasons; at?: string; since?: number } = {},
): Promise<string> {
  const { of, chain, step, purpose } = reasons[about];
  const on = sql`${promisedOn}::text::date`;
  const { rows } = await sql<{ id: string }>`
    insert into touch (client_id, id, on_day, chain, chain_version, step, occasion_kind, occasion_key, occasion_date, facts,
      purpose, channel, state, says, planned_at, moved_at, call_back_at)
    select ${client}, touch_id(${client}::uuid, ${chain}, ${step}, ${about} || ':' || subject, ${on}),
      ${on}, ${chain}, 1, ${step}, ${about}, ${about} || ':' || subject, ${on}, '{}', ${purpose}, 'call', 'queued',
      0, now(), timestamptz '2026-01-01Z' + make_interval(hours => ${since}::int), ${`${promisedOn}T${at}:00Z`}::text::timestamptz
    from (${of} where client_id = ${client}) as reason returning id`.execute(db);
  const [touch] = rows;
  if (!touch) throw new Error(`nothing to promise a call about: ${about}`);
  return touch.id;
}
