/**
 * How much of what can burn will: a card that is due to burn does so unless it is presented before, and how likely that
 * is the returns of comparable cards say. Knows only what it is given: a forecast made on a day is given the past alone.
 */
import type { EpochDay } from "../kernel/calendar.ts";
import { kopecks, smaller, zero, type Kopecks } from "../kernel/money.ts";
import { stepsOf, type ReturnRates } from "./return-history.ts";

/** Cards that are alike to the forecast: presented last on one day, as often, burning on one day. */
export interface DueCards {
  lastPresentedOn: EpochDay;
  burnsOn: EpochDay;
  /** See `classOf`. */
  cardClass: number;
  /** Of their balances. */
  sum: Kopecks;
  /** The sum of the squares of their balances, in kopecks. */
  squares: number;
}

export interface BurnForecast {
  /** What burns if nobody comes. */
  due: Kopecks;
  expected: Kopecks;
  /** Between these two in 80 cases of 100. */
  low: Kopecks;
  high: Kopecks;
}

/** Of the normal distribution: 10 % on either side. */
const deviationsOf80Percent = 1.2816;

/**
 * What burns of these cards, by what is known before `on`. Three things make it uncertain: every card's own luck, the
 * rates counted from so many returns and no more, and that in some months everybody comes more often than in others.
 */
export function forecastBurn(on: EpochDay, cards: readonly DueCards[], rates: ReturnRates): BurnForecast {
  let due = zero;
  let expected = 0;
  let ownLuck = 0;
  const slopes = new Map<string, { slope: number; rate: number; returns: number }>();
  for (const { lastPresentedOn, burnsOn, cardClass, sum, squares } of cards) {
    due = (due + sum) as Kopecks;
    // Where the day has begun earlier than here a card may have been presented on `on` already.
    const steps = stepsOf(Math.max(on - lastPresentedOn, 1), burnsOn - 1 - lastPresentedOn);
    const stays = Math.exp(
      steps.reduce((all, { step, days }) => all + days * Math.log1p(-dailyChance(rates, cardClass, step)), 0),
    );
    expected += Number(sum) * stays;
    ownLuck += squares * stays * (1 - stays);
    for (const { step, days } of steps) {
      const key = `${cardClass} ${step}`;
      const { slope } = slopes.get(key) ?? { slope: 0 };
      slopes.set(key, { slope: slope + Number(sum) * stays * days, ...rates.of(cardClass, step) });
    }
  }
  let counted = 0;
  let shared = 0;
  for (const { slope, rate, returns } of slopes.values()) {
    counted += (slope * rate) ** 2 / Math.max(returns, 1);
    shared += slope * rate;
  }
  const deviation = Math.sqrt(ownLuck + counted + rates.monthlyVariance * shared ** 2);
  const within = (value: number): Kopecks => smaller(kopecks(Math.round(Math.max(value, 0))), due);
  return {
    due,
    expected: within(expected),
    low: within(expected - deviationsOf80Percent * deviation),
    high: within(expected + deviationsOf80Percent * deviation),
  };
}

/** Never certain, so that its logarithm is a number. */
const dailyChance = (rates: ReturnRates, cardClass: number, step: number): number =>
  Math.min(rates.of(cardClass, step).rate, 0.999);
