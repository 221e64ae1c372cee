/**
 * How often cards come back: card-days and returns by month, by weeks since the last presentation and by how often the
 * card has been presented. What is known on the first day of a month is the sum of the months before it.
 */
import { toEpochDay, type EpochDay, type Period } from "../kernel/calendar.ts";
import { monthNumber } from "./replay-totals.ts";

/** Cards are comparable within a week of the time since the last presentation. */
const daysPerStep = 7;
/** … and within a class of how often they have been presented: once, twice, 3–4, 5–9 times, more often. */
export const classStarts: readonly number[] = [1, 2, 3, 5, 10];
/** With fewer card-days than this a class says nothing by itself: all classes together answer. */
const leastCardDays = 300;

/** After so many days no bonus is left: who comes back later says nothing about burning. */
export const longestSpell = (validity: Period): number => validity.months * 31 + validity.days + 1;

export const classOf = (presentations: number): number =>
  classStarts.findLastIndex((start) => presentations >= start);

/** From 1 on: the day after the presentation is the first day on which the card can come back. */
const stepOf = (daysSince: number): number => Math.floor((daysSince - 1) / daysPerStep);

interface Counts {
  cardDays: Float64Array;
  returns: Float64Array;
}

export interface ReturnRate {
  /** Returns per card and day. */
  rate: number;
  /** Returns the rate was counted from. */
  returns: number;
}

export interface ReturnRates {
  of(cardClass: number, step: number): ReturnRate;
  /**
   * The variance, relative to its square, of how much more or less the cards of a month came back than these rates say,
   * beyond the chance of every single card: what all cards have in common, such as a season.
   */
  monthlyVariance: number;
}

export interface ReturnHistory {
  /**
   * A card presented on `from` stayed away until `to`; `came` says whether it came back on that day. `cards`: as many
   * as that alike, one where nothing is said.
   */
  add(spell: { from: EpochDay; to: EpochDay; came: boolean; presentations: number; cards?: number }): void;
  /** By what happened before the month. */
  before(month: number): ReturnRates;
  /** All that was counted, to go on from another time. */
  months(): KeptMonth[];
}

/** Of one month, cell by cell: classes by steps. */
export interface KeptMonth {
  month: number;
  cardDays: number[];
  returns: number[];
}

export interface Step {
  step: number;
  days: number;
}

/** The days `from + since` to `from + through`, by step. */
export function stepsOf(since: number, through: number): Step[] {
  const steps: Step[] = [];
  for (let day = since; day <= through;) {
    const step = stepOf(day);
    const next = Math.min((step + 1) * daysPerStep, through) + 1;
    steps.push({ step, days: next - day });
    day = next;
  }
  return steps;
}

export const firstDayOf = (month: number): EpochDay =>
  toEpochDay({ year: Math.floor(month / 12), month: (month % 12) + 1, day: 1 });

/** `counted` by another with the same `longestDays`. */
export function returnHistory(longestDays: number, counted: readonly KeptMonth[] = []): ReturnHistory {
  const steps = stepOf(longestDays) + 1;
  const cells = steps * classStarts.length;
  const months = new Map<number, Counts>(
    counted.map(({ month, cardDays, returns }) => [
      month,
      { cardDays: Float64Array.from(cardDays), returns: Float64Array.from(returns) },
    ]),
  );

  function monthOf(number: number): Counts {
    let counts = months.get(number);
    if (!counts) months.set(number, (counts = noCounts(cells)));
    return counts;
  }

  return {
    add({ from, to, came, presentations, cards = 1 }) {
      const first = classOf(presentations) * steps;
      const last = Math.min(to, from + longestDays);
      let month = monthNumber((from + 1) as EpochDay);
      for (let day = from + 1; day <= last; month++) {
        const nextMonth = firstDayOf(month + 1);
        const { cardDays, returns } = monthOf(month);
        while (day <= last && day < nextMonth) {
          const step = stepOf(day - from);
          const next = Math.min(from + (step + 1) * daysPerStep, last, nextMonth - 1) + 1;
          cardDays[first + step] = (cardDays[first + step] ?? 0) + cards * (next - day);
          if (came && next > to) returns[first + step] = (returns[first + step] ?? 0) + cards;
          day = next;
        }
      }
    },
    before(month) {
      const known = [...months].filter(([number]) => number < month).map(([, counts]) => counts);
      const total = known.reduce((all, counts) => sumCounts(all, counts), noCounts(cells));
      const rates = ratesOf(total, steps);
      return {
        of: (cardClass, step) => rates[cardClass * steps + step] ?? nobodyKnown,
        monthlyVariance: monthlyVariance(known, rates),
      };
    },
    months: () =>
      [...months].map(([month, { cardDays, returns }]) => ({
        month,
        cardDays: [...cardDays],
        returns: [...returns],
      })),
  };
}

const nobodyKnown: ReturnRate = { rate: 0, returns: 0 };

function ratesOf({ cardDays, returns }: Counts, steps: number): ReturnRate[] {
  const together: ReturnRate[] = [];
  for (let step = 0; step < steps; step++) {
    const at = classStarts.map((_, cardClass) => cardClass * steps + step);
    const days = at.reduce((all, cell) => all + (cardDays[cell] ?? 0), 0);
    const came = at.reduce((all, cell) => all + (returns[cell] ?? 0), 0);
    // Nobody has stayed away for so long yet: the time before it is the nearest thing we know.
    together.push(days < leastCardDays ? (together.at(-1) ?? rateOf(came, days)) : rateOf(came, days));
  }
  return Array.from(cardDays, (days, cell) =>
    days < leastCardDays ? (together[cell % steps] ?? nobodyKnown) : rateOf(returns[cell] ?? 0, days),
  );
}

const rateOf = (returns: number, cardDays: number): ReturnRate =>
  cardDays === 0 ? nobodyKnown : { rate: returns / cardDays, returns };

function monthlyVariance(months: Counts[], rates: ReturnRate[]): number {
  let squares = 0;
  let expectedSquares = 0;
  for (const { cardDays, returns } of months) {
    const expected = cardDays.reduce((all, days, cell) => all + days * (rates[cell]?.rate ?? 0), 0);
    const came = returns.reduce((all, count) => all + count, 0);
    squares += (came - expected) ** 2 - expected;
    expectedSquares += expected ** 2;
  }
  if (months.length < 2 || expectedSquares === 0) return 0;
  // The rates were fitted to the same months.
  return Math.max((squares / expectedSquares) * (months.length / (months.length - 1)), 0);
}

const noCounts = (cells: number): Counts => ({
  cardDays: new Float64Array(cells),
  returns: new Float64Array(cells),
});

function sumCounts(all: Counts, counts: Counts): Counts {
  for (const name of ["cardDays", "returns"] as const)
    for (const [cell, value] of counts[name].entries()) all[name][cell] = (all[name][cell] ?? 0) + value;
  return all;
}
