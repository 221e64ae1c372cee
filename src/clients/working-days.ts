/** Working days of a five-day week. Holidays are those the Labour Code names (art. 112); days moved by decree are not known. */

const holidays = new Set([
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((day) => `01-0${day}`),
  "02-23",
  "03-08",
  "05-01",
  "05-09",
  "06-12",
  "11-04",
]);

const isWorkingDay = (day: Temporal.PlainDate): boolean =>
  day.dayOfWeek <= 5 && !holidays.has(day.toString().slice(5));

/** The last of so many working days after `from`, which itself does not count. */
export function addWorkingDays(from: Temporal.PlainDate, days: number): Temporal.PlainDate {
  let day = from;
  for (let left = days; left > 0;) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day)) left--;
  }
  return day;
}
