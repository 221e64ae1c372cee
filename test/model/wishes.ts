/** What the client has said about being contacted: written from the domain, one client at a time. */
import type { ModelBase, ModelClient, ModelWish } from "./facts.ts";
import { compareText } from "./touch.ts";

interface Asked {
  purpose: string;
  channel: string;
}

export function wishAgainst(
  { base, on, at }: { base: ModelBase; on: Temporal.PlainDate; at: Temporal.Instant },
  client: ModelClient,
  { purpose, channel }: Asked,
): ModelWish | undefined {
  const held = base.silenced.filter((wish) =>
    client.contactPoints.some((point) => point.kind === wish.kind && point.value === wish.value),
  );
  const covering = [...client.wishes, ...held]
    .filter((wish) => Temporal.Instant.compare(wish.since, at) <= 0)
    .filter((wish) => wish.until === null || Temporal.PlainDate.compare(wish.until, on) >= 0);
  // The refusal lasts as long as the longest of them.
  return covering
    .filter(
      (wish) =>
        wish.scope === "everything" ||
        (wish.scope === "advertising" && purpose === "advertising") ||
        (wish.scope === "channel" && wish.channel === channel),
    )
    .sort((a, b) => compareText(b.until ?? "9999", a.until ?? "9999"))[0];
}

export function consents(client: ModelClient, { purpose, channel }: Asked, at: Temporal.Instant): boolean {
  if (purpose === "service") return true;
  const needed = purpose === "advertising" ? "advertising" : "contact";
  const words = client.consents
    .filter((word) => word.purpose === needed && (word.channel === channel || word.channel === "any"))
    .filter((word) => Temporal.Instant.compare(word.at, at) <= 0)
    .sort((a, b) => Temporal.Instant.compare(b.at, a.at) || compareText(b.id, a.id));
  return words[0]?.given ?? false;
}
