/** Several rules side by side as a person reads them: which they are, a table that fits the width, a chart. */
import { sayDay, type Language, type Words } from "../../kernel/language.ts";
import type { RuleReport } from "../../loyalty/replay.ts";
import { sayCount, saySum } from "../figures.ts";
import { sayPeriod } from "./replay-report.ts";
import { sayPercent, type TypedRule } from "./replay-rules.ts";
import { columnsInTables, inBlocks, scaled, type TableColumn } from "./replay-table.ts";

export interface ComparisonReading {
  language: Language;
  columns: number;
  until: Temporal.PlainDate;
  rules: readonly TypedRule[];
}

const widest = 120;

/** Reports are in the order of the rules. */
export function comparisonInWords(reports: readonly RuleReport[], reading: ComparisonReading): string {
  const { language } = reading;
  const width = Math.min(reading.columns, widest) - 2;
  const names = reports.map((_, at) => String(at + 1));
  const tables = columnsInTables(names, figureColumns(language, reports), width);
  return inBlocks([
    head(reading, width),
    list(reading, width),
    ...tables,
    chart(reports, language, width),
    note(language),
  ]);
}

function head({ language, until, rules }: ComparisonReading, width: number): string[] {
  const same = sameOf(rules);
  const common = termsOf.filter((term) => same(term)).map((term) => term(language, rules[0] as TypedRule));
  const title =
    language === "ru"
      ? `Что дали бы разные правила на прошлых продажах, по ${sayDay("ru", until)}`
      : `What different rules would have done on past sales, through ${sayDay("en", until)}`;
  const forAll = language === "ru" ? "Для всех: " : "For all: ";
  return common.length === 0 ? [title] : [title, ...wrapped(forAll, common, width)];
}

/** Breaks the line between terms where the width ends. */
function wrapped(title: string, terms: string[], width: number): string[] {
  const lines = [title];
  for (const [at, term] of terms.entries()) {
    const text = at === terms.length - 1 ? term : `${term}, `;
    if ((lines.at(-1) ?? "").length + text.trimEnd().length > width) lines.push(" ".repeat(title.length));
    lines.push((lines.pop() ?? "") + text);
  }
  return lines;
}

function list({ language, rules }: ComparisonReading, width: number): string[] {
  const same = sameOf(rules);
  const varying = termsOf.filter((term) => !same(term));
  const base = language === "ru" ? " (с ним сравниваем)" : " (the base)";
  return rules.flatMap((rule, at) => {
    const number = `${String(at + 1).padStart(String(rules.length).length)}  `;
    const terms = varying.map((term) => term(language, rule));
    if (at === 0) terms.push(`${terms.pop() ?? ""}${base}`);
    return wrapped(number, terms, width);
  });
}

type Term = (language: Language, rule: TypedRule) => string;

const termsOf: Term[] = [
  (language, { program }) =>
    language === "ru"
      ? `бонус живёт ${sayPeriod("ru", program.validity)}`
      : `bonus lives ${sayPeriod("en", program.validity)}`,
  (language, { program }) =>
    language === "ru"
      ? `начисление ${percent(language, program.accrual)}`
      : `accrual ${percent(language, program.accrual)}`,
  (language, { program }) =>
    language === "ru"
      ? `скидка ${percent(language, program.discount)}`
      : `discount ${percent(language, program.discount)}`,
  (language, { program }) =>
    language === "ru"
      ? `карта за ${saySum("ru", program.cardPrice)}`
      : `card at ${saySum("en", program.cardPrice)}`,
  (language, { redeem }) =>
    language === "ru"
      ? redeem === "never"
        ? "бонусами не платят"
        : "платят, сколько можно"
      : redeem === "never"
        ? "bonus not spent"
        : "bonus spent when it may be",
];

const percent = (language: Language, value: bigint): string =>
  `${language === "ru" ? sayPercent(value).replace(".", ",") : sayPercent(value)} %`;

const sameOf =
  (rules: readonly TypedRule[]) =>
  (term: Term): boolean =>
    new Set(rules.map((rule) => term("en", rule))).size === 1;

function figureColumns(language: Language, reports: readonly RuleReport[]): TableColumn[] {
  const column = (title: Words, cell: (report: RuleReport, at: number) => string): TableColumn => ({
    title: title[language],
    cells: reports.map(cell),
  });
  const sum = (of: (report: RuleReport) => bigint) => (report: RuleReport) => saySum(language, of(report));
  const count = (of: (report: RuleReport) => number) => (report: RuleReport, at: number) =>
    at === 0 ? "·" : sayCount(language, of(report));
  return [
    column(
      { ru: "начислено", en: "issued" },
      sum(({ issued }) => issued),
    ),
    column(
      { ru: "потрачено", en: "redeemed" },
      sum(({ redeemed }) => redeemed),
    ),
    column(
      { ru: "сгорело", en: "burned" },
      sum(({ burned }) => burned),
    ),
    column(
      { ru: "осталось", en: "left" },
      sum(({ outstanding }) => outstanding),
    ),
    column({ ru: "напомнили", en: "reminders" }, ({ reminders }) => sayCount(language, reminders)),
    column(
      { ru: "скидки", en: "discounts" },
      sum(({ discount }) => discount),
    ),
    column(
      { ru: "доход от карт", en: "cards" },
      sum(({ cardIncome }) => cardIncome),
    ),
    column(
      { ru: "выиграли", en: "gain" },
      count(({ clientsGain }) => clientsGain),
    ),
    column(
      { ru: "потеряли", en: "lose" },
      count(({ clientsLose }) => clientsLose),
    ),
  ];
}

/** What became of the bonus issued, a line for each rule, all to one scale. */
function chart(reports: readonly RuleReport[], language: Language, width: number): string[] {
  const most = reports.reduce((high, { issued }) => (issued > high ? issued : high), 1n);
  const number = String(reports.length).length;
  const longest = width - number - 2;
  const title =
    language === "ru" ? "потрачено ▓, сгорело ░, осталось █" : "redeemed ▓, burned ░, left on cards █";
  return [
    title,
    "",
    ...reports.map(({ issued, redeemed, burned }, at) => {
      const all = scaled(issued, most, longest);
      const spent = Math.min(scaled(redeemed, most, longest), all);
      const gone = Math.min(scaled(burned, most, longest), all - spent);
      const line = "▓".repeat(spent) + "░".repeat(gone) + "█".repeat(all - spent - gone);
      return `${String(at + 1).padStart(number)}  ${line}`;
    }),
  ];
}

const note = (language: Language): string[] =>
  language === "ru"
    ? [
        "Выиграли и потеряли — клиенты, по сравнению с правилом 1. Что получил клиент:",
        "скидки, потраченные бонусы и бонусы, что остались на карте; без цены карты.",
      ]
    : [
        "Gain and lose: clients, against rule 1. What a client got is the discounts,",
        "bonus redeemed and bonus left on the card; the card's price is not counted.",
      ];
