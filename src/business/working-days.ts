/** Working days of a five-day week by a calendar that says what is a day off and which Saturday is worked. */

/** By day, as YYYY-MM-DD, what it is against the week's order. */
export type DaysOff = ReadonlyMap<string, "working" | "holiday">;

export const isWorkingDay = (day: Temporal.PlainDate, calendar: DaysOff): boolean =>
  (calendar.get(day.toString()) ?? (day.dayOfWeek <= 5 ? "working" : "holiday")) === "working";

/** The last of so many working days after `from`, which itself does not count. */
export function addWorkingDays(
  from: Temporal.PlainDate,
  days: number,
  calendar: DaysOff,
): Temporal.PlainDate {
  let day = from;
  for (let left = days; left > 0;) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day, calendar)) left--;
  }
  return day;
}
