/** What a till is told of a card, and what it is refused. */
import { formatDay, fromPlainDate, parseDay, type EpochDay } from "../kernel/calendar.ts";
import { dayIn } from "../kernel/clock.ts";
import { DomainError } from "../kernel/errors.ts";
import { fromDecimal, toDecimal, type Kopecks } from "../kernel/money.ts";
import type { CardState } from "./contract.ts";
import { burnsOn } from "./expiry.ts";

/** What the answers are made of. */
export interface ShownCard {
  clientId: string;
  number: string;
  state: CardState["state"];
  soldOn: EpochDay;
  expiresOn: EpochDay;
  lastPresentedOn: EpochDay;
  validThrough: EpochDay;
  balance: bigint;
  deposit: bigint;
}

/** As of `today`: what is past its last valid day is gone, whether or not a job has booked it. */
export const showCard = (card: ShownCard, today: EpochDay): CardState => ({
  card: card.number,
  client: card.clientId,
  state: card.state,
  soldOn: formatDay(card.soldOn),
  expiresOn: formatDay(card.expiresOn),
  lastPresentedOn: formatDay(card.lastPresentedOn),
  validThrough: formatDay(card.validThrough),
  burnsOn: formatDay(burnsOn(card.validThrough)),
  balance: toDecimal(card.balance > 0n && today > card.validThrough ? 0n : card.balance),
  deposit: toDecimal(card.deposit),
});

export const noSuchCard = (number: string): DomainError =>
  new DomainError("not_found", `There is no card ${number}.`, { place: { field: "number" } });

export function refuseUnlessActive(card: Pick<ShownCard, "number" | "state">): void {
  if (card.state === "active") return;
  throw new DomainError("card_blocked", `The card ${card.number} is ${card.state}.`, {
    place: { field: "number" },
  });
}

export const todayAt = (zone: string, now: Temporal.Instant): EpochDay => fromPlainDate(dayIn(zone, now));

/** The day a till names, today without one. Throws `bad_input`. */
export function dayOf(on: string | undefined, soldOn: EpochDay, today: EpochDay): EpochDay {
  if (on === undefined) return today;
  const day = parseDay(on);
  if (day !== undefined && day >= soldOn && day <= today) return day;
  return refuse("on", `a day from ${formatDay(soldOn)}, when the card was sold, through ${formatDay(today)}`);
}

/** Throws `bad_input`. */
export function sumOf(field: string, text: string): Kopecks {
  return fromDecimal(text) ?? refuse(field, "a sum such as 4860.00");
}

/** Throws `bad_input`. */
export function refuse(field: string, expected: string): never {
  throw new DomainError("bad_input", `${field}: expected ${expected}.`, { place: { field } });
}
