/**
 * Forecasts of the past held to what happened: for every month what would have been forecast on its first day, by the
 * days before it alone, and what burned. Holds counts by month, never cards.
 */
import type { EpochDay, Period } from "../kernel/calendar.ts";
import { zero, type Kopecks } from "../kernel/money.ts";
import { forecastBurn, type BurnForecast, type DueCards } from "./burn-forecast.ts";
import type { Spell } from "./replay.ts";
import { formatMonth, monthNumber, sum } from "./replay-totals.ts";
import { classOf, firstDayOf, returnHistory, type ReturnHistory } from "./return-history.ts";

export interface TestedForecast extends BurnForecast {
  burned: Kopecks;
  /** Whether what burned is within the interval. */
  inside: boolean;
}

export interface TestedMonth extends TestedForecast {
  /** `YYYY-MM`; the forecast is as of its first day. */
  month: string;
  /** The first four weeks of the month. */
  weeks: TestedForecast[];
}

export interface Accuracy {
  forecasts: number;
  inside: number;
  /** Of the forecasts of something that burned; undefined if nothing ever did. 0.1 is 10 %. */
  meanAbsoluteError: number | undefined;
}

export interface BacktestReport {
  months: TestedMonth[];
  ofMonths: Accuracy;
  ofWeeks: Accuracy;
}

/** A bonus that lives for less could be earned and burn within the month of the forecast. */
export const canBacktest = ({ months, days }: Period): boolean => months >= 1 || days >= 30;

/** What was on comparable cards on the first day of the month of burning, and what of it burned. */
export interface TestedDue extends DueCards {
  burned: Kopecks;
}

export interface BurnBacktest {
  /** A spell of one card, with all that follows from it. */
  take(spell: Spell): void;
  /** The two halves of it, for those who know what is comparable already. */
  learn(spell: Parameters<ReturnHistory["add"]>[0]): void;
  hold(due: TestedDue): void;
  finish(): BacktestReport;
}

export interface BacktestRange {
  /** When a bonus burns that was presented last on `from`. */
  burnsOn(from: EpochDay): EpochDay;
  /** See `longestSpell`. */
  longestDays: number;
  /** The last day that is known. */
  until: EpochDay;
}

export function startBacktest({ burnsOn, longestDays, until }: BacktestRange): BurnBacktest {
  const history = returnHistory(longestDays);
  const months = new Map<number, Map<string, TestedDue>>();
  let first = Infinity;
  let last = -Infinity;

  function hold(due: TestedDue): void {
    const month = monthNumber(due.burnsOn);
    let dues = months.get(month);
    if (!dues) months.set(month, (dues = new Map<string, TestedDue>()));
    const key = `${due.cardClass} ${due.lastPresentedOn} ${due.burnsOn}`;
    const known = dues.get(key);
    if (!known) {
      dues.set(key, { ...due });
      return;
    }
    known.sum = sum(known.sum, due.sum);
    known.squares += due.squares;
    known.burned = sum(known.burned, due.burned);
  }

  function learn(spell: Parameters<ReturnHistory["add"]>[0]): void {
    first = Math.min(first, spell.from);
    last = Math.max(last, spell.from);
    history.add(spell);
  }

  return {
    learn,
    hold,
    take({ from, to, presentations, balance }) {
      learn({ from, to: to ?? until, came: to !== undefined, presentations });
      const burnOn = burnsOn(from);
      if (balance <= zero || (to !== undefined && to < firstDayOf(monthNumber(burnOn)))) return;
      hold({
        lastPresentedOn: from,
        burnsOn: burnOn,
        cardClass: classOf(presentations),
        sum: balance,
        squares: Number(balance) ** 2,
        burned: to === undefined || to >= burnOn ? balance : zero,
      });
    },
    finish() {
      const tested: TestedMonth[] = [];
      if (first > last) return reportOf(tested);
      const warm = monthNumber((burnsOn(first as EpochDay) - 2) as EpochDay) + 1;
      for (let month = warm; firstDayOf(month) <= last && firstDayOf(month + 1) - 1 <= until; month++)
        tested.push(testMonth(month, [...(months.get(month)?.values() ?? [])]));
      return reportOf(tested);
    },
  };

  function testMonth(month: number, dues: TestedDue[]): TestedMonth {
    const on = firstDayOf(month);
    const rates = history.before(month);
    const test = (cards: TestedDue[]): TestedForecast => {
      const forecast = forecastBurn(on, cards, rates);
      const burned = cards.reduce((all, card) => sum(all, card.burned), zero);
      return { ...forecast, burned, inside: forecast.low <= burned && burned <= forecast.high };
    };
    const weeks = [0, 1, 2, 3].map((week) =>
      test(dues.filter((due) => Math.floor((due.burnsOn - on) / 7) === week)),
    );
    return { month: formatMonth(month), ...test(dues), weeks };
  }
}

const reportOf = (months: TestedMonth[]): BacktestReport => ({
  months,
  ofMonths: accuracyOf(months),
  ofWeeks: accuracyOf(months.flatMap(({ weeks }) => weeks)),
});

/** Where nothing was due nothing was foretold. */
function accuracyOf(all: readonly TestedForecast[]): Accuracy {
  const forecasts = all.filter(({ due }) => due > zero);
  const errors = forecasts
    .filter(({ burned }) => burned > zero)
    .map(({ expected, burned }) => Math.abs(Number(expected - burned)) / Number(burned));
  return {
    forecasts: forecasts.length,
    inside: forecasts.filter(({ inside }) => inside).length,
    meanAbsoluteError:
      errors.length === 0 ? undefined : errors.reduce((all, error) => all + error, 0) / errors.length,
  };
}
