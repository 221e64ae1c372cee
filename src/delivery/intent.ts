/** What stands between "about to send" and "sent": the states of one intent and what an attempt can end in. */
import { ChannelError } from "../kernel/errors.ts";

/** A touch that a worker has claimed and now owes an outcome. */
export interface Claim {
  clientId: string;
  touchId: string;
  contactPointId: string;
  /** Where the message goes, as it stood when the intent was committed. */
  address: string;
  messageId: string;
  leaseUntil: Temporal.Instant;
}

/**
 * How an attempt ended.
 * - sent: the provider took the message.
 * - failed: it never will; `addressIsDead` when the address itself was refused.
 * - postponed: certainly not taken, so the touch may be planned again.
 * - unknown: it may have been taken, so it is never sent again.
 */
export type Outcome =
  | { kind: "sent"; said: string }
  | { kind: "failed"; said: string; addressIsDead: boolean }
  | { kind: "postponed"; said: string; retryAfterMs: number; providerIsDown: boolean }
  | { kind: "unknown"; said: string };

/** Longer than any one attempt may take, with all its timeouts. */
const longestAttemptMs = 150_000;
export const leaseMs = 10 * 60_000;

/** An attempt is begun only when it must end before another worker may call the intent lost. */
export function mayBegin(claim: Claim, at: Temporal.Instant): boolean {
  return claim.leaseUntil.epochMilliseconds - at.epochMilliseconds > longestAttemptMs;
}

/** What a channel threw, as an outcome. Anything but a ChannelError is a bug and is thrown on. */
export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof ChannelError)) throw error;
  const said = oneLine(error.message);
  const { reached, addressIsDead, providerIsDown } = error instanceof DeliveryError ? error : nothingKnown;
  if (reached === "maybe") return { kind: "unknown", said };
  if (error.permanent) return { kind: "failed", said, addressIsDead };
  return { kind: "postponed", said, retryAfterMs: error.retryAfterMs ?? 60_000, providerIsDown };
}

const nothingKnown = { reached: "no", addressIsDead: false, providerIsDown: false } as const;

/** A ChannelError that also knows how far the message got. */
export class DeliveryError extends ChannelError {
  override name = "DeliveryError";
  /** Whether the provider may have taken the message although no outcome came back. */
  readonly reached: "no" | "maybe";
  readonly addressIsDead: boolean;
  /** The trouble is the provider's or our account's, not this message's: the next one would fare no better. */
  readonly providerIsDown: boolean;
  constructor(
    message: string,
    options: {
      permanent: boolean;
      retryAfterMs?: number;
      cause?: unknown;
      reached?: "no" | "maybe";
      addressIsDead?: boolean;
      providerIsDown?: boolean;
    },
  ) {
    super(message, options);
    this.reached = options.reached ?? "no";
    this.addressIsDead = options.addressIsDead ?? false;
    this.providerIsDown = options.providerIsDown ?? false;
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, 300);
