/**
 * Days and moments as people say them. Not every browser has Temporal yet, so this module counts days itself and
 * lets Intl write them; what day it is comes from the server.
 */
import type { Language } from "../../src/kernel/language.ts";

/** `YYYY-MM-DD`, as on the wire. */
export type Day = string;

const dayMs = 86_400_000;
const locales = { ru: "ru-RU", en: "en-GB" } as const;
const isoDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "UTC" });

/** Of a moment as on the wire. */
export const momentMs = (moment: string): number => Date.parse(moment);

const utcMs = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

export const isDay = (text: unknown): text is Day =>
  typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utcMs(text));

export const addDays = (day: Day, count: number): Day => isoDay.format(utcMs(day) + count * dayMs);

/** Positive when `to` is later. */
export const daysBetween = (from: Day, to: Day): number => Math.round((utcMs(to) - utcMs(from)) / dayMs);

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locales[language], options);
  formats.set(key, known);
  return known;
}

/** Without the word for a year, and not without the end of «авг.» */
const unbroken = (text: string): string => text.replace(/\sг\.$/, "").replaceAll(" ", "\u00a0");

/** `22 декабря`, with the year unless it is the year of `today`. Never broken across lines. */
export function sayDay(language: Language, day: Day, today?: Day): string {
  const year = today?.slice(0, 4) === day.slice(0, 4) ? {} : ({ year: "numeric" } as const);
  return unbroken(
    format(language, { timeZone: "UTC", day: "numeric", month: "long", ...year }).format(utcMs(day)),
  );
}

/** `1–25 октября`; both months only where they differ. */
export function sayDays(language: Language, from: Day, through: Day, today?: Day): string {
  const last = sayDay(language, through, today);
  if (from.slice(0, 7) !== through.slice(0, 7)) return `${sayDay(language, from, today)} – ${last}`;
  return from === through ? last : `${Number(from.slice(8))}–${last}`;
}

/** `22 дек`, for a column of days. */
export function sayShortDay(language: Language, day: Day, today?: Day): string {
  const year = today?.slice(0, 4) === day.slice(0, 4) ? {} : ({ year: "numeric" } as const);
  const text = format(language, { timeZone: "UTC", day: "numeric", month: "short", ...year }).format(
    utcMs(day),
  );
  // Intl shortens Russian months to three or four letters; a column wants three.
  return unbroken(text).replace(/(\p{L}{3})\p{L}*\.?/u, "$1");
}

/** `вс`. */
export const sayShortWeekday = (language: Language, day: Day): string =>
  format(language, { timeZone: "UTC", weekday: "short" }).format(utcMs(day));

/** `Воскресенье, 22 ноября`. */
export function sayWeekday(language: Language, day: Day, today?: Day): string {
  const name = format(language, { timeZone: "UTC", weekday: "long" }).format(utcMs(day));
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}, ${sayDay(language, day, today)}`;
}

/** `декабрь 2026`. */
export function sayMonth(language: Language, day: Day): string {
  return unbroken(format(language, { timeZone: "UTC", month: "long", year: "numeric" }).format(utcMs(day)));
}

/** `окт`, for a column of months; with the year unless it is the year of `today`. */
export function sayShortMonth(language: Language, month: string, today: Day): string {
  const name = format(language, { timeZone: "UTC", month: "short" })
    .format(utcMs(`${month}-01`))
    .slice(0, 3);
  return month.slice(0, 4) === today.slice(0, 4) ? name : `${name}\u00a0${month.slice(0, 4)}`;
}

/** `октябрь` */
export const sayMonthName = (language: Language, month: string): string =>
  format(language, { timeZone: "UTC", month: "long" }).format(utcMs(`${month}-01`));

/** A birthday without a year is said without one. */
export function sayBirthday(
  language: Language,
  birthday: { month: number; day: number; year: number | null },
): string {
  const year = birthday.year ?? 2000;
  const day = `${year}-${String(birthday.month).padStart(2, "0")}-${String(birthday.day).padStart(2, "0")}`;
  return sayDay(language, day, birthday.year === null ? day : undefined);
}

/** `14:20` in the zone named. */
export const sayTime = (language: Language, moment: string, zone: string): string =>
  format(language, { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(Date.parse(moment));

/** The calendar day of a moment in the zone named. */
export const dayOf = (moment: string, zone: string): Day =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(Date.parse(moment));

/** `23 ноября, 10:00`; the time alone where the day is `today`. */
export function sayMoment(language: Language, moment: string, zone: string, today?: Day): string {
  const day = dayOf(moment, zone);
  const time = sayTime(language, moment, zone);
  return day === today ? time : `${sayDay(language, day, today)}, ${time}`;
}

const seasons = [
  "winter",
  "winter",
  "spring",
  "spring",
  "spring",
  "summer",
  "summer",
  "summer",
  "autumn",
  "autumn",
  "autumn",
  "winter",
] as const;
export type Season = (typeof seasons)[number];

export function seasonOf(day: Day): { season: Season; year: string } {
  return { season: seasons[Number(day.slice(5, 7)) - 1] ?? "winter", year: day.slice(0, 4) };
}
