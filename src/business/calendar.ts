/** The days a country does not work, the working days moved by decree, and the holidays that are greeted. Pure. */
import Holidays from "date-holidays";
import type { Words } from "../kernel/language.ts";
import { movedDays } from "./moved-days.ts";

export interface CalendarDay {
  date: Temporal.PlainDate;
  kind: "working" | "holiday";
  name: Words;
  /** A holiday with a code is greeted. */
  code: string | null;
  /** Whose holiday it is, where it is not everybody's. */
  forSex: "female" | "male" | null;
}

/** By the month and day the holiday itself is on. */
const greeted: Record<string, { code: string; forSex: CalendarDay["forSex"]; name: Words }> = {
  "01-01": { code: "new-year", forSex: null, name: { ru: "Новый год", en: "New Year" } },
  "02-23": {
    code: "defenders-day",
    forSex: "male",
    name: { ru: "День защитника Отечества", en: "Defender of the Fatherland Day" },
  },
  "03-08": { code: "womens-day", forSex: "female", name: { ru: "8 Марта", en: "8 March" } },
  "05-09": { code: "victory-day", forSex: null, name: { ru: "День Победы", en: "Victory Day" } },
};

const dayOff: Words = { ru: "Перенесённый выходной", en: "Day off moved here" };
const workingDay: Words = { ru: "Рабочая суббота", en: "Working Saturday" };

/** The Russian calendar of a year: where no decree is known, a holiday on a weekend moves to the next working day. */
export function countryCalendar(year: number): CalendarDay[] {
  const days = new Map<string, CalendarDay>();
  const put = (date: Temporal.PlainDate, name: Words, kind: CalendarDay["kind"] = "holiday"): void => {
    const greeting = greeted[date.toString().slice(5)];
    days.set(date.toString(), {
      date,
      kind,
      name: greeting?.name ?? name,
      code: greeting?.code ?? null,
      forSex: greeting?.forSex ?? null,
    });
  };
  for (const { date, name } of publicHolidays(year)) put(date, name);
  const decree = movedDays[year];
  if (decree) {
    for (const day of decree.off) put(Temporal.PlainDate.from(`${year}-${day}`), dayOff);
    for (const day of decree.working) put(Temporal.PlainDate.from(`${year}-${day}`), workingDay, "working");
  } else
    for (const { date } of [...days.values()]) if (movesOn(date)) put(nextWorkingDay(date, days), dayOff);
  return [...days.values()].sort((a, b) => Temporal.PlainDate.compare(a.date, b.date));
}

/** The days off in January do not move: there are eight of them in a row. */
const movesOn = (date: Temporal.PlainDate): boolean => date.month > 1 && date.dayOfWeek >= 6;

function nextWorkingDay(
  date: Temporal.PlainDate,
  days: ReadonlyMap<string, CalendarDay>,
): Temporal.PlainDate {
  let next = date.add({ days: 1 });
  while (next.dayOfWeek >= 6 || days.has(next.toString())) next = next.add({ days: 1 });
  return next;
}

function publicHolidays(year: number): { date: Temporal.PlainDate; name: Words }[] {
  const [ru = [], en = []] = ["ru", "en"].map((language) =>
    new Holidays("RU", { languages: [language] }).getHolidays(year),
  );
  const found: { date: Temporal.PlainDate; name: Words }[] = [];
  for (const [index, holiday] of ru.entries()) {
    // A transfer of its own is told above; a year that has none there keeps what the library knows.
    if (holiday.type !== "public" || (movedDays[year] && /перенос|transfer/i.test(holiday.name))) continue;
    const name = { ru: holiday.name, en: en[index]?.name ?? holiday.name };
    const first = Temporal.PlainDate.from(holiday.date.slice(0, 10));
    const lasts = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000));
    for (let days = 0; days < lasts; days++) found.push({ date: first.add({ days }), name });
  }
  return found;
}
