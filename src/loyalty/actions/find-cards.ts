import { toPhone } from "../../clients/address.ts";
import { fullName } from "../../clients/person-name.ts";
import { toPlainDate } from "../../kernel/calendar.ts";
import type { FindCardsQuery, FoundCard } from "../desk-contract.ts";
import { findCards as loadCards, type FoundCard as FoundRow } from "../store/found-cards.ts";
import { noSuchCard, refuse, showCard, todayAt } from "../till.ts";
import type { Till } from "./run-command.ts";

/** Every card that is meant, whatever its state; none is no refusal. Throws `bad_input`. */
export async function findCards({ db, clock }: Till, query: FindCardsQuery): Promise<FoundCard[]> {
  const rows = await loadCards(db, soughtBy(query));
  return rows.map((row) => show(row, clock.now()));
}

export interface CardClosely extends FoundCard {
  today: Temporal.PlainDate;
}

/** By its number. Throws `bad_input`, `not_found`. */
export async function lookAtCard({ db, clock }: Till, number: string): Promise<CardClosely> {
  const [row] = await loadCards(db, soughtBy({ number }));
  if (!row) throw noSuchCard(number);
  return {
    ...show(row, clock.now()),
    today: toPlainDate(todayAt(row.zone, clock.now())),
  };
}

function soughtBy({ number, qr, phone }: FindCardsQuery): { number: string } | { phone: string } {
  const named = [number, qr, phone].filter((text) => text !== undefined);
  if (named.length !== 1) refuse("number", "exactly one of number, qr and phone");
  if (phone !== undefined)
    return { phone: toPhone(phone) ?? refuse("phone", "a phone number such as +7 912 345-67-89") };
  const digits = (number ?? qr ?? "").replaceAll(/[\s-]/g, "");
  if (!/^\d{16}$/.test(digits)) refuse(number === undefined ? "qr" : "number", "sixteen digits");
  return { number: digits };
}

const show = (row: FoundRow, now: Temporal.Instant): FoundCard => ({
  ...showCard(row, todayAt(row.zone, now)),
  owner: fullName(row),
  asked:
    row.askedState === null || row.askedState === "active" || row.askedNumber === null
      ? null
      : { number: row.askedNumber, state: row.askedState, until: row.askedUntil?.toString() ?? null },
  renewal:
    row.renewalState === null || row.renewalSince === null
      ? null
      : { state: row.renewalState, since: row.renewalSince.toString(), office: row.renewalOffice },
});
