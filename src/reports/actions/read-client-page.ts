/** Who a client is, what is on their cards and why until then, and what they plan. Throws `not_found`. */
import type { Reader } from "../../business/reader.ts";
import { questionsFor } from "../../clients/actions/questions-for.ts";
import { readProfile } from "../../clients/actions/read-profile.ts";
import { fullName } from "../../clients/person-name.ts";
import { loadMergedFrom } from "../../clients/store/merged.ts";
import type { Connection } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { toDecimal } from "../../kernel/money.ts";
import { fromPlainDate } from "../../kernel/calendar.ts";
import { explainDates } from "../../loyalty/actions/explain-dates.ts";
import { stateOn } from "../../loyalty/till.ts";
import { whyThisDate, type Because } from "../../loyalty/why.ts";
import { spendable } from "../card-today.ts";
import type { Card, ClientPage } from "../client-contract.ts";
import { loadCards, loadPlannedTrips, type CardRow } from "../store/client-page.ts";

export async function readClientPage(db: Connection, reader: Reader, id: string): Promise<ClientPage> {
  const { now, today } = reader;
  const profile = await readProfile(db, { id, now });
  const questions = await questionsFor(db, { clients: [profile.id], on: today, language: reader.language });
  const trips = await loadPlannedTrips(db, id);
  const cards = await loadCards(db, id);
  const because = await explainDates(
    db,
    cards.map((card) => ({ ...card, cardId: card.id })),
  );
  return {
    profile,
    completeness: questions.get(profile.id) ?? null,
    mergedFrom: (await loadMergedFrom(db, id)).map(({ id: record, at, by, externalId, ...name }) => ({
      id: record,
      name: fullName(name),
      externalId,
      at: at.toString(),
      by,
    })),
    today: today.toString(),
    cards: cards.map((card) => tell(card, reader, because.get(card.id) as Because)),
    plannedTrips: trips.map((trip) => ({
      ...trip,
      startsOn: trip.startsOn.toString(),
      recordedOn: trip.recordedOn.toString(),
    })),
  };
}

function tell(card: CardRow, reader: Reader, because: Because): Card {
  const { id, number, soldAt, lastPresentedAt, lastPresentedOn, validThrough } = card;
  const { now, business, language } = reader;
  const today = dayIn(card.zone ?? business.zone, now);
  const why = { lastPresentedOn, lastPresentedAt, because, validThrough };
  return {
    id,
    number,
    state: stateOn({ ...card, expiresOn: fromPlainDate(card.expiresOn) }, fromPlainDate(today)),
    soldAt,
    lastPresentedAt,
    soldOn: card.soldOn.toString(),
    expiresOn: card.expiresOn.toString(),
    lastPresentedOn: lastPresentedOn.toString(),
    validThrough: validThrough.toString(),
    burnsOn: validThrough.add({ days: 1 }).toString(),
    balance: spendable(card, now, business.zone),
    deposit: toDecimal(card.deposit),
    whyThisDate: whyThisDate(why, language, today),
  };
}
