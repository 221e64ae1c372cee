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

  /** When the next day opens. */
  tomorrow(client: ModelClient): Temporal.Instant {
    const next = this.on.add({ days: 1 });
    return this.moment(client, next, this.opens(client, next));
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
  ): { from?: Temporal.PlainTime | undefined; to?: Temporal.PlainTime | undefined } | undefined {
    if (!client.hours) return undefined;
    const from = time(client.hours.from);
    const to = time(client.hours.to);
    if (Temporal.PlainTime.compare(from, to) < 0) return { from, to };
    return Temporal.PlainTime.compare(from, this.hours(this.on).closes) < 0 ? { from } : { to };
  }

  opens(client: ModelClient, on: Temporal.PlainDate): Temporal.PlainTime {
    const { opens } = this.hours(on);
    const wished = this.asked(client)?.from ?? opens;
    return Temporal.PlainTime.compare(wished, opens) > 0 ? wished : opens;
  }

  moment(client: ModelClient, on: Temporal.PlainDate, plainTime: Temporal.PlainTime): Temporal.Instant {
    return on.toZonedDateTime({ timeZone: this.zone(client).zone, plainTime }).toInstant();
  }

  window(client: ModelClient): { opens: Temporal.Instant; closes: Temporal.Instant } {
    const { zone, known } = this.zone(client);
    const { opens, closes } = this.hours(this.on);
    const moment = (timeZone: string, plainTime: Temporal.PlainTime) =>
      this.on.toZonedDateTime({ timeZone, plainTime }).toInstant();
    const zones = known
      ? [zone]
      : this.base.offices.length > 0
        ? this.base.offices.map((o) => o.zone)
        : [businessZone];
    const from = zones.map((timeZone) => moment(timeZone, opens));
    const to = zones.map((timeZone) => moment(timeZone, closes));
    const asked = this.asked(client);
    if (asked?.from) from.push(moment(zone, asked.from));
    if (asked?.to) to.push(moment(zone, asked.to));
    const sorted = (instants: Temporal.Instant[]) => instants.sort(Temporal.Instant.compare);
    return { opens: sorted(from).at(-1)!, closes: sorted(to)[0]! };
  }
}
