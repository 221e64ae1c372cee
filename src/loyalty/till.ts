/** What a till is told of a card, and what it is refused. */
import { formatDay, fromPlainDate, parseDay, type EpochDay } from "../kernel/calendar.ts";
import { dayIn } from "../kernel/clock.ts";
import { DomainError, type RefusalCode } from "../kernel/errors.ts";
import { fromDecimal, toDecimal, type Kopecks } from "../kernel/money.ts";
import type { CardState } from "./contract.ts";
import { burnsOn } from "./expiry.ts";

/** `waiting`: made for a renewal and not handed out; `replaced`: the card goes by another number. */
export type NumberState = "waiting" | "active" | "replaced";

/** What the answers are made of. */
export interface ShownCard {
  clientId: string;
  /** The one that was asked for. */
  number: string;
  numberState: NumberState;
  /** As stored: what follows from a day is not in it. */
  state: "active" | "blocked" | "replaced" | "expired";
  renewalOpen: boolean;
  soldOn: EpochDay;
  expiresOn: EpochDay;
  lastPresentedOn: EpochDay;
  validThrough: EpochDay;
  balance: bigint;
  deposit: bigint;
}

/** A card as a till meets it. */
export interface TillCard extends ShownCard {
  cardId: string;
  cardType: string;
  /** The calendar of its dates: of the office that sold it, else of the business. */
  zone: string;
}

/** As of `today`: what is past its last valid day is gone, whether or not a job has booked it. */
export const showCard = (card: ShownCard, today: EpochDay): CardState => ({
  card: card.number,
  client: card.clientId,
  state: card.numberState === "active" ? stateOn(card, today) : card.numberState,
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

type Standing = Pick<ShownCard, "number" | "numberState" | "state" | "expiresOn" | "renewalOpen">;

/** While a renewal is open the card stays as good as it was. */
const isPast = (card: Pick<ShownCard, "expiresOn" | "renewalOpen">, on: EpochDay): boolean =>
  on > card.expiresOn && !card.renewalOpen;

/** The card's own state on a day, whatever the number it was asked for by. */
export const stateOn = (
  card: Pick<ShownCard, "state" | "expiresOn" | "renewalOpen">,
  on: EpochDay,
): ShownCard["state"] => (card.state === "active" && isPast(card, on) ? "expired" : card.state);

/** Throws `card_replaced`, `card_waiting`. */
export function refuseNumber({ number, numberState }: Standing, accepted: readonly NumberState[]): void {
  if (accepted.includes(numberState)) return;
  if (numberState === "waiting") refuseCard("card_waiting", `The card ${number} waits to be handed out.`);
  refuseCard("card_replaced", `The number ${number} no longer works: the card goes by another one.`);
}

/** Throws `card_blocked`. */
export function refuseUnlessActive(card: Standing): void {
  if (card.state !== "active") refuseCard("card_blocked", `The card ${card.number} is ${card.state}.`);
}

/** For something that happened on the day `on`. Throws `card_blocked`, `card_expired`, `card_replaced`, `card_waiting`. */
export function refuseUnlessUsable(card: Standing, on: EpochDay): void {
  refuseNumber(card, ["active"]);
  refuseUnlessActive(card);
  if (isPast(card, on))
    refuseCard("card_expired", `The card ${card.number} expired on ${formatDay(card.expiresOn)}.`);
}

/** Throws it. */
export const refuseCard = (code: RefusalCode, message: string): never => {
  throw new DomainError(code, message, { place: { field: "number" } });
};

export const todayAt = (zone: string, now: Temporal.Instant): EpochDay => fromPlainDate(dayIn(zone, now));

/** The day a till names, today without one. Throws `bad_input`. */
export function dayOf(on: string | undefined, soldOn: EpochDay, today: EpochDay): EpochDay {
  if (on === undefined) return today;
  const day = parseDay(on);
  if (day !== undefined && day >= soldOn && day <= today) return day;
  return refuse("on", `a day from ${formatDay(soldOn)}, when the card was sold, through ${formatDay(today)}`);
}

/** Throws `insufficient_deposit`. */
export function refuseUnlessHeld(
  { deposit }: Pick<ShownCard, "deposit">,
  asked: Kopecks,
  field: string,
): void {
  if (asked <= deposit) return;
  throw new DomainError(
    "insufficient_deposit",
    `The deposit holds ${toDecimal(deposit)}, ${toDecimal(asked)} was asked for.`,
    { place: { field } },
  );
}

/** Throws `bad_input`. */
export function sumOf(field: string, text: string): Kopecks {
  return fromDecimal(text) ?? refuse(field, "a sum such as 4860.00");
}

/** Throws `bad_input`. */
export function refuse(field: string, expected: string): never {
  throw new DomainError("bad_input", `${field}: expected ${expected}.`, { place: { field } });
}
