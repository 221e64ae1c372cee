/** Webhooks and the secrets their messages are signed with. */
import { list, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { EventType, Webhook } from "../contract.ts";

export interface WebhookRow {
  id: string;
  url: string;
  words: string;
  types: EventType[];
  personal: boolean;
  state: Webhook["state"];
  disabledBecause: Webhook["disabledBecause"];
  createdAt: Temporal.Instant;
  sweptTo: Temporal.Instant;
  failingSince: Temporal.Instant | null;
  restUntil: Temporal.Instant | null;
  acceptedAt: Temporal.Instant | null;
}

const fields = sql`id, url, words, types, personal, state, disabled_because as "disabledBecause",
  created_at as "createdAt", swept_to as "sweptTo", failing_since as "failingSince", rest_until as "restUntil",
  accepted_at as "acceptedAt"`;

export async function loadWebhooks(db: Connection): Promise<WebhookRow[]> {
  const { rows } = await sql<WebhookRow>`select ${fields} from webhook order by id`.execute(db);
  return rows;
}

export async function findWebhook(db: Connection, id: string): Promise<WebhookRow | undefined> {
  const { rows } = await sql<WebhookRow>`
    select ${fields} from webhook where id = ${id}::text::uuid`.execute(db);
  return rows[0];
}

/** From now on: what happened before is nobody's news. */
export async function insertWebhook(trx: OpenTransaction, webhook: WebhookRow): Promise<void> {
  await sql`
    insert into webhook (id, url, words, types, personal, created_at, swept_to)
    values (${webhook.id}::text::uuid, ${webhook.url}, ${webhook.words}, ${list(webhook.types, "text")},
      ${webhook.personal}, ${webhook.createdAt.toString()}::text::timestamptz,
      ${webhook.sweptTo.toString()}::text::timestamptz)`.execute(trx);
}

export async function updateWebhook(
  db: Connection,
  { id, url, words, types, personal, state, disabledBecause }: WebhookRow,
): Promise<void> {
  await sql`
    update webhook set url = ${url}, words = ${words}, types = ${list(types, "text")}, personal = ${personal},
      state = ${state}, disabled_because = ${disabledBecause},
      failing_since = case when ${state} = state then failing_since end,
      rest_until = case when ${state} = state then rest_until end
    where id = ${id}::text::uuid`.execute(db);
}

export async function deleteWebhook(trx: OpenTransaction, id: string): Promise<void> {
  await sql`delete from webhook_message where webhook_id = ${id}::text::uuid`.execute(trx);
  await sql`delete from webhook where id = ${id}::text::uuid`.execute(trx);
}

export interface SecretRow {
  webhook: string;
  id: string;
  secret: string;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant | null;
}

/** Those that are good at the moment, the newest first. */
export async function loadSecrets(db: Connection, at: Temporal.Instant): Promise<SecretRow[]> {
  const { rows } = await sql<SecretRow>`
    select webhook_id as webhook, id, secret, created_at as "createdAt", expires_at as "expiresAt" from webhook_secret
    where expires_at is null or expires_at > ${at.toString()}::text::timestamptz
    order by created_at desc, id desc`.execute(db);
  return rows;
}

export async function insertSecret(
  trx: OpenTransaction,
  { webhook, id, secret, createdAt }: Omit<SecretRow, "expiresAt">,
): Promise<void> {
  await sql`
    insert into webhook_secret (webhook_id, id, secret, created_at)
    values (${webhook}::text::uuid, ${id}::text::uuid, ${secret}, ${createdAt.toString()}::text::timestamptz)`.execute(
    trx,
  );
}

/** Those there are; what expires sooner stays as it is. */
export async function expireSecrets(
  trx: OpenTransaction,
  webhook: string,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    update webhook_secret set expires_at = least(expires_at, ${at.toString()}::text::timestamptz)
    where webhook_id = ${webhook}::text::uuid`.execute(trx);
}

export async function disable(
  db: Connection,
  id: string,
  because: Exclude<Webhook["disabledBecause"], null>,
): Promise<void> {
  await sql`
    update webhook set state = 'disabled', disabled_because = ${because}
    where id = ${id}::text::uuid and state = 'enabled'`.execute(db);
}

export async function markFailing(
  db: Connection,
  id: string,
  { since, restUntil }: { since: Temporal.Instant; restUntil: Temporal.Instant },
): Promise<void> {
  await sql`
    update webhook set failing_since = ${since.toString()}::text::timestamptz,
      rest_until = ${restUntil.toString()}::text::timestamptz
    where id = ${id}::text::uuid`.execute(db);
}

/** `restUntil`: it accepted some, and asked for a rest all the same. */
export async function markAccepting(
  db: Connection,
  id: string,
  { at, restUntil }: { at: Temporal.Instant; restUntil: Temporal.Instant | null },
): Promise<void> {
  const moment = sql`${at.toString()}::text::timestamptz`;
  await sql`
    update webhook set accepted_at = ${moment}, failing_since = ${restUntil ? moment : null},
      rest_until = ${restUntil?.toString() ?? null}::text::timestamptz
    where id = ${id}::text::uuid`.execute(db);
}
