/** Times on somebody else's clock as moments, and back. Not every browser has Temporal yet, so Intl says the offset. */
import { addDays, dayOf, momentMs, type Day } from "./days.ts";

const writers = new Map<string, Intl.DateTimeFormat>();

function writer(zone: string): Intl.DateTimeFormat {
  const known =
    writers.get(zone) ??
    new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  writers.set(zone, known);
  return known;
}

/** `UTC+5`: browsers know few names of zones in Russian, and the tables' own are no words. */
export const sayZone = (zone: string): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "shortOffset" })
    .formatToParts()
    .find(({ type }) => type === "timeZoneName")
    ?.value.replace("GMT", "UTC") ?? zone;

/** `2026-11-22T14:20:00Z` */
export const isoOf = (ms: number): string => `${writer("UTC").format(ms).replace(" ", "T")}Z`;

/** `14:20` on the clock of a zone. */
export const clockAt = (ms: number, zone: string): string => writer(zone).format(ms).slice(11, 16);
export const dayAt = (ms: number, zone: string): Day => dayOf(isoOf(ms), zone);

/** The moment at which a clock of that zone shows this day and time. */
export function momentAt(day: Day, time: string, zone: string): number {
  const asUtc = momentMs(`${day}T${time}:00Z`);
  const shown = (ms: number) => momentMs(`${writer(zone).format(ms).replace(" ", "T")}Z`);
  const first = asUtc - (shown(asUtc) - asUtc);
  return first - (shown(first) - asUtc);
}

/** 1 is Monday. */
export const weekdayOf = (day: Day): number => {
  const name = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "short" }).format(
    momentMs(`${day}T00:00:00Z`),
  );
  return ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(name) + 1;
};

/** The next such weekday after `day`. */
export function nextWeekday(day: Day, weekday: number): Day {
  for (let ahead = 1; ahead < 7; ahead++)
    if (weekdayOf(addDays(day, ahead)) === weekday) return addDays(day, ahead);
  return addDays(day, 7);
}
