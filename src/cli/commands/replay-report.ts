/** A replay as a person reads it on a terminal: figures, a table of months that fits the width, a chart. */
import type { Period } from "../../kernel/calendar.ts";
import { plural, sayDay, type Language, type Words } from "../../kernel/language.ts";
import type { Program } from "../../loyalty/program.ts";
import type { Redeem } from "../../loyalty/purchase.ts";
import type { ReplayReport } from "../../loyalty/replay.ts";
import type { ReplayTotals } from "../../loyalty/replay-totals.ts";
import { sayCount, sayRounded, saySum } from "../figures.ts";
import { monthChart, sayMonth } from "./replay-chart.ts";
import { inBlocks } from "./replay-table.ts";

export interface ReplayReading {
  language: Language;
  columns: number;
  until: Temporal.PlainDate;
  program: Program;
  redeem: Redeem;
}

const widest = 120;

export function replayInWords(report: ReplayReport, reading: ReplayReading): string {
  const blocks = [head(reading), figures(report, reading.language)];
  if (report.months.size > 0) blocks.push(...months(report, reading));
  return inBlocks(blocks);
}

function head({ language, until, program, redeem }: ReplayReading): string[] {
  const period = sayPeriod(language, program.validity);
  return language === "ru"
    ? [
        `Что дала бы программа на прошлых продажах, по ${sayDay("ru", until)}`,
        `Бонус живёт ${period} с последнего предъявления;`,
        `клиенты ${redeem === "never" ? "бонусами не платят" : "платят бонусами, сколько можно"}`,
      ]
    : [
        `What the program would have done on past sales, through ${sayDay("en", until)}`,
        `The bonus lives ${period} from the last presentation;`,
        `clients ${redeem === "never" ? "do not spend it" : "spend all of it that they may"}`,
      ];
}

function figures(report: ReplayReport, language: Language): string[] {
  const say = (words: Words) => words[language];
  const count = (value: number) => sayCount(language, value);
  const sum = (value: bigint) => saySum(language, value);
  const share = (value: bigint) =>
    report.issued === 0n ? "" : `${Math.round(Number((value * 1000n) / report.issued) / 10)} %`;
  const rows: [string, string, string][] = [
    [say({ ru: "Клиентов", en: "Clients" }), count(report.clients), ""],
    [say({ ru: "Покупок", en: "Purchases" }), count(report.purchases), ""],
    [say({ ru: "Продано карт", en: "Cards sold" }), count(report.cardsSold), ""],
    [say({ ru: "Оборот", en: "Turnover" }), sum(report.turnover), ""],
    [say({ ru: "Скидки", en: "Discounts" }), sum(report.discount), ""],
    ["", "", ""],
    [say({ ru: "Начислено бонусов", en: "Bonus issued" }), sum(report.issued), share(report.issued)],
    [say({ ru: "  потрачено", en: "  redeemed" }), sum(report.redeemed), share(report.redeemed)],
    [say({ ru: "  сгорело", en: "  burned" }), sum(report.burned), share(report.burned)],
    [
      say({ ru: "  осталось на картах", en: "  left on cards" }),
      sum(report.outstanding),
      share(report.outstanding),
    ],
    [say({ ru: "Напоминаний", en: "Reminders" }), count(report.reminders), ""],
  ];
  const [names, values, shares] = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map(
    ([name, value, part]) =>
      `${name.padEnd(names ?? 0)}  ${value.padStart(values ?? 0)}  ${part.padStart(shares ?? 0)}`,
  );
}

type SumSayer = (language: Language, kopecks: bigint) => string;

interface MonthColumn {
  title: Words;
  cell(totals: ReplayTotals, language: Language, sum: SumSayer): string;
  /** Left out first where the line is too short. */
  spare?: boolean;
}

const monthColumns: MonthColumn[] = [
  {
    title: { ru: "покупки", en: "purchases" },
    cell: (month, language) => sayCount(language, month.purchases),
  },
  { title: { ru: "карты", en: "cards" }, cell: (month, language) => sayCount(language, month.cardsSold) },
  { title: { ru: "оборот", en: "turnover" }, cell: (month, language, sum) => sum(language, month.turnover) },
  {
    title: { ru: "скидки", en: "discounts" },
    cell: (month, language, sum) => sum(language, month.discount),
    spare: true,
  },
  { title: { ru: "начислено", en: "issued" }, cell: (month, language, sum) => sum(language, month.issued) },
  {
    title: { ru: "потрачено", en: "redeemed" },
    cell: (month, language, sum) => sum(language, month.redeemed),
  },
  { title: { ru: "сгорело", en: "burned" }, cell: (month, language, sum) => sum(language, month.burned) },
  {
    title: { ru: "напомнили", en: "reminders" },
    cell: (month, language) => sayCount(language, month.reminders),
  },
];

function months(report: ReplayReport, reading: ReplayReading): string[][] {
  const { language } = reading;
  const width = Math.min(reading.columns, widest) - 2;
  const necessary = monthColumns.filter(({ spare }) => !spare);
  const exact = language === "ru" ? "По месяцам" : "By month";
  const rounded = language === "ru" ? "По месяцам, без копеек" : "By month, to the whole unit";
  const tables = [
    table(report, language, monthColumns, saySum),
    table(report, language, necessary, saySum),
    table(report, language, monthColumns, sayRounded),
    table(report, language, necessary, sayRounded),
  ];
  const fits = (lines: string[]) => lines.every((line) => line.length <= width);
  const found = tables.findIndex(fits);
  const at = found < 0 ? tables.length - 1 : found;
  return [[at < 2 ? exact : rounded, "", ...(tables[at] ?? [])], monthChart(report, language, width)];
}

function table(report: ReplayReport, language: Language, columns: MonthColumn[], sum: SumSayer): string[] {
  const rows = [
    ["", ...columns.map(({ title }) => title[language])],
    ...[...report.months].map(([month, totals]) => [
      sayMonth(language, month),
      ...columns.map(({ cell }) => quiet(cell(totals, language, sum))),
    ]),
    [language === "ru" ? "всего" : "total", ...columns.map(({ cell }) => cell(report, language, sum))],
  ];
  const widths = [0, ...columns.map((_, at) => at + 1)].map((at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  "),
  );
  const rule = "─".repeat(lines[0]?.length ?? 0);
  return [...lines.slice(0, 1), rule, ...lines.slice(1, -1), rule, ...lines.slice(-1)];
}

/** A month in which nothing of the kind happened does not draw the eye. */
const quiet = (figure: string) => (/[1-9]/.test(figure) ? figure : "·");

export function sayPeriod(language: Language, { months, days }: Period): string {
  const parts = [
    [months, ["месяц", "месяца", "месяцев"], ["month", "months", "months"]],
    [days, ["день", "дня", "дней"], ["day", "days", "days"]],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, ru, en]) => `${count} ${plural(language, count, language === "ru" ? ru : en)}`)
    .join(language === "ru" ? " и " : " and ");
}
