/** What cards bring: how often they are presented, with what purchases, and how many of them come back at all. */
import type { HeldCards } from "./store/card-sales.ts";

/** With fewer cards that had their whole time nothing is said: chance would speak. */
export const leastRipeCards = 30;

export interface Share {
  /** 0.5 is one half. */
  share: number;
  low: number;
  high: number;
}

export interface CardUse {
  cards: number;
  ripe: number;
  /** Undefined: not enough data yet. */
  told:
    | {
        presentationsAYear: number;
        /** Kopecks a card and year. */
        turnoverAYear: bigint;
        /** In 80 cases of 100 between low and high. */
        presentedAgain: Share;
      }
    | undefined;
}

const daysAYear = 365;
/** Of the normal distribution: 10 % on either side. */
const deviations = 1.2816;

export function cardUse(held: HeldCards | undefined): CardUse {
  if (!held) return { cards: 0, ripe: 0, told: undefined };
  const { cards, ripe, ripeReturned, returns, turnover, cardDays } = held;
  if (ripe < leastRipeCards) return { cards, ripe, told: undefined };
  return {
    cards,
    ripe,
    told: {
      presentationsAYear: (returns / cardDays) * daysAYear,
      turnoverAYear: (turnover * BigInt(daysAYear)) / BigInt(cardDays),
      presentedAgain: shareOf(ripeReturned, ripe, deviations),
    },
  };
}

/** Wilson's interval, so many deviations wide: it stays between 0 and 1 and is honest where the share is near either. */
export function shareOf(part: number, whole: number, deviations: number): Share {
  const share = part / whole;
  const z2 = deviations ** 2;
  const middle = (share + z2 / (2 * whole)) / (1 + z2 / whole);
  const half =
    (deviations / (1 + z2 / whole)) * Math.sqrt((share * (1 - share)) / whole + z2 / (4 * whole ** 2));
  return { share, low: Math.max(middle - half, 0), high: Math.min(middle + half, 1) };
}
