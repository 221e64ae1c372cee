/** Messages of webhooks: claimed before they are sent, settled after. */
import { anyOf, sql, type Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import type { EventType, Messages } from "../contract.ts";

export interface MessageKey {
  client: string;
  id: string;
  webhook: string;
}

export interface ClaimedMessage extends MessageKey {
  type: EventType;
  happenedAt: Temporal.Instant;
  facts: Record<string, unknown>;
  /** With this one. */
  attempts: number;
}

export interface Claim {
  owner: string;
  now: Temporal.Instant;
  leaseUntil: Temporal.Instant;
  limit: number;
}

/**
 * The next messages that may be sent, each the earliest that its client waits for: a client's messages follow each other.
 * Plan: webhook_message_waiting in its order; earlier ones of the client lie under the primary key.
 */
export async function claimMessages(
  db: Connection,
  webhook: string,
  { owner, now, leaseUntil, limit }: Claim,
): Promise<ClaimedMessage[]> {
  const at = sql`${now.toString()}::text::timestamptz`;
  const { rows } = await sql<ClaimedMessage>`
    with next as (
      select client_id, id from webhook_message as message
      where webhook_id = ${webhook}::text::uuid and state = 'waiting' and next_attempt_at <= ${at}
        and (lease_until is null or lease_until <= ${at})
        and not exists (
          select from webhook_message as earlier
          where earlier.client_id = message.client_id and earlier.webhook_id = message.webhook_id
            and earlier.state = 'waiting' and (earlier.happened_at, earlier.id) < (message.happened_at, message.id))
      order by happened_at, id limit ${limit}::int for update skip locked
    )
    update webhook_message as message
    set claimed_by = ${owner}, lease_until = ${leaseUntil.toString()}::text::timestamptz, attempts = attempts + 1
    from next
    where message.client_id = next.client_id and message.id = next.id and message.webhook_id = ${webhook}::text::uuid
    returning message.client_id as client, message.id, message.webhook_id as webhook, message.type,
      message.happened_at as "happenedAt", message.facts, message.attempts`.execute(db);
  return rows;
}

export interface Settlement {
  state: "waiting" | "delivered" | "given_up";
  nextAttemptAt: Temporal.Instant;
  status: number | null;
  trouble: string | null;
  at: Temporal.Instant;
}

/** Not where the lease ran out and somebody else has it by now. */
export async function settleMessage(
  db: Connection,
  { client, id, webhook }: MessageKey,
  owner: string,
  { state, nextAttemptAt, status, trouble, at }: Settlement,
): Promise<void> {
  await sql`
    update webhook_message set state = ${state}, next_attempt_at = ${nextAttemptAt.toString()}::text::timestamptz,
      status = ${status}, trouble = ${trouble}, claimed_by = null, lease_until = null,
      settled_at = case when ${state} <> 'waiting' then ${at.toString()}::text::timestamptz end
    where client_id = ${client}::text::uuid and id = ${id}::text::uuid and webhook_id = ${webhook}::text::uuid
      and claimed_by = ${owner} and state = 'waiting'`.execute(db);
}

/**
 * Those given up wait again, with all their attempts before them; says how many. `ids` undefined: all of the webhook's.
 * Plan: webhook_message_given_up.
 */
export async function waitAgain(
  db: Connection,
  webhook: string,
  { ids, now }: { ids: readonly string[] | undefined; now: Temporal.Instant },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with again as (
      update webhook_message set state = 'waiting', attempts = 0, settled_at = null,
        next_attempt_at = ${now.toString()}::text::timestamptz
      where webhook_id = ${webhook}::text::uuid and state = 'given_up'
        ${ids === undefined ? sql`` : sql`and id = ${anyOf(ids, "uuid")}`}
      returning 1)
    select count(*)::int as count from again`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface Unsettled {
  webhook: string;
  waiting: number;
  givenUp: number;
}

/** Of every webhook, `most` of a kind at the utmost. Plan: webhook_message_waiting, webhook_message_given_up. */
export async function countUnsettled(db: Connection, most: number): Promise<Unsettled[]> {
  const counted = (state: Listed["state"]) => sql`
    (select count(*)::int from (
      select from webhook_message where webhook_id = webhook.id and state = ${sql.lit(state)} limit ${most}::int) as found)`;
  const { rows } = await sql<Unsettled>`
    select id as webhook, ${counted("waiting")} as waiting, ${counted("given_up")} as "givenUp"
    from webhook`.execute(db);
  return rows;
}

/** Those of the ids that the webhook has messages under. */
export async function knownMessages(
  db: Connection,
  webhook: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from webhook_message where webhook_id = ${webhook}::text::uuid and id = ${anyOf(ids, "uuid")}`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

const limit = 50;
type Listed = Messages["messages"][number];
export type MessageRow = Omit<Listed, "happenedAt" | "nextAttemptAt" | "settledAt"> & {
  happenedAt: Temporal.Instant;
  nextAttemptAt: Temporal.Instant;
  settledAt: Temporal.Instant | null;
};

/** The newest first. Plan: webhook_message_listed, or the index of the state where it has one. */
export async function listMessages(
  db: Connection,
  webhook: string,
  asked: { state: Listed["state"] | undefined; cursor: string | undefined },
): Promise<{ page: MessageRow[]; next: string | null }> {
  const after = fromCursor(asked.cursor, [keyPart.moment, keyPart.id]);
  const { rows } = await sql<MessageRow>`
    select client_id as client, id, type, happened_at as "happenedAt", state, attempts,
      next_attempt_at as "nextAttemptAt", status, trouble, settled_at as "settledAt"
    from webhook_message where webhook_id = ${webhook}::text::uuid
      ${asked.state === undefined ? sql`` : sql`and state = ${sql.lit(asked.state)}`}
      ${after ? sql`and (happened_at, id) < (${after[0]}::text::timestamptz, ${after[1]}::text::uuid)` : sql``}
    order by happened_at desc, id desc limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, (row) => [row.happenedAt.toString(), row.id]);
}

/** What another system calls them, and where a webhook may know it, who they are. */
export interface Person {
  id: string;
  externalId: string | null;
  familyName: string;
  givenName: string;
  patronymic: string;
  contacts: { kind: string; value: string }[];
}

export async function loadPeople(db: Connection, clients: readonly string[]): Promise<Map<string, Person>> {
  const { rows } = await sql<Person>`
    select id, external_id as "externalId", family_name as "familyName", given_name as "givenName", patronymic,
      coalesce((
        select jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by since, id) from contact_point
        where client_id = client.id and kind in ('phone', 'email') and state <> 'wrong'), '[]') as contacts
    from client where id = ${anyOf(clients, "uuid")}`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
