/** The business's calendar: the country's, with the days that people put in over it. */
import type { Connection } from "../../database/sql.ts";
import type { Words } from "../../kernel/language.ts";
import type { CalendarDay } from "../calendar.ts";
import type { Calendar, NewCalendarDay } from "../calendar-contract.ts";
import { movedDays } from "../moved-days.ts";
import { deleteCalendarDay, loadCalendar, putCalendarDays, type StoredCalendarDay } from "../store.ts";
import type { DaysOff } from "../working-days.ts";

/** Takes in the country's calendar of these years. Returns how many days are new or different. */
export async function fillCalendar(db: Connection, years: readonly number[]): Promise<number> {
  // Whole countries' holidays, read once a year and not at every start.
  const { countryCalendar } = await import("../calendar.ts");
  return putCalendarDays(db, years.flatMap(countryCalendar), { own: false });
}

async function daysOf(db: Connection, year: number): Promise<StoredCalendarDay[]> {
  const days = await loadCalendar(db, year);
  if (days.length > 0) return days;
  await fillCalendar(db, [year]);
  return loadCalendar(db, year);
}

export async function readCalendar(db: Connection, year: number): Promise<Calendar> {
  const days = await daysOf(db, year);
  const country = days.some(({ own }) => own) ? await countryDays(year) : undefined;
  return {
    year,
    movesKnown: year in movedDays,
    days: days.map((day) => {
      const date = day.date.toString();
      return { ...day, date, country: (day.own && country?.get(date)) || null };
    }),
  };
}

async function countryDays(year: number): Promise<Map<string, { kind: CalendarDay["kind"]; name: Words }>> {
  const { countryCalendar } = await import("../calendar.ts");
  return new Map(countryCalendar(year).map(({ date, kind, name }) => [date.toString(), { kind, name }]));
}

/** Of the day's year and the next. */
export async function readDaysOff(db: Connection, day: Temporal.PlainDate): Promise<DaysOff> {
  const days = [...(await daysOf(db, day.year)), ...(await daysOf(db, day.year + 1))];
  return new Map(days.map(({ date, kind }) => [date.toString(), kind]));
}

export async function setCalendarDay(
  db: Connection,
  date: Temporal.PlainDate,
  { kind, name, code = null, forSex = null }: NewCalendarDay,
): Promise<Calendar> {
  await daysOf(db, date.year);
  const greeted = kind === "holiday" ? code : null;
  await putCalendarDays(db, [{ date, kind, name, code: greeted, forSex: greeted === null ? null : forSex }], {
    own: true,
  });
  return readCalendar(db, date.year);
}

/** What people put in is forgotten: the country's calendar says again what the day is. */
export async function forgetCalendarDay(db: Connection, date: Temporal.PlainDate): Promise<Calendar> {
  await deleteCalendarDay(db, date);
  await fillCalendar(db, [date.year]);
  return readCalendar(db, date.year);
}
