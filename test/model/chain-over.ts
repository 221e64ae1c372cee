/** When a chain leaves a client alone although the occasion stands: written from the domain, one client at a time. */
import { stopsOf, type Chain, type Step } from "../../src/chains/chain.ts";
import type { Moment } from "./conversations.ts";
import type { ModelClient } from "./facts.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const compare = Temporal.PlainDate.compare;
const latest = (days: Temporal.PlainDate[]) => days.sort((a, b) => compare(b, a))[0];

/** Touches of this chain for the client's first trip; the model follows no other chain. */
const followedBy = (client: ModelClient, chain: Chain) =>
  chain.code === "follow-up" && client.trips.length > 0 ? client.followed : [];

export const keyOf = (client: ModelClient, touch: ModelClient["followed"][number]): string =>
  touch.key ?? `returned:${client.trips[0]?.id}`;

export interface Over {
  /** The day from which the chain may speak again; undefined: not for this occasion. */
  free: Temporal.PlainDate | undefined;
}

export function overFor(
  client: ModelClient,
  of: { chain: Chain; step: Step; key: string; date: Temporal.PlainDate },
  { on }: Moment,
): Over | undefined {
  const { chain, step } = of;
  const touches = followedBy(client, chain);
  const ofOccasion = touches.filter((touch) => of.key === keyOf(client, touch));
  const talked = ofOccasion.some(
    (touch) => touch.state === "done" && touch.step !== step.code && compare(day(touch.on), on) <= 0,
  );
  if (stopsOf(chain).includes("answered") && talked) return { free: undefined };
  const bought =
    chain.goal === "dealing" ? [...client.bought, ...client.visits].map((dealing) => day(dealing.on)) : [];
  const begins = of.date.add({ days: 1 });
  const reached = bought.some((when) => compare(when, begins) >= 0 && compare(when, on) <= 0);
  if (stopsOf(chain).includes("goal") && reached) return { free: undefined };
  const silence = chain.limits?.silence;
  if (!silence) return undefined;
  // So many of them within the time, and for as long after the last of them.
  const silentAfter = (days: Temporal.PlainDate[], limit: number | undefined): Over | undefined => {
    const last = latest(days);
    if (limit === undefined || last === undefined) return undefined;
    const together = days.filter((when) => compare(when.add(silence.for), last) > 0);
    const free = last.add(silence.for);
    return together.length >= limit && compare(free, on) > 0 ? { free } : undefined;
  };
  const refusals = client.refusals
    .filter((refusal) => refusal.chain === chain.code)
    .map((refusal) => day(refusal.on))
    .filter((when) => compare(when, on) <= 0);
  const refused = silentAfter(refusals, silence.refused);
  if (refused) return refused;
  const heard = [
    ...touches.filter((touch) => touch.state === "done").map((touch) => day(touch.on)),
    ...bought,
  ].filter((when) => compare(when, on) <= 0);
  const ignored = touches
    .filter((touch) => touch.state !== "done")
    .map((touch) => day(touch.on))
    .filter((when) => compare(when, on) < 0)
    .filter((when) => heard.every((word) => compare(when, word) > 0));
  return silentAfter(ignored, silence.unanswered);
}
