/** A year as twelve months of days, and what is said of its days. */
import type { Calendar } from "../../../src/business/calendar-contract.ts";
import { addDays, daysBetween, type Day } from "../../language/days.ts";

export type NamedDay = Calendar["days"][number];
export type DayKind = NamedDay["kind"];

/** A Monday. */
const monday = "2024-01-01";
export const aWeek: readonly Day[] = Array.from({ length: 7 }, (_, ahead) => addDays(monday, ahead));

/** Monday is 0. */
const weekdayOf = (day: Day): number => ((daysBetween(monday, day) % 7) + 7) % 7;

const two = (value: number): string => String(value).padStart(2, "0");
const firstOf = (year: number, month: number): Day =>
  month > 12 ? `${year + 1}-01-01` : `${year}-${two(month)}-01`;

/** Its weeks, from Monday; null where another month is. */
export function weeksOf(year: number, month: number): (Day | null)[][] {
  const first = firstOf(year, month);
  const before = weekdayOf(first);
  const length = daysBetween(first, firstOf(year, month + 1));
  return Array.from({ length: Math.ceil((before + length) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const at = week * 7 + weekday - before;
      return at >= 0 && at < length ? addDays(first, at) : null;
    }),
  );
}

export const daysOf = (year: number): Day[] =>
  Array.from({ length: daysBetween(`${year}-01-01`, `${year + 1}-01-01`) }, (_, ahead) =>
    addDays(`${year}-01-01`, ahead),
  );

/** By the day of the week alone. */
export const usualKind = (day: Day): DayKind => (weekdayOf(day) >= 5 ? "holiday" : "working");

export interface Run {
  from: Day;
  through: Day;
  day: NamedDay;
}

/** Days in a row that are the same. */
export function runsOf(days: readonly NamedDay[]): Run[] {
  const runs: Run[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    const isSame =
      last &&
      addDays(last.through, 1) === day.date &&
      last.day.kind === day.kind &&
      last.day.own === day.own &&
      last.day.code === day.code &&
      last.day.name.ru === day.name.ru;
    if (isSame) last.through = day.date;
    else runs.push({ from: day.date, through: day.date, day });
  }
  return runs;
}
