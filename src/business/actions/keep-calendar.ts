/** The business's calendar: the country's, with the days that people put in over it. */
import type { Connection } from "../../database/sql.ts";
import type { Calendar, NewCalendarDay } from "../calendar-contract.ts";
import { deleteCalendarDay, loadCalendar, putCalendarDays } from "../store.ts";
import type { DaysOff } from "../working-days.ts";

/** Takes in the country's calendar of these years. Returns how many days are new or different. */
export async function fillCalendar(db: Connection, years: readonly number[]): Promise<number> {
  // Whole countries' holidays, read once a year and not at every start.
  const { countryCalendar } = await import("../calendar.ts");
  return putCalendarDays(db, years.flatMap(countryCalendar), { own: false });
}

export async function readCalendar(db: Connection, year: number): Promise<Calendar> {
  let days = await loadCalendar(db, year);
  if (days.length === 0) {
    await fillCalendar(db, [year]);
    days = await loadCalendar(db, year);
  }
  return { year, days: days.map((day) => ({ ...day, date: day.date.toString() })) };
}

/** Of the day's year and the next. */
export async function readDaysOff(db: Connection, day: Temporal.PlainDate): Promise<DaysOff> {
  const years = [await readCalendar(db, day.year), await readCalendar(db, day.year + 1)];
  return new Map(years.flatMap(({ days }) => days.map(({ date, kind }) => [date, kind] as const)));
}

export async function setCalendarDay(
  db: Connection,
  date: Temporal.PlainDate,
  { kind, name, code = null, forSex = null }: NewCalendarDay,
): Promise<Calendar> {
  await readCalendar(db, date.year);
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
