/** Webhooks: who is told of what, and how it went. */
import { Type, type Static } from "typebox";
import { cursor, Id, Moment, next, nullable, oneOf, phrase } from "../kernel/wire.ts";

export const eventTypes = [
  "client.created",
  "client.changed",
  "client.merged",
  "client.unmerged",
  "client.erased",
  "consent.recorded",
  "wish.recorded",
  "card.sold",
  "card.presented",
  "purchase.booked",
  "purchase.refunded",
  "bonus.burned",
] as const;
export type EventType = (typeof eventTypes)[number];

const url = phrase(2000, "Where messages are posted to: https, on a public address.");
const types = Type.Array(oneOf(eventTypes), { minItems: 1, maxItems: eventTypes.length });
const personal = Type.Boolean({
  description: "Messages about a client carry name, phones and e-mails too. Without it nothing but ids.",
});
const words = phrase(200, "What it is for.");

export const NewWebhook = Type.Object({
  url,
  types,
  personal: Type.Optional(personal),
  words: Type.Optional(words),
});
export type NewWebhook = Static<typeof NewWebhook>;

export const WebhookPatch = Type.Object({
  url: Type.Optional(url),
  types: Type.Optional(types),
  personal: Type.Optional(personal),
  words: Type.Optional(words),
  state: Type.Optional(
    oneOf(["enabled", "disabled"], { description: "Enabled again, it goes on where it stood." }),
  ),
});
export type WebhookPatch = Static<typeof WebhookPatch>;

/** Further than this the messages of a webhook are not counted. */
export const mostCounted = 10_000;

export const WebhookPath = Type.Object({ id: Id });

export const Webhook = Type.Object({
  id: Id,
  url: Type.String(),
  words: Type.String(),
  types: Type.Array(oneOf(eventTypes)),
  personal: Type.Boolean(),
  state: oneOf(["enabled", "disabled"]),
  disabledBecause: nullable(
    oneOf(["by_hand", "gone", "failing"], {
      description: "gone: it answered 410. failing: it accepted nothing for five days.",
    }),
  ),
  createdAt: Moment,
  failingSince: nullable(Moment),
  restUntil: nullable(Moment),
  acceptedAt: nullable(Moment),
  waiting: Type.Integer({ description: `Messages that wait; ${mostCounted} stands for so many or more.` }),
  givenUp: Type.Integer({ description: "Messages that were given up, counted as far." }),
  secrets: Type.Array(Type.Object({ id: Id, createdAt: Moment, expiresAt: nullable(Moment) }), {
    description: "Every message is signed with each of them.",
  }),
});
export type Webhook = Static<typeof Webhook>;
export const Webhooks = Type.Object({ webhooks: Type.Array(Webhook) });

const secret = Type.String({ description: "whsec_…, shown this once." });
export const MadeWebhook = Type.Object({ webhook: Webhook, secret });
export type MadeWebhook = Static<typeof MadeWebhook>;

export const NewSecret = Type.Object({
  oldExpireInHours: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 720, description: "How long the others stay good; 24 by default." }),
  ),
});
export type NewSecret = Static<typeof NewSecret>;

export const Tested = Type.Object({
  accepted: Type.Boolean(),
  status: nullable(Type.Integer()),
  trouble: nullable(Type.String()),
});
export type Tested = Static<typeof Tested>;

const messageStates = ["waiting", "delivered", "given_up"] as const;
export const MessagesQuery = Type.Object({ state: Type.Optional(oneOf(messageStates)), cursor });
export const Messages = Type.Object({
  messages: Type.Array(
    Type.Object({
      id: Type.String({ format: "uuid", description: "The webhook-id header; the same in every attempt." }),
      client: Id,
      type: oneOf(eventTypes),
      happenedAt: Moment,
      state: oneOf(messageStates),
      attempts: Type.Integer(),
      nextAttemptAt: nullable(Moment),
      status: nullable(Type.Integer({ description: "The last answer's." })),
      trouble: nullable(Type.String({ description: "Why there was no answer." })),
      settledAt: nullable(Moment),
    }),
    { description: "The newest first." },
  ),
  next,
});
export type Messages = Static<typeof Messages>;

export const SentAgain = Type.Object({
  messages: Type.Optional(
    Type.Array(Id, {
      minItems: 1,
      maxItems: 1000,
      description: "Which of those given up; without it all of them.",
    }),
  ),
});
export type SentAgain = Static<typeof SentAgain>;

export const WaitAgain = Type.Object({
  waiting: Type.Integer({
    description:
      "How many wait again, under the ids they had; what is delivered or waits anyway is left as it is.",
  }),
});
export type WaitAgain = Static<typeof WaitAgain>;
