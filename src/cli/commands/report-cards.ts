/** `povod report cards`: cards sold by office and month against the plan, and paid cards beside given ones. */
import { loadSettings } from "../../business/store.ts";
import { sayDay, sayMoney, type Language } from "../../kernel/language.ts";
import { reportCards, reportCardUse, usualMonths } from "../../reports/actions/report-cards.ts";
import type { CardSales, CardUse, MonthOfCards, Use } from "../../reports/owner-contract.ts";
import { databaseOptions, jsonOption, wholeOption, type Command } from "../command.ts";
import { sayCount, sayRounded } from "../figures.ts";
import { withDatabase } from "../open.ts";
import { sayMonth } from "./replay-chart.ts";
import { columnsInTables, inBlocks } from "./replay-table.ts";

export const reportCardsCommand: Command = {
  name: "report cards",
  usage: "[--months N] [--json] [--data DIR]",
  options: { months: { type: "string" }, ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  async run(context, invocation) {
    const months = wholeOption(invocation, "months", { least: 1, most: 36 }) ?? usualMonths;
    await withDatabase(context, invocation, async ({ db }) => {
      const business = await loadSettings(db);
      const reader = { business, now: context.clock.now() };
      const sales = await reportCards(db, reader, months);
      const use = await reportCardUse(db, reader);
      const { language, columns } = context;
      await context.out(
        invocation.options["json"] === true
          ? `${JSON.stringify({ ...sales, use })}\n`
          : inWords(sales, use, { language, columns, currency: business.currency }),
      );
    });
  },
};

interface Reading {
  language: Language;
  columns: number;
  currency: string;
}

const money = (decimal: string, { language, currency }: Reading): string =>
  sayMoney(language, BigInt(decimal.replace(".", "")), currency).replaceAll("\u202f", "\u00a0");

const rounded = (decimal: string, { language }: Reading): string =>
  sayRounded(language, BigInt(decimal.replace(".", "")));

function inWords(sales: CardSales, use: CardUse, reading: Reading): string {
  const ru = reading.language === "ru";
  const all = { ...sales, name: ru ? "всего" : "in all" };
  const rows = sales.offices.length === 1 ? sales.offices : [...sales.offices, all];
  const width = reading.columns - 2;
  return inBlocks([
    [
      ru ? "Продано карт" : "Cards sold",
      ru
        ? "✓ по плану, + больше плана, − меньше плана, … месяц идёт"
        : "✓ as planned, + above plan, − below plan, … the month goes on",
    ],
    ...columnsInTables(
      sales.months.map(({ month }) => sayMonth(reading.language, month)),
      rows.map(({ name, months }) => ({
        title: name ?? (ru ? "без офиса" : "no office"),
        cells: months.map((month) => `${sayCount(reading.language, month.sold)} ${mark(month, "cardsAre")}`),
      })),
      width,
    ),
    [ru ? `Деньги за карты, ${reading.currency}` : `What the cards brought, ${reading.currency}`],
    ...columnsInTables(
      sales.months.map(({ month }) => sayMonth(reading.language, month)),
      rows.map(({ name, months }) => ({
        title: name ?? (ru ? "без офиса" : "no office"),
        cells: months.map((month) => `${rounded(month.income, reading)} ${mark(month, "incomeIs")}`),
      })),
      width,
    ),
    ...paidAndGivenInWords(use, reading),
  ]);
}

function mark({ plan, over }: MonthOfCards, figure: "cardsAre" | "incomeIs"): string {
  if (!plan) return " ";
  if (!over && plan[figure] === "below") return "…";
  return { below: "−", within: "✓", above: "+" }[plan[figure]];
}

function paidAndGivenInWords({ paid, given, from, least }: CardUse, reading: Reading): string[][] {
  const ru = reading.language === "ru";
  const since = sayDay(reading.language, Temporal.PlainDate.from(from));
  const little = ru ? "мало данных" : "too few yet";
  const cell = (tell: (told: NonNullable<Use["told"]>) => string) =>
    [paid, given].map(({ told }) => (told ? tell(told) : little));
  const number = (value: number, places: number) => {
    const text = value.toFixed(places);
    return ru ? text.replace(".", ",") : text;
  };
  const rows = [
    {
      title: ru ? "карт" : "cards",
      cells: [paid, given].map(({ cards }) => sayCount(reading.language, cards)),
    },
    {
      title: ru ? "предъявляют раз в год" : "presented a year",
      cells: cell(({ presentationsAYear }) => number(presentationsAYear, 1)),
    },
    {
      title: ru ? "покупок в год на карту" : "turnover a card and year",
      cells: cell(({ turnoverAYear }) => money(turnoverAYear, reading)),
    },
    {
      title: ru ? "предъявили снова в срок" : "presented again in time",
      cells: cell(
        ({ presentedAgain: { percent, low, high } }) =>
          `${number(percent, 0)} % (${number(low, 0)}–${number(high, 0)})`,
      ),
    },
  ];
  return [
    [
      ru ? `Купленные и подаренные карты с ${since}` : `Paid and given cards since ${since}`,
      ru
        ? `Чтобы судить, нужно ${least} карт, у которых первый срок бонусов прошёл`
        : `To tell anything it takes ${least} cards whose first bonus has had its time`,
    ],
    ...columnsInTables([ru ? "куплены" : "paid", ru ? "подарены" : "given"], rows, reading.columns - 2),
  ];
}
