/** A back-test of the burn forecast as a person reads it on a terminal. */
import { sayDay, type Language } from "../../kernel/language.ts";
import type { Accuracy, BacktestReport } from "../../loyalty/burn-backtest.ts";
import { sayRounded } from "../figures.ts";
import { sayMonth } from "./replay-chart.ts";
import { columnsInTables, inBlocks } from "./replay-table.ts";

export interface BacktestReading {
  language: Language;
  columns: number;
  until: Temporal.PlainDate;
}

export function backtestInWords(report: BacktestReport, reading: BacktestReading): string {
  const { language } = reading;
  const ru = language === "ru";
  const head = ru
    ? [
        `Прогноз сгорания на первое число месяца и что сгорело, по ${sayDay("ru", reading.until)}`,
        "Прогноз знает только то, что было до этого дня",
      ]
    : [
        `Foretold on the first of each month, and what burned, to ${sayDay("en", reading.until)}`,
        "The forecast knows only what had happened before that day",
      ];
  if (report.months.length === 0)
    return inBlocks([
      head,
      [
        ru
          ? "Ни одного целого месяца после первого срока бонуса: проверять не на чем."
          : "Not one whole month after the bonus's first lifetime: nothing to test on.",
      ],
    ]);
  return inBlocks([head, ...table(report, language, reading.columns - 2), summary(report, language)]);
}

function table({ months }: BacktestReport, language: Language, width: number): string[][] {
  const ru = language === "ru";
  const sum = (value: bigint) => sayRounded(language, value);
  const column = (title: string, cells: string[]) => ({ title, cells });
  return columnsInTables(
    months.map(({ month }) => sayMonth(language, month)),
    [
      column(
        ru ? "могло" : "due",
        months.map(({ due }) => sum(due)),
      ),
      column(
        ru ? "прогноз" : "forecast",
        months.map(({ expected }) => sum(expected)),
      ),
      column(
        ru ? "интервал 80 %" : "80 % interval",
        months.map(({ low, high }) => `${sum(low)} – ${sum(high)}`),
      ),
      column(
        ru ? "сгорело" : "burned",
        months.map(({ burned }) => sum(burned)),
      ),
      column(
        ru ? "внутри" : "inside",
        months.map(({ inside }) => (inside ? (ru ? "да" : "yes") : ru ? "нет" : "no")),
      ),
    ],
    width,
  );
}

function summary({ ofMonths, ofWeeks }: BacktestReport, language: Language): string[] {
  const ru = language === "ru";
  return [
    accuracyInWords(ru ? "Месяцы: " : "Months: ", ofMonths, language),
    accuracyInWords(ru ? "Недели: " : "Weeks:  ", ofWeeks, language),
  ];
}

function accuracyInWords(
  title: string,
  { forecasts, inside, meanAbsoluteError }: Accuracy,
  language: Language,
) {
  const coverage = `${Math.round((inside / forecasts) * 100)} %`;
  const error = meanAbsoluteError === undefined ? "—" : tenths(language, meanAbsoluteError);
  return language === "ru"
    ? `${title}внутри интервала ${inside} из ${forecasts} (${coverage}), ошибка в среднем ${error}`
    : `${title}${inside} of ${forecasts} inside the interval (${coverage}), mean error ${error}`;
}

function tenths(language: Language, part: number): string {
  const text = (part * 100).toFixed(1);
  return `${language === "ru" ? text.replace(".", ",") : text} %`;
}
