/** The months of a replay as a chart with two sides. */
import type { Language } from "../../kernel/language.ts";
import type { ReplayReport } from "../../loyalty/replay.ts";
import { bar, sayRounded } from "../figures.ts";
import { scaled } from "./replay-table.ts";

/** Bonus that came to the cards grows to the right of the month, bonus that left them to the left. */
export function monthChart(report: ReplayReport, language: Language, width: number): string[] {
  const rows = [...report.months].map(([month, totals]) => ({
    month: sayMonth(language, month),
    came: totals.issued,
    left: totals.redeemed + totals.burned,
    redeemed: totals.redeemed,
  }));
  const most = rows.reduce((high, { came, left }) => (came > high ? came : left > high ? left : high), 1n);
  const figure = Math.max(
    ...rows.map(({ came, left }) => sayRounded(language, came > left ? came : left).length),
  );
  const month = rows[0]?.month.length ?? 0;
  const side = Math.floor((width - month - 4) / 2);
  const longest = side - figure - 1;
  const lines = rows.map((row) => {
    const leftUnits = scaled(row.left, most, longest);
    const redeemedUnits = Math.min(scaled(row.redeemed, most, longest), leftUnits);
    const leftBar = "▓".repeat(redeemedUnits) + "░".repeat(leftUnits - redeemedUnits);
    const left = row.left === 0n ? "·" : `${sayRounded(language, row.left)} ${leftBar}`;
    const came =
      row.came === 0n
        ? "·"
        : `${bar(Number(row.came) / Number(most), longest)} ${sayRounded(language, row.came)}`;
    return `${left.padStart(side)}  ${row.month}  ${came}`;
  });
  const titles =
    language === "ru"
      ? { left: report.redeemed > 0n ? "потрачено ▓ и сгорело ░" : "сгорело ░", came: "█ начислено" }
      : { left: report.redeemed > 0n ? "redeemed ▓ and burned ░" : "burned ░", came: "█ issued" };
  return [`${titles.left.padStart(side)}  ${" ".repeat(month)}  ${titles.came}`, "", ...lines];
}

const monthNames = {
  ru: ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"],
  en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
};

/** `1997-01` → `янв 1997` */
export function sayMonth(language: Language, month: string): string {
  const [year, number] = month.split("-");
  return `${monthNames[language][Number(number) - 1] ?? ""} ${year}`;
}
