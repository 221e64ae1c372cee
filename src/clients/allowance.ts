/** What a client allowed at a moment, by what was said until then. The same rules as the plan's, for one moment of any past. */
import type { Allowed } from "./change-contract.ts";
import type { Consent, Wish } from "./contract.ts";

export interface Said {
  id: string;
  purpose: Consent["purpose"];
  channel: Consent["channel"];
  given: boolean;
}

export interface HeldWish {
  id: string;
  scope: Wish["scope"];
  channel: string | null;
  since: Temporal.Instant;
  until: Temporal.PlainDate | null;
  endedAt: Temporal.Instant | null;
}

/** `until` is the last day of the wish, in the client's calendar. */
export function isInForce(
  { since, until, endedAt }: Pick<HeldWish, "since" | "until" | "endedAt">,
  at: Temporal.Instant,
  day: Temporal.PlainDate,
): boolean {
  if (Temporal.Instant.compare(since, at) > 0) return false;
  if (endedAt !== null && Temporal.Instant.compare(endedAt, at) <= 0) return false;
  return until === null || Temporal.PlainDate.compare(day, until) <= 0;
}

const channels = ["call", "email", "sms", "telegram", "max"] as const;
const purposes = ["contact", "advertising"] as const;

/** What there can be a word about. Consent to processing is about no channel. */
export const spoken: { purpose: Said["purpose"]; channels: readonly Said["channel"][] }[] = [
  ...purposes.map((purpose) => ({ purpose, channels })),
  { purpose: "processing", channels: ["any"] },
];

/** The word in force, where there is one. `said`: the newest first. */
export const wordOn = <Word extends Said>(
  said: readonly Word[],
  purpose: Said["purpose"],
  channel: Said["channel"],
): Word | undefined =>
  said.find((one) => one.purpose === purpose && (one.channel === channel || one.channel === "any"));

/** `said`: the newest first. `wishes`: in force. */
export function allowance(said: readonly Said[], wishes: readonly HeldWish[]): Allowed["allowed"] {
  return purposes.flatMap((purpose) =>
    channels.map((channel) => {
      const word = wordOn(said, purpose, channel);
      const wish = wishes.find(
        ({ scope, channel: only }) =>
          scope === "everything" || (scope === "advertising" ? purpose === "advertising" : only === channel),
      );
      const allowed = word?.given === true && wish === undefined;
      return { purpose, channel, allowed, consent: word?.id ?? null, wish: wish?.id ?? null };
    }),
  );
}
