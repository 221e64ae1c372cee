/** What follows from an answer, or from none: when to try again, when to give up, when to stop for good. */
import { createHash } from "node:crypto";

/** What came back. */
export interface Answer {
  /** Null: there was none. */
  status: number | null;
  trouble: string | null;
  retryAfter: string | null;
}

export type Outcome =
  | { kind: "delivered" }
  | { kind: "gone" }
  | { kind: "given_up" }
  /** `wholeWebhook`: it asked for a rest, so nothing else is sent to it either. */
  | { kind: "again"; at: Temporal.Instant; wholeWebhook: boolean };

/** About three days with the delays below. */
const mostAttempts = 24;
const firstDelayMs = 60_000;
const longestDelayMs = 6 * 3_600_000;
const longestRestMs = 24 * 3_600_000;
const failingLimitMs = 5 * 24 * 3_600_000;

/** `attempts` counts this one. */
export function outcomeOf(
  answer: Answer,
  { id, attempts, now }: { id: string; attempts: number; now: Temporal.Instant },
): Outcome {
  const { status, retryAfter } = answer;
  if (status !== null && status >= 200 && status < 300) return { kind: "delivered" };
  if (status === 410) return { kind: "gone" };
  if (attempts >= mostAttempts) return { kind: "given_up" };
  const asked = status === 429 || status === 503 ? restMs(retryAfter, now) : undefined;
  const delayMs = Math.max(asked ?? 0, delayOf(id, attempts));
  return { kind: "again", at: now.add({ milliseconds: delayMs }), wholeWebhook: asked !== undefined };
}

/** Doubling, less up to a half that differs by message and attempt: many that failed together do not come back together. */
function delayOf(id: string, attempts: number): number {
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempts - 1));
  const dice = createHash("sha256").update(`${id} ${attempts}`).digest().readUInt16BE() / 0x1_0000;
  return Math.round(full * (1 - dice / 2));
}

/** `Retry-After`: seconds or a date; a day at most. Undefined for what is neither. */
export function restMs(retryAfter: string | null, now: Temporal.Instant): number | undefined {
  const text = retryAfter?.trim() ?? "";
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : untilMs(text, now);
  return ms === undefined ? undefined : Math.min(Math.max(ms, 0), longestRestMs);
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Of an HTTP date: `Wed, 25 Nov 2026 10:00:00 GMT`. */
function untilMs(text: string, now: Temporal.Instant): number | undefined {
  const match = /^\w{3}, (\d{2}) (\w{3}) (\d{4}) ([0-2]\d:[0-5]\d:[0-5]\d) GMT$/.exec(text);
  const month = months.indexOf(match?.[2] ?? "") + 1;
  if (!match || month === 0) return undefined;
  const day = `${match[3]}-${String(month).padStart(2, "0")}-${match[1]}`;
  return Temporal.Instant.from(`${day}T${match[4]}Z`).epochMilliseconds - now.epochMilliseconds;
}

/** The rest of a webhook that accepted nothing of a whole batch: the longer it fails, the rarer it is asked. */
export function restOfFailing(failingSince: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const failingMs = now.epochMilliseconds - failingSince.epochMilliseconds;
  return now.add({
    milliseconds: Math.round(Math.min(Math.max(failingMs / 4, firstDelayMs / 2), 3_600_000)),
  });
}

export const failsTooLong = (failingSince: Temporal.Instant, now: Temporal.Instant): boolean =>
  now.epochMilliseconds - failingSince.epochMilliseconds >= failingLimitMs;
