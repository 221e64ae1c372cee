/**
 * What a fact on the owner's prepaid money posts in the ledger. What moves a deposit is its owner's alone: a top-up, a
 * payment, the refund of one, and taking it back in money.
 */
import { assert } from "../kernel/assert.ts";
import type { EpochDay } from "../kernel/calendar.ts";
import type { Posting } from "./ledger.ts";

const signs = { topped_up: 1n, paid: -1n, refunded: 1n, paid_out: -1n } as const;

export function depositPosting(
  kind: keyof typeof signs,
  { key, on, dealingId }: { key: string; on: EpochDay; dealingId: string | null },
  amount: bigint,
): Posting {
  assert(amount > 0n, `a deposit posting of ${amount}`);
  const change = signs[kind] * amount;
  return {
    kind,
    happenedOn: on,
    idempotencyKey: `${kind}:${key}`,
    dealingId,
    entries: [
      { account: "card-deposit", amount: change },
      { account: "cash", amount: -change },
    ],
  };
}
