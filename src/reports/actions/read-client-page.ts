/** Who a client is, what is on their cards and why until then, and what they plan. Throws `not_found`. */
import type { Reader } from "../../business/reader.ts";
import { questionsFor } from "../../clients/actions/questions-for.ts";
import { loadProfile, tellProfile } from "../../clients/actions/read-profile.ts";
import { fullName } from "../../clients/person-name.ts";
import { loadMergedFrom } from "../../clients/store/merged.ts";
import { inOneGo } from "../../database/in-one-go.ts";
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
import { readTimeline } from "./read-timeline.ts";

/** `timeline`: with the first page of the line of time as well. */
export async function readClientPage(
  db: Connection,
  reader: Reader | Promise<Reader>,
  { id, timeline }: { id: string; timeline?: { limit?: number } | undefined },
): Promise<ClientPage> {
  const all = inOneGo(db);
  const asking = async () => {
    const { today, language } = await reader;
    return { clients: [id], on: today, language };
  };
  const [by, rows, questions, trips, { cards, because }, merged, line] = await Promise.all([
    reader,
    loadProfile(all, id),
    questionsFor(all, asking()),
    loadPlannedTrips(all, id),
    readCards(all, id),
    loadMergedFrom(all, id),
    timeline ? readTimeline(all, reader, { ...timeline, client: id }) : null,
  ]);
  const profile = tellProfile(rows, by.now);
  return {
    profile,
    completeness: questions.get(profile.id) ?? null,
    mergedFrom: merged.map(({ id: record, at, by: staffMember, externalId, ...name }) => ({
      id: record,
      name: fullName(name),
      externalId,
      at: at.toString(),
      by: staffMember,
    })),
    today: by.today.toString(),
    cards: cards.map((card) => tell(card, by, because.get(card.id) as Because)),
    plannedTrips: trips.map((trip) => ({
      ...trip,
      startsOn: trip.startsOn.toString(),
      recordedOn: trip.recordedOn.toString(),
    })),
    timeline: line,
  };
}

async function readCards(db: Connection, id: string) {
  const cards = await loadCards(db, id);
  const because = await explainDates(
    db,
    cards.map((card) => ({ ...card, cardId: card.id })),
  );
  return { cards, because };
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
