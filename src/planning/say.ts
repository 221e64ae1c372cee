/** Days and moments inside verdicts, as people say them. */
import { sayDay, type Language } from "../kernel/language.ts";

/** A day or the day of an instant, as ISO text; the year only where it is not this year's. */
export function dayWords(value: unknown, language: Language, today: Temporal.PlainDate): string {
  return typeof value === "string"
    ? sayDay(language, Temporal.PlainDate.from(value.slice(0, 10)), today)
    : "";
}

/** A moment on the client's clock: `10:00` today, `23 ноября, 10:00` on another day. */
export function momentWords(
  value: unknown,
  zone: string,
  language: Language,
  today: Temporal.PlainDate,
): string {
  if (typeof value !== "string") return "";
  const local = Temporal.Instant.from(value).toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  const day = local.toPlainDate();
  return day.equals(today) ? time : `${sayDay(language, day, today)}, ${time}`;
}
