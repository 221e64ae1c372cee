/** Messages that nobody took for three days: made by what the worker does, hour by hour. */
import type { Connection } from "../../src/database/sql.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { deliverMessages } from "../../src/webhooks/actions/deliver-messages.ts";
import { makeWebhook, readWebhook } from "../../src/webhooks/actions/keep-webhooks.ts";
import { sweepEvents } from "../../src/webhooks/actions/sweep-events.ts";
import type { Webhook } from "../../src/webhooks/contract.ts";
import { newClient } from "../loyalty/till-base.ts";
import { openReceiver, refuse } from "./receiver.ts";

/** At least as long as the attempts take, and not so long that the webhook is switched off. */
const hours = 110;

/** `until`: when it is over. */
export async function giveUp(
  db: Connection,
  { count, until }: { count: number; until: Temporal.Instant },
): Promise<Webhook> {
  const receiver = await openReceiver();
  receiver.answer = refuse(503);
  const desk = { db, clock: systemClock, allowPrivate: true };
  const { webhook } = await makeWebhook(desk, { url: receiver.url, types: ["client.created"] });
  for (let made = 0; made < count; made++) await newClient(db);
  const before = (left: number) => ({ ...desk, clock: { now: () => until.subtract({ hours: left }) } });
  await sweepEvents({ ...before(hours), signal: undefined });
  for (let left = hours; left >= 0; left--) await deliverMessages(before(left));
  await receiver.close();
  return readWebhook(desk, webhook.id);
}
