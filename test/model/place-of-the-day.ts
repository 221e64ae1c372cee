/** Who has the day's one place of a person, and what is said in their call besides: written from the domain. */
import { isUnderWay, onDay, reasonOf } from "./promises.ts";
import { byPriority, compareText, order, severity, type Holder, type Judged } from "./touch.ts";
import type { ModelClient, ModelPromise } from "./facts.ts";

export const whatOf = (of: { chain: string; step: string; key: string }): string =>
  `${of.chain} ${of.step} ${of.key}`;

const holding = (judged: Judged): Holder => ({
  client: judged.client,
  what: whatOf({ chain: judged.chain.code, step: judged.step.code, key: judged.key }),
  purpose: judged.step.purpose,
  channel: judged.channel,
  judged,
});

const standing = (client: ModelClient, promise: ModelPromise): Holder => {
  const reason = reasonOf(client, promise);
  return { client, what: whatOf(reason), purpose: reason.purpose, channel: "call" };
};

export function holderOf(
  records: readonly ModelClient[],
  {
    judged,
    competing,
    on,
    isAnew,
  }: { judged: readonly Judged[]; competing: readonly Judged[]; on: Temporal.PlainDate; isAnew: boolean },
): Holder | undefined {
  const promised = [
    ...judged.flatMap((touch) =>
      touch.promise && severity(touch) === 0 ? [{ at: touch.promise.at, holder: holding(touch) }] : [],
    ),
    ...records.flatMap((client) =>
      onDay(client, on)
        .filter((promise) => isUnderWay(promise) && !isAnew)
        .map((promise) => ({ at: promise.at, holder: standing(client, promise) })),
    ),
  ].filter(({ holder }) => holder.purpose !== "service");
  // The one that is promised for the earlier moment, of those the more important one.
  const [first] = promised.sort(
    (a, b) =>
      Temporal.Instant.compare(a.at, b.at) ||
      order.indexOf(a.holder.purpose) - order.indexOf(b.holder.purpose) ||
      compareText(keyOf(a.holder), keyOf(b.holder)),
  );
  if (first) return first.holder;
  const [best] = [...competing].sort(byPriority);
  return best && holding(best);
}

/** The occasion, then what is done about it, then for whom. */
function keyOf({ what, client }: Holder): string {
  const [chain, step, key] = what.split(" ");
  return [key, chain, step, client.id].join(" ");
}

/** An offer is said in no call but one that it could have been itself, and never with a greeting. */
export const isSaidWith = (touch: Judged, { client, purpose, channel }: Holder): boolean =>
  channel === "call" &&
  client === touch.client &&
  (touch.step.purpose !== "advertising" || (touch.channel === "call" && purpose !== "greeting"));
