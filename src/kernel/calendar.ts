/**
 * Days as whole numbers (days since 1970-01-01, proleptic Gregorian) for loops over millions of rows,
 * and calendar periods. Where speed does not matter use Temporal.PlainDate; both agree, and a property test says so.
 */
declare const dayBrand: unique symbol;
export type EpochDay = number & { readonly [dayBrand]: true };

export interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

/** From Howard Hinnant's "chrono-compatible low-level date algorithms". */
export function toEpochDay({ year, month, day }: CalendarDate): EpochDay {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) as EpochDay;
}

export function fromEpochDay(epochDay: EpochDay): CalendarDate {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

const daysBeforeLeap = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (daysBeforeLeap[month - 1] ?? 0);
}

/** Calendar months first, clamped to the month's end, then days: 31 August + P6M is 28 or 29 February. */
export interface Period {
  months: number;
  days: number;
}

export function addPeriod(from: EpochDay, period: Period, sign: 1 | -1 = 1): EpochDay {
  if (period.months === 0) return (from + sign * period.days) as EpochDay;
  const { year, month, day } = fromEpochDay(from);
  const monthsSinceZero = year * 12 + (month - 1) + sign * period.months;
  const toYear = Math.floor(monthsSinceZero / 12);
  const toMonth = monthsSinceZero - toYear * 12 + 1;
  const clamped = Math.min(day, daysInMonth(toYear, toMonth));
  return (toEpochDay({ year: toYear, month: toMonth, day: clamped }) + sign * period.days) as EpochDay;
}

/** Reads an ISO 8601 period of years, months, weeks and days (`P6M`, `P1Y`, `P10D`); undefined for anything else. */
export function parsePeriod(text: string): Period | undefined {
  const match = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/.exec(text);
  if (!match) return undefined;
  const [years, months, weeks, days] = match.slice(1).map((part) => Number(part ?? 0));
  return { months: (years ?? 0) * 12 + (months ?? 0), days: (weeks ?? 0) * 7 + (days ?? 0) };
}

/** `P6M`, `P1M10D`; what `parsePeriod` reads as the same period. */
export const formatPeriod = ({ months, days }: Period): string =>
  months === 0 && days === 0 ? "P0D" : `P${months > 0 ? `${months}M` : ""}${days > 0 ? `${days}D` : ""}`;

/** Reads `YYYY-MM-DD`; undefined if it is not that or no such day exists. */
export function parseDay(text: string): EpochDay | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return toEpochDay({ year, month, day });
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

export function formatDay(epochDay: EpochDay): string {
  const { year, month, day } = fromEpochDay(epochDay);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export const toPlainDate = (epochDay: EpochDay): Temporal.PlainDate =>
  Temporal.PlainDate.from(fromEpochDay(epochDay));

export const fromPlainDate = (date: Temporal.PlainDate): EpochDay =>
  toEpochDay({ year: date.year, month: date.month, day: date.day });
