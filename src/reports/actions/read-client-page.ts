/** Who a client is, what is on their cards and why until then, and what they plan. Throws `not_found`. */
import type { Reader } from "../../business/reader.ts";
import { readProfile } from "../../clients/actions/read-profile.ts";
import type { Connection } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { toDecimal } from "../../kernel/money.ts";
import { spendable } from "../card-today.ts";
import type { Card, ClientPage } from "../client-contract.ts";
import { loadCards, loadPlannedTrips, type CardRow } from "../store/client-page.ts";

export async function readClientPage(db: Connection, reader: Reader, id: string): Promise<ClientPage> {
  const { now, business, today } = reader;
  const profile = await readProfile(db, { id, now, businessZone: business.zone });
  const trips = await loadPlannedTrips(db, id);
  const cards: Card[] = [];
  for (const card of await loadCards(db, id)) cards.push(await tell(db, reader, { client: id, card }));
  return {
    profile,
    today: today.toString(),
    cards,
    plannedTrips: trips.map((trip) => ({
      ...trip,
      startsOn: trip.startsOn.toString(),
      recordedOn: trip.recordedOn.toString(),
    })),
  };
}

async function tell(
  db: Connection,
  { now, business, language }: Reader,
  { card }: { client: string; card: CardRow },
): Promise<Card> {
  const { id, number, state, soldAt, lastPresentedAt } = card;
  return {
    id,
    number,
    state,
    soldAt,
    lastPresentedAt,
    soldOn: card.soldOn.toString(),
    expiresOn: card.expiresOn.toString(),
    lastPresentedOn: card.lastPresentedOn.toString(),
    validThrough: card.validThrough.toString(),
    burnsOn: card.validThrough.add({ days: 1 }).toString(),
    balance: spendable(card, now, business.zone),
    deposit: toDecimal(card.deposit),
    whyThisDate: "",
  };
}
