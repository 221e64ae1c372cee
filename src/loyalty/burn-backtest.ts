/**
 * Forecasts of the past held to what happened: for every month what would have been forecast on its first day, by the
 * days before it alone, and what burned. Holds counts by month, never cards.
 */
import type { EpochDay, Period } from "../kernel/calendar.ts";
import { zero, type Kopecks } from "../kernel/money.ts";
import { forecastBurn, type BurnForecast, type DueCards } from "./burn-forecast.ts";
import { burnsOn, validThrough } from "./expiry.ts";
import type { Spell } from "./replay.ts";
import { formatMonth, monthNumber, sum } from "./replay-totals.ts";
import { classOf, firstDayOf, returnHistory } from "./return-history.ts";

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

interface Due extends DueCards {
  burned: Kopecks;
}

export interface BurnBacktest {
  take(spell: Spell): void;
  finish(): BacktestReport;
}

export function startBacktest({ validity, until }: { validity: Period; until: EpochDay }): BurnBacktest {
  const history = returnHistory(validity.months * 31 + validity.days + 1);
  const months = new Map<number, Map<string, Due>>();
  let first = Infinity;
  let last = -Infinity;

  function note(spell: Spell, burnOn: EpochDay): void {
    const month = monthNumber(burnOn);
    const { from, to } = spell;
    if (spell.balance <= zero || (to !== undefined && to < firstDayOf(month))) return;
    let dues = months.get(month);
    if (!dues) months.set(month, (dues = new Map<string, Due>()));
    const cardClass = classOf(spell.presentations);
    const key = `${cardClass} ${from}`;
    let due = dues.get(key);
    if (!due) {
      due = { lastPresentedOn: from, burnsOn: burnOn, cardClass, sum: zero, squares: 0, burned: zero };
      dues.set(key, due);
    }
    due.sum = sum(due.sum, spell.balance);
    due.squares += Number(spell.balance) ** 2;
    if (to === undefined || to >= burnOn) due.burned = sum(due.burned, spell.balance);
  }

  return {
    take(spell) {
      first = Math.min(first, spell.from);
      last = Math.max(last, spell.from);
      const { from, to, presentations } = spell;
      history.add({ from, to: to ?? until, came: to !== undefined, presentations });
      note(spell, burnsOn(validThrough(from, validity)));
    },
    finish() {
      const tested: TestedMonth[] = [];
      if (first > last) return reportOf(tested);
      const warm = monthNumber((validThrough(first as EpochDay, validity) - 1) as EpochDay) + 1;
      for (let month = warm; firstDayOf(month) <= last && firstDayOf(month + 1) - 1 <= until; month++)
        tested.push(testMonth(month, [...(months.get(month)?.values() ?? [])]));
      return reportOf(tested);
    },
  };

  function testMonth(month: number, dues: Due[]): TestedMonth {
    const on = firstDayOf(month);
    const rates = history.before(month);
    const test = (cards: Due[]): TestedForecast => {
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

function accuracyOf(forecasts: readonly TestedForecast[]): Accuracy {
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
