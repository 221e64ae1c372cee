/**
 * Makes messages of what happened, by reading what the program keeps anyway: nothing that happens waits for it. An id
 * tells when it was made, so what is new is a range of ids (the BRIN indexes …_made, or a primary key).
 */
import type { RawBuilder } from "kysely";
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { EventType } from "../contract.ts";

/** The changes of one request are written within that. */
const longestChangeSeconds = 30;

/** Clocks of several machines differ, and an id is made a moment before its transaction begins. */
const marginSeconds = 120;

/**
 * Until when nothing new can come into sight any more: a transaction that is still open may commit what it wrote since
 * it began.
 */
export async function settledUntil(db: Connection, now: Temporal.Instant): Promise<Temporal.Instant> {
  const { rows } = await sql<{ until: Temporal.Instant }>`
    select least(${now.toString()}::text::timestamptz, clock_timestamp(),
      (select min(xact_start) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()))
      - make_interval(secs => ${marginSeconds}::int) as until`.execute(db);
  return rows[0]?.until ?? now;
}

/** Ids for the outside: what a card or a purchase is called in the API, and names of fields. */
const sources: Record<EventType, (since: RawBuilder<unknown>) => RawBuilder<unknown>> = {
  "client.created": (since) => sql`
    select id as client_id, id, id_moment(id) as happened_at, '{}'::jsonb as facts
    from client where id >= first_id(${since})`,
  // One request that changes several fields is one event, called by its first change, whoever that moves to in a merge.
  "client.changed": (since) => sql`
    select client_id, min(id::text)::uuid as id, at as happened_at,
      jsonb_build_object('fields', jsonb_agg(distinct field)) as facts
    from client_change
    where id >= first_id(${since} - interval '${sql.raw(String(longestChangeSeconds))} seconds')
      and field not in ('consent', 'merge') and not (field = 'wish' and before is null)
    group by client_id, at having not bool_or(field = 'client') and min(id::text)::uuid >= first_id(${since})`,
  "client.merged": (since) => merge(since, sql`after is not null`),
  "client.unmerged": (since) => merge(since, sql`after is null`),
  "client.erased": (since) => sql`
    select client_id, demand_id as id, erased_at as happened_at, jsonb_build_object('act', number) as facts
    from erasure_act where erased_at >= ${since}`,
  "consent.recorded": (since) => sql`
    select client_id, id, id_moment(id) as happened_at,
      jsonb_build_object('consent', id, 'purpose', purpose, 'channel', channel, 'given', given) as facts
    from consent where id >= first_id(${since})`,
  "wish.recorded": (since) => sql`
    select client_id, id, id_moment(id) as happened_at,
      jsonb_build_object('wish', id, 'scope', scope, 'channel', channel, 'until', until) as facts
    from do_not_disturb where id >= first_id(${since}) and not inherited`,
  "card.sold": (since) => sql`
    select client_id, id, id_moment(id) as happened_at,
      jsonb_build_object('card', number, 'office', sold_at_office_id) as facts
    from card where id >= first_id(${since})`,
  "card.presented": (since) => sql`
    select client_id, id, id_moment(id) as happened_at, jsonb_build_object('presentation', id, 'on', presented_on,
      'card', (select number from card where card.client_id = presentation.client_id and card.id = card_id),
      'office', office_id) as facts
    from presentation where id >= first_id(${since})`,
  "purchase.booked": (since) => sql`
    select client_id, id, id_moment(id) as happened_at, jsonb_build_object('purchase', id, 'on', happened_on,
      'card', (select number from card where card.client_id = dealing.client_id and card.id = card_id),
      'office', office_id) as facts
    from dealing where id >= first_id(${since}) and kind = 'purchase'`,
  "purchase.refunded": (since) => sql`
    select client_id, id, id_moment(id) as happened_at,
      jsonb_build_object('refund', id, 'purchase', dealing_id, 'on', refunded_on) as facts
    from refund where id >= first_id(${since})`,
  "bonus.burned": (since) => sql`
    select client_id, id, booked_at as happened_at, jsonb_build_object('posting', id, 'on', happened_on,
      'card', (select number from card where card.client_id = posting.client_id and card.id = card_id)) as facts
    from posting where booked_at >= ${since} and kind = 'burned'`,
};

const merge = (since: RawBuilder<unknown>, which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select client_id, id, at as happened_at, jsonb_strip_nulls(jsonb_build_object('merge', subject_id,
    'other', coalesce(after, before) ->> 'client', 'into', coalesce(after, before) ->> 'into')) as facts
  from client_change where id >= first_id(${since}) and field = 'merge' and ${which}`;

/** Where in the order of events somebody has come to. */
export interface EventPlace {
  at: Temporal.Instant;
  id: string;
}

export interface Swept {
  /** How many were looked at, new or not. */
  found: number;
  made: number;
  last: EventPlace | undefined;
}

/** The next `limit` events after the place, each with a message of this webhook, made now or before. */
export async function makeMessages(
  trx: OpenTransaction,
  webhook: { id: string; types: readonly EventType[]; sweptTo: Temporal.Instant },
  { now, limit, after }: { now: Temporal.Instant; limit: number; after: EventPlace | undefined },
): Promise<Swept> {
  const since = sql`${(after?.at ?? webhook.sweptTo).toString()}::text::timestamptz`;
  const beyond = after ? sql`where (happened_at, id) > (${since}, ${after.id}::text::uuid)` : sql``;
  const branches = webhook.types.map(
    (type) => sql`(
      select client_id, id, ${type}::text as type, happened_at, facts from (${sources[type](since)}) as source
      ${beyond} order by happened_at, id limit ${limit}::int)`,
  );
  const { rows } = await sql<{ found: number; made: number; at: Temporal.Instant; id: string }>`
    with event as materialized (
      select * from (${sql.join(branches, sql` union all `)}) as each order by happened_at, id limit ${limit}::int
    ), made as (
      insert into webhook_message (client_id, id, webhook_id, type, happened_at, facts, next_attempt_at)
      select client_id, id, ${webhook.id}::text::uuid, type, happened_at, facts, ${now.toString()}::text::timestamptz
      from event on conflict do nothing returning 1
    )
    select (select count(*)::int from event) as found, (select count(*)::int from made) as made, happened_at as at, id
    from event order by happened_at desc, id desc limit 1`.execute(trx);
  const [row] = rows;
  return row
    ? { found: row.found, made: row.made, last: { at: row.at, id: row.id } }
    : { found: 0, made: 0, last: undefined };
}

export async function sweptTo(trx: OpenTransaction, webhook: string, until: Temporal.Instant): Promise<void> {
  await sql`
    update webhook set swept_to = greatest(swept_to, ${until.toString()}::text::timestamptz)
    where id = ${webhook}::text::uuid`.execute(trx);
}

/** One sweep of a webhook at a time, of whichever process. False: somebody is at it. */
export async function isAlone(trx: OpenTransaction, webhook: string): Promise<boolean> {
  const { rows } = await sql<{ alone: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`webhook:${webhook}`}, 0)) as alone`.execute(trx);
  return rows[0]?.alone ?? false;
}

/** What was settled before then is forgotten. */
export async function deleteSettled(db: Connection, before: Temporal.Instant): Promise<number> {
  const { rows } = await sql`
    delete from webhook_message where state <> 'waiting' and settled_at < ${before.toString()}::text::timestamptz
    returning 1`.execute(db);
  return rows.length;
}
