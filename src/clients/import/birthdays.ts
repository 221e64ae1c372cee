/** Days as people write them: `01.02.85`, `1 февраля`, a number of Excel's. */
import { daysInMonth } from "../../kernel/calendar.ts";
import { serialDay } from "../../files/workbook-cells.ts";
import type { Birthday } from "./facts.ts";

export type DayTrouble = "unreadable" | "no_such_day" | "future" | "year_only" | "too_old";

/** The day, or what is wrong with it. `today` decides the century of `85` and what has not come yet. */
export function readDay(text: string, today: Temporal.PlainDate): Birthday | DayTrouble {
  const found = recognise(text, today);
  if (typeof found === "string") return found;
  const { year, month, day } = found;
  if (month < 1 || month > 12 || day < 1) return "no_such_day";
  if (day > daysInMonth(year ?? 2000, month)) return "no_such_day";
  if (year === null) return found;
  if (year < 1850) return "too_old";
  return Temporal.PlainDate.compare(Temporal.PlainDate.from({ year, month, day }), today) > 0
    ? "future"
    : found;
}

const separated = /^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2})?)?$/;
const isoDay = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/;
const withoutYear = /^--(\d{2})-?(\d{2})$/;
const dayFirst = /^(\d{1,2})[\s.-]*(\p{L}{3,})\.?[\s,-]*(\d{4}|\d{2})?$/u;
const monthFirst = /^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:[\s,]+(\d{4}|\d{2}))?$/u;

/** Without the time of day that a program added, and without the word for a year. */
const bareDay = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(?<=\d)[t\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m)?(?:z|[+-]\d{2}:?\d{2})?$/, "")
    .replace(/\s*(?:г\.?|год|года|г\.р\.)$/, "")
    .trim();

/** `00.00.0000` and the like, by which programs say that there is none. */
export const isNoDay = (text: string): boolean => /^0{1,2}[./-]0{1,2}(?:[./-]0{2,4})?$/.test(bareDay(text));

function recognise(text: string, today: Temporal.PlainDate): Birthday | DayTrouble {
  const bare = bareDay(text);
  const iso = isoDay.exec(bare);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const yearless = withoutYear.exec(bare);
  if (yearless) return { year: null, month: Number(yearless[1]), day: Number(yearless[2]) };
  const parts = separated.exec(bare);
  if (parts) return { year: yearOf(parts, today), month: Number(parts[2]), day: Number(parts[1]) };
  const worded = dayFirst.exec(bare);
  const month = worded && monthOf(worded[2] ?? "");
  if (month) return { year: yearOf(worded, today), month, day: Number(worded[1]) };
  const english = monthFirst.exec(bare);
  const firstMonth = english && monthOf(english[1] ?? "");
  if (firstMonth) return { year: yearOf(english, today), month: firstMonth, day: Number(english[2]) };
  if (/^\d{4}$/.test(bare)) return "year_only";
  const serial = /^\d{4,5}(?:[.,]\d+)?$/.test(bare) ? serialDay(Number(bare.replace(",", "."))) : undefined;
  const days = serial === undefined ? null : isoDay.exec(serial);
  return days ? { year: Number(days[1]), month: Number(days[2]), day: Number(days[3]) } : "unreadable";
}

/** Of two digits the latest year that has begun. */
function yearOf(match: RegExpExecArray, today: Temporal.PlainDate): number | null {
  const text = match[3];
  if (text === undefined) return null;
  const year = Number(text);
  if (text.length === 4) return year;
  const inThisCentury = Math.floor(today.year / 100) * 100 + year;
  return inThisCentury <= today.year ? inThisCentury : inThisCentury - 100;
}

const months = [
  ["янв", "jan"],
  ["фев", "feb"],
  ["мар", "mar"],
  ["апр", "apr"],
  ["мая", "май", "may"],
  ["июн", "jun"],
  ["июл", "jul"],
  ["авг", "aug"],
  ["сен", "sep"],
  ["окт", "oct"],
  ["ноя", "nov"],
  ["дек", "dec"],
];

function monthOf(word: string): number | undefined {
  const at = months.findIndex((starts) => starts.some((start) => word.startsWith(start)));
  return at < 0 ? undefined : at + 1;
}
