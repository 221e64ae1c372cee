/**
 * Sends what waits. The intent is committed first, the outcome after: a process killed between them leaves a lease that
 * runs out, and the message goes again under the same id. So each arrives at least once, a client's in their order.
 */
import { fullName } from "../../clients/person-name.ts";
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { thisOwner } from "../../delivery/owner.ts";
import { post, type PostTerms } from "../post.ts";
import { failsTooLong, outcomeOf, restOfFailing, type Answer, type Outcome } from "../retry.ts";
import { signedHeaders } from "../signature.ts";
import {
  claimMessages,
  loadPeople,
  settleMessage,
  type ClaimedMessage,
  type Person,
} from "../store/messages.ts";
import {
  disable,
  findWebhook,
  loadSecrets,
  loadWebhooks,
  markAccepting,
  markFailing,
  type WebhookRow,
} from "../store/webhooks.ts";

export interface DeliveryContext extends PostTerms {
  db: Connection;
  clock: Clock;
  /** Aborted: the batch under way is finished, no other begun. */
  signal?: AbortSignal | undefined;
}

const batch = 20;
/** Of a run each webhook gets so long: what a slow server does not take by then waits for the next, as others would. */
const turn = Temporal.Duration.from({ seconds: 40 });
const lease = Temporal.Duration.from({ minutes: 2 });

export interface Delivered {
  delivered: number;
  failed: number;
}

export async function deliverMessages(context: DeliveryContext): Promise<Delivered> {
  const all = await Promise.all(
    (await loadWebhooks(context.db))
      .filter(({ state }) => state === "enabled")
      .map(({ id }) => deliverAll(context, id)),
  );
  return {
    delivered: all.reduce((sum, { delivered }) => sum + delivered, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
  };
}

async function deliverAll(context: DeliveryContext, id: string): Promise<Delivered> {
  const done = { delivered: 0, failed: 0 };
  const until = context.clock.now().add(turn);
  while (!context.signal?.aborted && Temporal.Instant.compare(context.clock.now(), until) < 0) {
    const webhook = await findWebhook(context.db, id);
    if (webhook?.state !== "enabled" || isResting(webhook, context.clock.now())) break;
    const outcomes = await deliverBatch(context, webhook);
    if (outcomes.length === 0) break;
    const delivered = outcomes.filter(({ kind }) => kind === "delivered").length;
    done.delivered += delivered;
    done.failed += outcomes.length - delivered;
    await concludeBatch(context, webhook, outcomes);
  }
  return done;
}

const isResting = ({ restUntil }: WebhookRow, now: Temporal.Instant): boolean =>
  restUntil !== null && Temporal.Instant.compare(restUntil, now) > 0;

async function deliverBatch(context: DeliveryContext, webhook: WebhookRow): Promise<Outcome[]> {
  const { db, clock } = context;
  const now = clock.now();
  const owner = thisOwner();
  const messages = await claimMessages(db, webhook.id, {
    owner,
    now,
    leaseUntil: now.add(lease),
    limit: batch,
  });
  if (messages.length === 0) return [];
  const people = await loadPeople(
    db,
    messages.map(({ client }) => client),
  );
  const secrets = (await loadSecrets(db, now))
    .filter((one) => one.webhook === webhook.id)
    .map(({ secret }) => secret);
  return Promise.all(
    messages.map(async (message) => {
      const body = JSON.stringify(payloadOf(message, people.get(message.client), webhook.personal));
      const headers = signedHeaders({ id: message.id, at: now, body }, secrets);
      const answer = await post(webhook.url, { headers, body }, context);
      return settle(context, message, { owner, answer });
    }),
  );
}

async function settle(
  { db, clock }: DeliveryContext,
  message: ClaimedMessage,
  { owner, answer }: { owner: string; answer: Answer },
): Promise<Outcome> {
  const at = clock.now();
  const outcome = outcomeOf(answer, { id: message.id, attempts: message.attempts, now: at });
  const { status, trouble } = answer;
  const state = outcome.kind === "delivered" || outcome.kind === "given_up" ? outcome.kind : "waiting";
  const nextAttemptAt = outcome.kind === "again" ? outcome.at : at;
  await settleMessage(db, message, owner, { state, nextAttemptAt, status, trouble, at });
  return outcome;
}

async function concludeBatch(
  { db, clock }: DeliveryContext,
  webhook: WebhookRow,
  outcomes: readonly Outcome[],
): Promise<void> {
  if (outcomes.some(({ kind }) => kind === "gone")) return disable(db, webhook.id, "gone");
  const rests = outcomes.flatMap((outcome) =>
    outcome.kind === "again" && outcome.wholeWebhook ? [outcome.at] : [],
  );
  const asked = rests.sort(Temporal.Instant.compare).at(-1) ?? null;
  const now = clock.now();
  if (outcomes.some(({ kind }) => kind === "delivered")) {
    await markAccepting(db, webhook.id, { at: now, restUntil: asked });
    return;
  }
  const since = webhook.failingSince ?? now;
  if (failsTooLong(since, now)) return disable(db, webhook.id, "failing");
  await markFailing(db, webhook.id, { since, restUntil: asked ?? restOfFailing(since, now) });
}

/** Thin: ids, and where the webhook asked for it, who it is. */
function payloadOf(
  { client, type, happenedAt, facts }: ClaimedMessage,
  person: Person | undefined,
  personal: boolean,
): object {
  const who = personal && person ? { name: fullName(person), contacts: person.contacts } : undefined;
  return {
    type,
    timestamp: happenedAt.toString(),
    data: { client, externalId: person?.externalId ?? null, ...facts, ...(who ? { person: who } : {}) },
  };
}
