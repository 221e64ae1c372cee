/**
 * Which burns are true, computed from a card's life in order of days, and what has to be posted where the ledger
 * says otherwise: a presentation reported late counts on the day it happened, so a booked burn can turn out wrong.
 */
import type { EpochDay } from "../kernel/calendar.ts";
import { burnsOn } from "./expiry.ts";
import { burnPosting, type Posting } from "./ledger.ts";

/** One thing that happened on a card. Burns are no moments: they follow from these. */
export interface Moment {
  on: EpochDay;
  /** What it promises, a presentation or a grace period: through when the bonus can be spent. */
  validThrough?: EpochDay | undefined;
  /** What it added to the bonus, kopecks; redeemed bonus is below zero. */
  amount: bigint;
}

export interface Burn {
  burnsOn: EpochDay;
  amount: bigint;
}

/** Where a card stands between two moments. Undefined `validThrough`: not presented yet. */
export interface Standing {
  balance: bigint;
  validThrough: EpochDay | undefined;
}

/** Burns what is due at the start of `day`: whoever comes on `burnsOn` finds the bonus burned. */
export function burnBefore(standing: Standing, day: EpochDay): Burn | undefined {
  const { validThrough, balance } = standing;
  if (validThrough === undefined || day <= validThrough || balance <= 0n) return undefined;
  standing.balance = 0n;
  return { burnsOn: burnsOn(validThrough), amount: balance };
}

/** A promise takes nothing away from an earlier one, made under other rules. */
export function promise(standing: Standing, validThrough: EpochDay | undefined): void {
  if (validThrough === undefined) return;
  standing.validThrough = later(standing.validThrough, validThrough);
}

export const later = (day: EpochDay | undefined, other: EpochDay): EpochDay =>
  day === undefined || other > day ? other : day;

/** `moments` in order of days. A negative balance does not burn. */
export function trueBurns(moments: readonly Moment[], through: EpochDay): Burn[] {
  const burns: Burn[] = [];
  const standing: Standing = { balance: 0n, validThrough: undefined };
  for (const moment of moments) {
    const burn = burnBefore(standing, moment.on);
    if (burn) burns.push(burn);
    promise(standing, moment.validThrough);
    standing.balance += moment.amount;
  }
  const last = burnBefore(standing, through);
  if (last) burns.push(last);
  return burns;
}

/** What the ledger says of one day: burned minus restored, and in how many postings. */
export interface BookedBurn extends Burn {
  postings: number;
}

/** The postings that make the booked burns equal the true ones; none where they agree. */
export function correctBurns(cardId: string, is: readonly BookedBurn[], ought: readonly Burn[]): Posting[] {
  const booked = new Map(is.map((burn) => [burn.burnsOn, burn]));
  const wanted = new Map<EpochDay, bigint>(is.map((burn) => [burn.burnsOn, 0n]));
  for (const { burnsOn, amount } of ought) wanted.set(burnsOn, (wanted.get(burnsOn) ?? 0n) + amount);
  const postings: Posting[] = [];
  for (const [burnsOn, amount] of wanted) {
    const missing = amount - (booked.get(burnsOn)?.amount ?? 0n);
    const burn = { cardId, burnsOn, before: booked.get(burnsOn)?.postings ?? 0 };
    if (missing > 0n) postings.push(burnPosting("burned", burn, missing));
    if (missing < 0n) postings.push(burnPosting("restored", burn, -missing));
  }
  return postings;
}
