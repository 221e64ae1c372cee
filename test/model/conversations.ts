/** What past conversations mean for a touch: written from the domain, one client at a time. */
import { aboutCall, touchesOf, type ModelClient } from "./facts.ts";

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

export interface Tries {
  count: number;
  busy: boolean;
  last: Temporal.Instant;
}

export function triesOf(
  client: ModelClient,
  chain: string,
  key: string,
  { on, at }: Moment,
): Tries | undefined {
  const tries = madeUntil(client, at).filter((call) => {
    const about = aboutCall(client, call.about, on.year);
    return about?.chain === chain && about.key === key && unanswered.includes(call.outcome);
  });
  const [last] = tries;
  return last && { count: tries.length, busy: last.outcome === "busy", last: Temporal.Instant.from(last.at) };
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
  { on }: Moment,
): Temporal.PlainDate | undefined {
  if (purpose === "service") return undefined;
  const counted = records
    .flatMap(touchesOf)
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
  if (purpose === "advertising" && advertising) return advertising.add({ days: 14 });
  if (fourth) return fourth.add({ days: 30 });
  return channel === "call" ? secondCall?.add({ days: 30 }) : undefined;
}

const madeStates = ["sent", "done", "unknown", "delivered", "claimed"];
