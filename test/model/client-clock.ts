/** A client's clock and the hours in which we may come, on the day that is planned. */
import type { ModelBase, ModelClient } from "./facts.ts";

export const businessZone = "Europe/Moscow";
const time = (text: string) => Temporal.PlainTime.from(text);

export class ClientClock {
  private readonly base: ModelBase;
  private readonly on: Temporal.PlainDate;

  constructor(base: ModelBase, on: Temporal.PlainDate) {
    this.base = base;
    this.on = on;
  }

  /** The first moment from then on at which the client can be reached; null where a month has none. */
  opensFrom(client: ModelClient, at: Temporal.Instant): Temporal.Instant | null {
    const { zone } = this.zone(client);
    let on = at.toZonedDateTimeISO(zone).toPlainDate();
    for (let day = 0; day <= 31; day++, on = on.add({ days: 1 })) {
      const { opens, closes } = this.window(client, on);
      // A day is planned from its beginning on the business's own clock on.
      const begins = on.toZonedDateTime(businessZone).toInstant();
      const first = [opens, at, begins].sort(Temporal.Instant.compare).at(-1) ?? at;
      if (Temporal.Instant.compare(first, closes) < 0) return first;
    }
    return null;
  }

  /** The first moment of a day on which the client can be reached, that day or later. */
  opensOn(client: ModelClient, on: Temporal.PlainDate): Temporal.Instant | null {
    return this.opensFrom(client, on.toZonedDateTime(this.zone(client).zone).toInstant());
  }

  tomorrow(client: ModelClient): Temporal.Instant | null {
    return this.opensOn(client, this.on.add({ days: 1 }));
  }

  zone(client: ModelClient): { zone: string; known: boolean } {
    const office = this.base.offices.find((candidate) => candidate.id === client.office);
    const zone = client.zone ?? office?.zone;
    return zone ? { zone, known: true } : { zone: businessZone, known: false };
  }

  private hours(on: Temporal.PlainDate): { opens: Temporal.PlainTime; closes: Temporal.PlainTime } {
    const isDayOff = on.dayOfWeek >= 6 || this.base.holidays.some(({ date }) => date === on.toString());
    return isDayOff
      ? { opens: time("11:00"), closes: time("19:00") }
      : { opens: time("10:00"), closes: time("20:00") };
  }

  /** Hours beyond midnight: their evening, where the planned day has any of it, else their morning. */
  private asked(
    client: ModelClient,
    on: Temporal.PlainDate,
  ): { from?: Temporal.PlainTime | undefined; to?: Temporal.PlainTime | undefined } | undefined {
    if (!client.hours) return undefined;
    const from = time(client.hours.from);
    const to = time(client.hours.to);
    if (Temporal.PlainTime.compare(from, to) < 0) return { from, to };
    return Temporal.PlainTime.compare(from, this.hours(on).closes) < 0 ? { from } : { to };
  }

  window(client: ModelClient, on = this.on): { opens: Temporal.Instant; closes: Temporal.Instant } {
    const { zone, known } = this.zone(client);
    const { opens, closes } = this.hours(on);
    const moment = (timeZone: string, plainTime: Temporal.PlainTime) =>
      on.toZonedDateTime({ timeZone, plainTime }).toInstant();
    const zones = known
      ? [zone]
      : this.base.offices.length > 0
        ? this.base.offices.map((o) => o.zone)
        : [businessZone];
    const from = zones.map((timeZone) => moment(timeZone, opens));
    const to = zones.map((timeZone) => moment(timeZone, closes));
    const asked = this.asked(client, on);
    if (asked?.from) from.push(moment(zone, asked.from));
    if (asked?.to) to.push(moment(zone, asked.to));
    const sorted = (instants: Temporal.Instant[]) => instants.sort(Temporal.Instant.compare);
    return { opens: sorted(from).at(-1)!, closes: sorted(to)[0]! };
  }
}
