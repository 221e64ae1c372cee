/** What a replay counts, by month and in all. */
import { fromEpochDay, type EpochDay } from "../kernel/calendar.ts";
import { zero, type Kopecks } from "../kernel/money.ts";

export interface ReplayTotals {
  purchases: number;
  cardsSold: number;
  turnover: Kopecks;
  discount: Kopecks;
  issued: Kopecks;
  redeemed: Kopecks;
  burned: Kopecks;
  reminders: number;
}

export interface MonthBook {
  /** The totals of the month of the day, to be added to. */
  of(day: EpochDay): ReplayTotals;
  /** Contiguous from the first month in which anything happened to the last; keys are `YYYY-MM`. */
  all(): Map<string, ReplayTotals>;
}

export function monthBook(): MonthBook {
  const months = new Map<number, ReplayTotals>();
  return {
    of(day) {
      const number = monthNumber(day);
      let totals = months.get(number);
      if (!totals) months.set(number, (totals = noTotals()));
      return totals;
    },
    all() {
      const known = [...months.keys()].sort((a, b) => a - b);
      const [first = 0] = known;
      const last = known.at(-1) ?? -1;
      const all = new Map<string, ReplayTotals>();
      for (let month = first; month <= last; month++)
        all.set(formatMonth(month), months.get(month) ?? noTotals());
      return all;
    },
  };
}

/** Months since the year 0: neighbours differ by one. */
export function monthNumber(day: EpochDay): number {
  const { year, month } = fromEpochDay(day);
  return year * 12 + month - 1;
}

/** `YYYY-MM` */
export const formatMonth = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;

export const sum = (a: Kopecks, b: Kopecks): Kopecks => (a + b) as Kopecks;

export const noTotals = (): ReplayTotals => ({
  purchases: 0,
  cardsSold: 0,
  turnover: zero,
  discount: zero,
  issued: zero,
  redeemed: zero,
  burned: zero,
  reminders: 0,
});

export const sumTotals = (a: ReplayTotals, b: ReplayTotals): ReplayTotals => ({
  purchases: a.purchases + b.purchases,
  cardsSold: a.cardsSold + b.cardsSold,
  turnover: sum(a.turnover, b.turnover),
  discount: sum(a.discount, b.discount),
  issued: sum(a.issued, b.issued),
  redeemed: sum(a.redeemed, b.redeemed),
  burned: sum(a.burned, b.burned),
  reminders: a.reminders + b.reminders,
});
