/** What the calls that a client asked for mean for the plan of a day: written from the domain, one client at a time. */
import type { ModelClient, ModelPromise } from "./facts.ts";
import type { ModelTouch } from "./touch.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const compare = Temporal.PlainDate.compare;

export interface PromisedReason {
  kind: string;
  chain: string;
  step: string;
  purpose: string;
  key: string;
}

const steps = {
  "bonus-burn": { chain: "bonus-burn", step: "month-before", purpose: "loyalty" },
  returned: { chain: "after-trip", step: "ask", purpose: "care" },
  "follow-up": { chain: "follow-up", step: "second", purpose: "care" },
  birthday: { chain: "birthday", step: "greeting", purpose: "greeting" },
  appointment: { chain: "about-appointment", step: "step", purpose: "service" },
  silence: { chain: "about-silence", step: "step", purpose: "advertising" },
};

/** What it was promised to be about. */
export function reasonOf(client: ModelClient, { about, isGone, on }: ModelPromise): PromisedReason {
  const { cards, trips, appointments } = client;
  const subjects: Record<ModelPromise["about"], string | undefined> = {
    "bonus-burn": cards[0] && `${cards[0].id}:${cards[0].validThrough}`,
    returned: trips[0]?.id,
    "follow-up": trips[0]?.id,
    birthday: `${client.id}:${day(on).year}`,
    appointment: appointments[0] && `${appointments[0].id}:${appointments[0].on}:${appointments[0].time}`,
    silence: client.visits[0]?.id,
  };
  const subject = isGone ? undefined : subjects[about];
  const kind = about === "follow-up" ? "returned" : about;
  return { kind, ...steps[about], key: `${kind}:${subject ?? "gone"}` };
}

/** The rules about how often and when, and those that leave somebody alone for a while: the client asked. */
export const doNotHoldAPromise = [
  "chain_over",
  "attempts",
  "not_the_day",
  "late",
  "greeting_only",
  "recently_spoke",
  "quiet_hours",
  "frequency",
];

export const onDay = (client: ModelClient, on: Temporal.PlainDate): ModelPromise[] =>
  client.promised.filter((promise) => promise.on === on.toString());

/** An operator has it in the queue, or on the phone. */
export const isUnderWay = ({ state }: ModelPromise): boolean => state === "queued" || state === "claimed";

/**
 * A step that a call is promised for has no other touch meanwhile; where the promise was refused, none any more. What was not
 * made on its day has lapsed, and the step may come again.
 */
export const isPromised = (
  client: ModelClient,
  of: { chain: string; step: string; key: string; due: Temporal.PlainDate },
  today: Temporal.PlainDate,
): boolean =>
  client.promised.some((promise) => {
    const { chain, step, key } = reasonOf(client, promise);
    if (chain !== of.chain || step !== of.step || key !== of.key) return false;
    if (compare(day(promise.on), of.due) < 0) return false;
    return promise.state === "refused" || compare(day(promise.on), today) >= 0;
  });

/** The nearest call that is promised for a later day and stands: other calls wait for it. */
export function promisedLater(
  client: ModelClient,
  on: Temporal.PlainDate,
  stands: (promise: ModelPromise) => boolean,
): Temporal.Instant | undefined {
  return client.promised
    .filter((promise) => compare(day(promise.on), on) > 0)
    .filter(stands)
    .map(({ at }) => Temporal.Instant.from(at))
    .sort(Temporal.Instant.compare)[0];
}

/** Calls of days before, from today on, that will have been made by then. */
export const madeByThen = (
  client: ModelClient,
  { today, on }: { today: Temporal.PlainDate; on: Temporal.PlainDate },
): ModelClient["made"] =>
  client.promised
    .filter(({ state }) => state === "queued" || state === "planned" || state === "claimed")
    .filter((promise) => compare(day(promise.on), today) >= 0 && compare(day(promise.on), on) < 0)
    .map((promise) => ({
      on: promise.on,
      purpose: reasonOf(client, promise).purpose,
      channel: "call",
      state: "claimed",
    }));

/** As it was promised: no rule is asked. */
export function standingTouch(client: ModelClient, promise: ModelPromise): ModelTouch {
  const { chain, step, key } = reasonOf(client, promise);
  const { state, at } = promise;
  const notBefore = Temporal.Instant.from(at).toString();
  return { client: client.id, chain, step, key, channel: "call", state, says: {}, notBefore, along: null };
}
