/** By when a manager has to take a client who was handed over: so many of the office's own hours, on working days. */
import { isWorkingDay, type DaysOff } from "../business/working-days.ts";

/** Of opening hours. */
const patienceMinutes = 240;

export interface OfficeHours {
  zone: string;
  opens: Temporal.PlainTime;
  closes: Temporal.PlainTime;
}

/** Where no office is known, an ordinary day's hours. */
export const ordinaryHours = (zone: string): OfficeHours => ({
  zone,
  opens: Temporal.PlainTime.from("10:00"),
  closes: Temporal.PlainTime.from("19:00"),
});

export function deadlineOf(
  handedAt: Temporal.Instant,
  { zone, opens, closes }: OfficeHours,
  daysOff: DaysOff,
): Temporal.Instant {
  // An office that never opens keeps nobody waiting for ever.
  if (Temporal.PlainTime.compare(opens, closes) >= 0) return handedAt.add({ hours: 24 });
  let day = handedAt.toZonedDateTimeISO(zone).toPlainDate();
  let left = patienceMinutes;
  for (;;) {
    const at = (time: Temporal.PlainTime) =>
      day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
    const from = later(at(opens), handedAt);
    const open = isWorkingDay(day, daysOff) ? Math.max(0, at(closes).since(from).total("minutes")) : 0;
    if (open >= left) return from.add({ minutes: left });
    left -= Math.floor(open);
    day = day.add({ days: 1 });
  }
}

const later = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(one, other) > 0 ? one : other;
