/**
 * What a fact on a card's bonus posts in the ledger: two entries that sum to zero, one on the card's bonus account
 * and one on an account of the business. Nothing here posts on the deposit: that is deposit.ts.
 */
import { assert } from "../kernel/assert.ts";
import { formatDay, type EpochDay } from "../kernel/calendar.ts";

export type Account = "card-bonus" | "card-deposit" | "issued" | "redeemed" | "burned" | "adjusted" | "cash";
type RuledKind = "earned" | "redeemed" | "burned" | "restored";
export type PostingKind =
  RuledKind | "reversed" | "adjusted" | "topped_up" | "paid" | "refunded" | "paid_out";

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
} as const satisfies Record<RuledKind, { sign: bigint; against: Account }>;

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

function post(kind: RuledKind, amount: bigint): Pick<Posting, "kind" | "entries"> {
  assert(amount > 0n, `a posting of ${amount}`);
  const { sign, against } = rules[kind];
  const entries: [Entry, Entry] = [
    { account: "card-bonus", amount: sign * amount },
    { account: against, amount: -sign * amount },
  ];
  return { kind, entries };
}

/** What a purchase gave or took is reversed on the day of the purchase: that gives the bonus the validity it would have had. */
export const reversalPosting = (
  what: "earned" | "redeemed",
  dealing: { id: string; refundKey: string; happenedOn: EpochDay },
  amount: bigint,
): Posting => ({
  ...mirrored("reversed", what === "earned" ? -amount : amount, what === "earned" ? "issued" : "redeemed"),
  happenedOn: dealing.happenedOn,
  idempotencyKey: `reverse-${what}:${dealing.refundKey}`,
  dealingId: dealing.id,
});

/** `amount` below zero takes bonus away. */
export const adjustmentPosting = (key: string, on: EpochDay, amount: bigint): Posting => ({
  ...mirrored("adjusted", amount, "adjusted"),
  happenedOn: on,
  idempotencyKey: `adjust:${key}`,
  dealingId: null,
});

function mirrored(
  kind: "reversed" | "adjusted",
  amount: bigint,
  against: Account,
): Pick<Posting, "kind" | "entries"> {
  assert(amount !== 0n, `a posting of nothing, ${kind}`);
  return {
    kind,
    entries: [
      { account: "card-bonus", amount },
      { account: against, amount: -amount },
    ],
  };
}

const changeOf = (account: Account, { entries: [own] }: Posting): bigint =>
  own.account === account ? own.amount : 0n;

/** What the posting adds to the card's bonus. */
export const bonusChange = (posting: Posting): bigint => changeOf("card-bonus", posting);
/** What the posting adds to the card's deposit. */
export const depositChange = (posting: Posting): bigint => changeOf("card-deposit", posting);
