/** Days and moments inside verdicts, as people say them. */
import { sayDay, type Language } from "../kernel/language.ts";

/** A day or the day of an instant, as ISO text. */
export function dayWords(value: unknown, language: Language): string {
  return typeof value === "string" ? sayDay(language, Temporal.PlainDate.from(value.slice(0, 10))) : "";
}

/** A moment on the client's clock: `10:00`, or with its day when it is not obvious from the context. */
export function momentWords(value: unknown, zone: string, language: Language): string {
  if (typeof value !== "string") return "";
  const local = Temporal.Instant.from(value).toZonedDateTimeISO(zone);
  return local.toLocaleString(language === "ru" ? "ru-RU" : "en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
}
