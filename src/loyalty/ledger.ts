/**
 * What a fact on a card's bonus posts in the ledger: two entries that sum to zero, one on the card's bonus account
 * and one on an account of the business. Nothing here can reach the deposit.
 */
import { assert } from "../kernel/assert.ts";
import { formatDay, type EpochDay } from "../kernel/calendar.ts";

export type Account = "card-bonus" | "issued" | "redeemed" | "burned";
export type PostingKind = "earned" | "redeemed" | "burned" | "restored";

export interface Entry {
  account: Account;
  /** Kopecks. What the card's owner gains is above zero on `card-bonus`. */
  amount: bigint;
}

export interface Posting {
  kind: PostingKind;
  happenedOn: EpochDay;
  /** Unique among the client's postings; the same fact always has the same key. */
  idempotencyKey: string;
  dealingId: string | null;
  entries: readonly [Entry, Entry];
}

const rules = {
  earned: { sign: 1n, against: "issued" },
  redeemed: { sign: -1n, against: "redeemed" },
  burned: { sign: -1n, against: "burned" },
  restored: { sign: 1n, against: "burned" },
} as const satisfies Record<PostingKind, { sign: bigint; against: Account }>;

/** Bonus earned with or spent on the dealing that came from `sourceKey`. */
export const dealingPosting = (
  kind: "earned" | "redeemed",
  dealing: { id: string; sourceKey: string; happenedOn: EpochDay },
  amount: bigint,
): Posting => ({
  ...post(kind, amount),
  happenedOn: dealing.happenedOn,
  idempotencyKey: `${kind === "earned" ? "earn" : "redeem"}:${dealing.sourceKey}`,
  dealingId: dealing.id,
});

/**
 * A burn, or the return of one that turned out wrong, on the day it was or would have been true.
 * `before` is how many burned and restored postings the card has for that day already.
 */
export const burnPosting = (
  kind: "burned" | "restored",
  burn: { cardId: string; burnsOn: EpochDay; before: number },
  amount: bigint,
): Posting => ({
  ...post(kind, amount),
  happenedOn: burn.burnsOn,
  idempotencyKey: burnKey(kind, burn),
  dealingId: null,
});

/** The same text as `burnBatch` builds in SQL. */
function burnKey(
  kind: "burned" | "restored",
  { cardId, burnsOn, before }: { cardId: string; burnsOn: EpochDay; before: number },
): string {
  const day = formatDay(burnsOn);
  return `${kind === "burned" ? "burn" : "restore"}:${cardId}:${day}${before === 0 ? "" : `:${before}`}`;
}

function post(kind: PostingKind, amount: bigint): Pick<Posting, "kind" | "entries"> {
  assert(amount > 0n, `a posting of ${amount}`);
  const { sign, against } = rules[kind];
  const entries: [Entry, Entry] = [
    { account: "card-bonus", amount: sign * amount },
    { account: against, amount: -sign * amount },
  ];
  return { kind, entries };
}

/** What the posting adds to the balance of the card. */
export const bonusChange = (posting: Posting): bigint => posting.entries[0].amount;
