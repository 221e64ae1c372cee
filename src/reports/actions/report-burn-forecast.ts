/** What will burn in the weeks ahead, and how good the forecast was in months that are over. */
import type { Connection } from "../../database/sql.ts";
import { formatDay } from "../../kernel/calendar.ts";
import { toDecimal } from "../../kernel/money.ts";
import { backtestLedger } from "../../loyalty/actions/backtest-ledger.ts";
import { forecastBurning } from "../../loyalty/actions/forecast-burn.ts";
import type { Accuracy } from "../../loyalty/burn-backtest.ts";
import type { ForecastOfCards, WeeksAhead } from "../../loyalty/forecast-weeks.ts";
import { officeDays } from "../../loyalty/office-days.ts";
import { loadOffices } from "../../loyalty/store/offices.ts";
import { dayIn } from "../../kernel/clock.ts";
import type { BurnBacktest, BurnForecast } from "../owner-contract.ts";
import type { OwnerReader } from "./report-bonuses.ts";

/** As far as the 90 days of the other figures. */
export const usualWeeks = 13;

export async function reportBurnForecast(
  db: Connection,
  { business, now }: OwnerReader,
  weeks: number = usualWeeks,
): Promise<BurnForecast> {
  const days = officeDays(await loadOffices(db), now, business.zone);
  const { history, offices, ...all } = await forecastBurning(db, { days, weeks });
  const byOffice = [...offices]
    .sort(([, a], [, b]) => Number(b.whole.due - a.whole.due))
    .map(([id, ahead]) => ({
      id,
      name: days.offices.find((office) => office.id === id)?.name ?? null,
      ...tellAhead(ahead),
    }));
  return {
    history: { ...history, since: history.since === undefined ? null : formatDay(history.since) },
    ...tellAhead(all),
    offices: byOffice,
  };
}

const tellAhead = ({ whole, weeks }: WeeksAhead) => ({
  ...tell(whole),
  weeks: weeks.map(({ from, through, ...week }) => ({
    from: formatDay(from),
    through: formatDay(through),
    ...tell(week),
  })),
});

const tell = ({ cards, due, forecast }: ForecastOfCards) => ({
  cards,
  due: toDecimal(due),
  forecast: forecast
    ? {
        expected: toDecimal(forecast.expected),
        low: toDecimal(forecast.low),
        high: toDecimal(forecast.high),
      }
    : null,
});

/** Over months that had ended by yesterday. */
export async function reportBurnBacktest(
  db: Connection,
  { business, now }: OwnerReader,
): Promise<BurnBacktest> {
  const yesterday = dayIn(business.zone, now).subtract({ days: 1 });
  const { months, ofMonths, ofWeeks } = await backtestLedger(db, yesterday);
  return {
    months: months.map(({ month, inside, due, expected, low, high, burned }) => ({
      month,
      inside,
      due: toDecimal(due),
      expected: toDecimal(expected),
      low: toDecimal(low),
      high: toDecimal(high),
      burned: toDecimal(burned),
    })),
    ofMonths: accuracy(ofMonths),
    ofWeeks: accuracy(ofWeeks),
  };
}

const accuracy = ({ forecasts, inside, meanAbsoluteError }: Accuracy) => ({
  forecasts,
  inside,
  meanAbsolutePercentageError:
    meanAbsoluteError === undefined ? null : Math.round(meanAbsoluteError * 1000) / 10,
});
