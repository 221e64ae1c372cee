/** What past conversations mean for a touch: written from the domain, one client at a time. */
import { aboutCall, touchesOf, type ModelClient } from "./facts.ts";
import { madeByThen } from "./promises.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const compare = Temporal.PlainDate.compare;
const until = (text: string, at: Temporal.Instant) => Temporal.Instant.compare(text, at) <= 0;
const unanswered = ["no_answer", "busy"];

export interface Moment {
  on: Temporal.PlainDate;
  at: Temporal.Instant;
}

/** The day from which the chain may speak again; undefined where it was not refused in the last 365 days. */
export function refusedUntil(
  client: ModelClient,
  chain: string,
  { on }: Moment,
): Temporal.PlainDate | undefined {
  const last = client.refusals
    .filter((refusal) => refusal.chain === chain)
    .map((refusal) => day(refusal.on))
    .filter((refused) => compare(refused, on) <= 0 && compare(refused.add({ days: 365 }), on) > 0)
    .sort((a, b) => compare(b, a))[0];
  return last?.add({ days: 365 });
}

/** The day from which care may follow the last conversation with any record of the person. */
export function spokeUntil(records: ModelClient[], { on }: Moment): Temporal.PlainDate | undefined {
  const last = records
    .flatMap(touchesOf)
    .filter((touch) => touch.channel === "call" && touch.state === "done")
    .map((touch) => day(touch.on))
    .filter((spoke) => compare(spoke, on) < 0 && compare(spoke.add({ days: 7 }), on) > 0)
    .sort((a, b) => compare(b, a))[0];
  return last?.add({ days: 7 });
}

export function complains(client: ModelClient, { at }: Moment): boolean {
  return client.complaints.some(
    ({ opened, closed }) => until(opened, at) && (closed === null || !until(closed, at)),
  );
}

const madeUntil = (client: ModelClient, at: Temporal.Instant) =>
  client.calls
    .filter((call) => until(call.at, at))
    .sort((a, b) => Temporal.Instant.compare(b.at, a.at) || (a.id < b.id ? 1 : -1));

export interface LastCall {
  busy: boolean;
  at: Temporal.Instant;
}

/** The newest call that was no conversation, whatever it was about. */
export function lastUnanswered(client: ModelClient, { on, at }: Moment): LastCall | undefined {
  const last = madeUntil(client, at).find(
    (call) => aboutCall(client, call.about, on.year) && [...unanswered, "call_back"].includes(call.outcome),
  );
  return last && { busy: last.outcome === "busy", at: Temporal.Instant.from(last.at) };
}

/** How often nobody answered for the occasion. */
export function triesOf(client: ModelClient, chain: string, key: string, { on, at }: Moment): number {
  return madeUntil(client, at).filter((call) => {
    const about = aboutCall(client, call.about, on.year);
    return about?.chain === chain && about.key === key && unanswered.includes(call.outcome);
  }).length;
}

/** None of the last three calls was answered. */
export function answersNoCalls(client: ModelClient, { on, at }: Moment): boolean {
  const last = madeUntil(client, at)
    .filter((call) => aboutCall(client, call.about, on.year))
    .slice(0, 3);
  return last.length === 3 && last.every((call) => unanswered.includes(call.outcome));
}

/** The day on which the caps have room again, over all records of the person; undefined where they have room. */
export function roomAgain(
  records: ModelClient[],
  purpose: string,
  channel: string,
  { on, today }: Moment & { today: Temporal.PlainDate },
): Temporal.PlainDate | undefined {
  if (purpose === "service") return undefined;
  const counted = records
    .flatMap((client) => [...touchesOf(client), ...madeByThen(client, { today, on })])
    .filter((touch) => touch.purpose !== "service" && madeStates.includes(touch.state));
  const within = (days: number, touches: typeof counted) =>
    touches
      .map((touch) => day(touch.on))
      .filter((made) => compare(made, on) < 0 && compare(made, on.subtract({ days })) > 0)
      .sort((a, b) => compare(b, a));
  const [advertising] = within(
    14,
    counted.filter((touch) => touch.purpose === "advertising"),
  );
  const fourth = within(30, counted)[3];
  const secondCall = within(
    30,
    counted.filter((touch) => touch.channel === "call"),
  )[1];
  // All of the caps that count have to have room.
  return [
    purpose === "advertising" ? advertising?.add({ days: 14 }) : undefined,
    fourth?.add({ days: 30 }),
    channel === "call" ? secondCall?.add({ days: 30 }) : undefined,
  ]
    .filter((free) => free !== undefined)
    .sort((a, b) => compare(b, a))[0];
}

const madeStates = ["sent", "done", "unknown", "delivered", "claimed"];
