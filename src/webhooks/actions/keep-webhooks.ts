/** Webhooks made, changed, given new secrets, tested and dropped. A secret is told once. */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import {
  mostCounted,
  type MadeWebhook,
  type NewSecret,
  type NewWebhook,
  type Tested,
  type Webhook,
  type WebhookPatch,
} from "../contract.ts";
import { post, readAddress } from "../post.ts";
import { newSecret, signedHeaders } from "../signature.ts";
import { countUnsettled, type Unsettled } from "../store/messages.ts";
import {
  deleteWebhook,
  expireSecrets,
  findWebhook,
  insertSecret,
  insertWebhook,
  loadSecrets,
  loadWebhooks,
  updateWebhook,
  type SecretRow,
  type WebhookRow,
} from "../store/webhooks.ts";

export interface WebhookDesk {
  db: Connection;
  clock: Clock;
  /** Whether messages may go to this machine and to private networks. */
  allowPrivate: boolean;
}

const usualExpiryHours = 24;

/** Throws `bad_input`. What happened before is not told. */
export async function makeWebhook(desk: WebhookDesk, wanted: NewWebhook): Promise<MadeWebhook> {
  const { db, clock } = desk;
  const now = clock.now();
  const webhook: WebhookRow = {
    id: newId(),
    url: readAddress(wanted.url, desk),
    words: wanted.words?.trim() ?? "",
    types: [...new Set(wanted.types)],
    personal: wanted.personal ?? false,
    state: "enabled",
    disabledBecause: null,
    createdAt: now,
    sweptTo: now,
    failingSince: null,
    restUntil: null,
    acceptedAt: null,
  };
  const secret = { webhook: webhook.id, id: newId(), secret: newSecret(), createdAt: now };
  await db.transaction().execute(async (trx) => {
    await insertWebhook(trx, webhook);
    await insertSecret(trx, secret);
  });
  return { webhook: await readWebhook(desk, webhook.id), secret: secret.secret };
}

export async function readWebhooks({ db, clock }: WebhookDesk): Promise<Webhook[]> {
  const [rows, secrets, unsettled] = await Promise.all([
    loadWebhooks(db),
    loadSecrets(db, clock.now()),
    countUnsettled(db, mostCounted),
  ]);
  return rows.map((row) =>
    shown(
      row,
      secrets.filter(({ webhook }) => webhook === row.id),
      unsettled.find(({ webhook }) => webhook === row.id),
    ),
  );
}

/** Throws `not_found`. */
export async function readWebhook(desk: WebhookDesk, id: string): Promise<Webhook> {
  const webhook = (await readWebhooks(desk)).find((one) => one.id === id.toLowerCase());
  if (!webhook) throw noSuchWebhook();
  return webhook;
}

/** Throws `bad_input`, `not_found`. */
export async function changeWebhook(desk: WebhookDesk, id: string, patch: WebhookPatch): Promise<Webhook> {
  const row = await mustFind(desk.db, id);
  const state = patch.state ?? row.state;
  await updateWebhook(desk.db, {
    ...row,
    url: patch.url === undefined ? row.url : readAddress(patch.url, desk),
    words: patch.words?.trim() ?? row.words,
    types: patch.types ? [...new Set(patch.types)] : row.types,
    personal: patch.personal ?? row.personal,
    state,
    disabledBecause: state === "enabled" ? null : (row.disabledBecause ?? "by_hand"),
  });
  return readWebhook(desk, id);
}

/** Throws `not_found`. */
export async function addSecret(
  desk: WebhookDesk,
  id: string,
  { oldExpireInHours = usualExpiryHours }: NewSecret,
): Promise<MadeWebhook> {
  const { db, clock } = desk;
  const { id: webhook } = await mustFind(db, id);
  const now = clock.now();
  const secret = newSecret();
  await db.transaction().execute(async (trx) => {
    await expireSecrets(trx, webhook, now.add({ hours: oldExpireInHours }));
    await insertSecret(trx, { webhook, id: newId(), secret, createdAt: now });
  });
  return { webhook: await readWebhook(desk, id), secret };
}

/** Throws `not_found`. */
export async function dropWebhook({ db }: WebhookDesk, id: string): Promise<void> {
  const { id: webhook } = await mustFind(db, id);
  await db.transaction().execute((trx) => deleteWebhook(trx, webhook));
}

/** A message of its own kind, sent at once and kept by nobody. Throws `not_found`. */
export async function testWebhook(desk: WebhookDesk, id: string): Promise<Tested> {
  const { db, clock, allowPrivate } = desk;
  const webhook = await mustFind(db, id);
  const at = clock.now();
  const secrets = (await loadSecrets(db, at)).filter((one) => one.webhook === webhook.id);
  const body = JSON.stringify({ type: "webhook.test", timestamp: at.toString(), data: {} });
  const headers = signedHeaders(
    { id: newId(), at, body },
    secrets.map(({ secret }) => secret),
  );
  const { status, trouble } = await post(webhook.url, { headers, body }, { allowPrivate });
  return { accepted: status !== null && status >= 200 && status < 300, status, trouble };
}

/** What no id of ours can look like is not asked the database for. */
export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Throws `not_found`. */
export async function mustFind(db: Connection, id: string): Promise<WebhookRow> {
  const row = uuid.test(id) ? await findWebhook(db, id) : undefined;
  if (!row) throw noSuchWebhook();
  return row;
}

const noSuchWebhook = () =>
  new DomainError("not_found", "There is no such webhook.", { place: { field: "id" } });

const shown = (
  row: WebhookRow,
  secrets: readonly SecretRow[],
  unsettled: Unsettled | undefined,
): Webhook => ({
  id: row.id,
  url: row.url,
  words: row.words,
  types: row.types,
  personal: row.personal,
  state: row.state,
  disabledBecause: row.disabledBecause,
  createdAt: row.createdAt.toString(),
  failingSince: row.failingSince?.toString() ?? null,
  restUntil: row.restUntil?.toString() ?? null,
  acceptedAt: row.acceptedAt?.toString() ?? null,
  waiting: unsettled?.waiting ?? 0,
  givenUp: unsettled?.givenUp ?? 0,
  secrets: secrets.map(({ id, createdAt, expiresAt }) => ({
    id,
    createdAt: createdAt.toString(),
    expiresAt: expiresAt?.toString() ?? null,
  })),
});
