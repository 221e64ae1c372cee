/** A replay, a comparison of rules and a back-test as JSON documents. */
import { toDecimal } from "../../kernel/money.ts";
import type { Accuracy, BacktestReport, TestedForecast } from "../../loyalty/burn-backtest.ts";
import type { ReplayReport, RuleReport } from "../../loyalty/replay.ts";
import type { ReplayTotals } from "../../loyalty/replay-totals.ts";
import { sayPercent, type TypedRule } from "./replay-rules.ts";

export function replayJson(report: ReplayReport): unknown {
  const { reminders, ...money } = totalsJson(report);
  return {
    clients: report.clients,
    ...money,
    outstanding: toDecimal(report.outstanding),
    reminders,
    months: monthsJson(report),
  };
}

/** Reports are in the order of the rules; the first is the base. */
export function comparisonJson(rules: readonly TypedRule[], reports: readonly RuleReport[]): unknown {
  const terms = rules.map(termsJson);
  return { base: terms[0], rules: reports.map((report, at) => ({ ...terms[at], ...ruleJson(report) })) };
}

const termsJson = ({ validity, program, redeem }: TypedRule) => ({
  validity,
  /** Percent, as is `discount`. */
  accrual: sayPercent(program.accrual),
  discount: sayPercent(program.discount),
  cardPrice: toDecimal(program.cardPrice),
  redeem,
});

function ruleJson(report: RuleReport) {
  // `discount` of a rule is its percentage, so the sum has a name of its own here.
  const { discount, reminders, ...money } = totalsJson(report);
  return {
    clients: report.clients,
    ...money,
    discountGiven: discount,
    outstanding: toDecimal(report.outstanding),
    reminders,
    /** Price of the card × cards sold. */
    cardIncome: toDecimal(report.cardIncome),
    /**
     * Clients who get more, and less, than by the base. What a client got = discounts + bonus redeemed + bonus left on
     * the card at the end; the price of the card is not counted in.
     */
    clientsGain: report.clientsGain,
    clientsLose: report.clientsLose,
    months: monthsJson(report),
  };
}

const monthsJson = (report: ReplayReport) =>
  Object.fromEntries([...report.months].map(([month, totals]) => [month, totalsJson(totals)]));

const totalsJson = (totals: ReplayTotals) => ({
  purchases: totals.purchases,
  cardsSold: totals.cardsSold,
  turnover: toDecimal(totals.turnover),
  discount: toDecimal(totals.discount),
  issued: toDecimal(totals.issued),
  redeemed: toDecimal(totals.redeemed),
  burned: toDecimal(totals.burned),
  reminders: totals.reminders,
});

export const backtestJson = ({ months, ofMonths, ofWeeks }: BacktestReport): unknown => ({
  /** Of the interval: it should hold what burned in so many cases of 100. */
  interval: 80,
  months: months.map(({ month, weeks, ...whole }) => ({
    month,
    ...forecastJson(whole),
    weeks: weeks.map(forecastJson),
  })),
  summary: { months: accuracyJson(ofMonths), weeks: accuracyJson(ofWeeks) },
});

const forecastJson = (tested: TestedForecast) => ({
  /** What burns if nobody comes. */
  due: toDecimal(tested.due),
  forecast: toDecimal(tested.expected),
  low: toDecimal(tested.low),
  high: toDecimal(tested.high),
  burned: toDecimal(tested.burned),
  inside: tested.inside,
});

const accuracyJson = ({ forecasts, inside, meanAbsoluteError }: Accuracy) => ({
  forecasts,
  inside,
  /** Percent of the forecasts; null without any. */
  coverage: forecasts === 0 ? null : tenths(inside / forecasts),
  /** Mean absolute error in percent of what burned; null if nothing did. */
  meanAbsolutePercentageError: meanAbsoluteError === undefined ? null : tenths(meanAbsoluteError),
});

const tenths = (part: number): number => Math.round(part * 1000) / 10;
