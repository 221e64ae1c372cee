/** What day it is at each office: a card lives by the calendar of the office that sold it, else of the business. */
import { dayIn } from "../kernel/clock.ts";

export interface Office {
  id: string;
  name: string;
  city: string;
  /** IANA. */
  zone: string;
}

export interface OfficeDays {
  offices: readonly Office[];
  /** By office id. */
  at: readonly { officeId: string; today: string }[];
  /** Of a card that no office sold. */
  elsewhere: Temporal.PlainDate;
  /** The day of the westernmost calendar: nothing that is past it can be spent anywhere. */
  earliest: Temporal.PlainDate;
}

export function officeDays(
  offices: readonly Office[],
  now: Temporal.Instant,
  businessZone: string,
): OfficeDays {
  const elsewhere = dayIn(businessZone, now);
  const days = new Map(offices.map(({ zone }) => [zone, dayIn(zone, now)]));
  const earliest = [elsewhere, ...days.values()].reduce((first, day) =>
    Temporal.PlainDate.compare(day, first) < 0 ? day : first,
  );
  const at = offices.map(({ id, zone }) => ({ officeId: id, today: String(days.get(zone)) }));
  return { offices, at, elsewhere, earliest };
}
