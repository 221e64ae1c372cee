/**
 * Books the purchases of some clients, inside the caller's transaction: the client and the card where there is none,
 * presentations, dealings, postings, and the card's state that follows from them. What is booked already is left alone.
 */
import { clientsByExternalId } from "../../clients/store.ts";
import type { ClientPurchases } from "../../dealings/client-purchases.ts";
import { bookedSourceKeys, insertPurchases } from "../../dealings/store.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { formatDay, type EpochDay } from "../../kernel/calendar.ts";
import { newId } from "../../kernel/ids.ts";
import type { Language } from "../../kernel/language.ts";
import { bookNews, type Booking, type CardHistory, type NewPurchase } from "../booking.ts";
import { cardExpiresOn } from "../card-expiry.ts";
import { programOn, standardCard, type ProgramVersion } from "../program-versions.ts";
import type { Redeem } from "../purchase.ts";
import { claimCardNumbers, insertCards, lockCards, updateCards, type LockedCard } from "../store/cards.ts";
import { prolongations, prolongationsOfNewCard } from "../store/grace.ts";
import { bookedBonus, insertPostings } from "../store/ledger.ts";
import { insertPresentations, presentationDays } from "../store/presentations.ts";

export interface BookingTerms {
  programs: readonly ProgramVersion[];
  redeem: Redeem;
  /** Of clients that are made now. */
  language: Language;
  bookedAt: Temporal.Instant;
  today: Temporal.PlainDate;
}

export interface BookedCount {
  /** Purchases that were new. */
  booked: number;
  /** Purchases that were in already. */
  known: number;
  clients: number;
  cards: number;
}

interface Account {
  owner: string;
  clientId: string;
  cardId: string;
  /** Undefined: the card is sold with the first of the purchases. */
  card: LockedCard | undefined;
  purchases: NewPurchase[];
}

export async function bookClientPurchases(
  trx: OpenTransaction,
  batch: readonly ClientPurchases[],
  terms: BookingTerms,
): Promise<BookedCount> {
  const clients = await clientsByExternalId(
    trx,
    batch.map(({ client }) => client),
    { on: terms.today, language: terms.language },
  );
  const old = [...clients.values()].filter(({ isNew }) => !isNew).map(({ clientId }) => clientId);
  const cards = await lockCards(trx, old);
  const accounts = await withNews(trx, batch, clients, cards);
  const histories = await loadHistories(trx, accounts);
  const bookings = accounts.map((account) => ({
    ...account,
    booking: bookNews(
      histories(account),
      { purchases: account.purchases },
      {
        programOn: (day) => programOn(terms.programs, account.card ?? standardCard, day),
        redeem: terms.redeem,
      },
    ),
  }));
  await save(trx, bookings, terms);
  const rows = batch.reduce((sum, { purchases }) => sum + purchases.length, 0);
  const booked = accounts.reduce((sum, { purchases }) => sum + purchases.length, 0);
  return {
    booked,
    known: rows - booked,
    clients: clients.size - old.length,
    cards: accounts.filter(({ card }) => !card).length,
  };
}

/** The accounts that have purchases not booked yet, with these alone. */
async function withNews(
  trx: OpenTransaction,
  batch: readonly ClientPurchases[],
  clients: Awaited<ReturnType<typeof clientsByExternalId>>,
  cards: ReadonlyMap<string, LockedCard>,
): Promise<Account[]> {
  const old = [...clients.values()].filter(({ isNew }) => !isNew).map(({ clientId }) => clientId);
  const booked = await bookedSourceKeys(trx, old);
  const accounts: Account[] = [];
  for (const { client, purchases } of batch) {
    const clientId = clients.get(client)?.clientId ?? "";
    const known = booked.get(clientId);
    const news = known ? purchases.filter(({ sourceKey }) => !known.has(sourceKey)) : purchases;
    if (news.length === 0) continue;
    const card = cards.get(clientId);
    accounts.push({
      owner: client,
      clientId,
      card,
      cardId: card?.cardId ?? newId(),
      purchases: news.map(({ on, amount, sourceKey }) => ({
        dealingId: newId(),
        sourceKey,
        on,
        price: amount,
      })),
    });
  }
  return accounts;
}

async function loadHistories(
  trx: OpenTransaction,
  accounts: readonly Account[],
): Promise<(account: Account) => CardHistory> {
  const cards = accounts.flatMap(({ card }) => (card ? [card] : []));
  const asked = cards.map(({ clientId, cardId }) => ({ clientId, cardId }));
  const days = cards.length > 0 ? await presentationDays(trx, asked) : new Map<string, EpochDay[]>();
  const bonus = cards.length > 0 ? await bookedBonus(trx, asked) : undefined;
  const prolonged = cards.length > 0 ? await prolongations(trx, asked) : undefined;
  const ofNewCards = accounts.length > cards.length ? await prolongationsOfNewCard(trx, undefined) : [];
  return ({ cardId, card }) => ({
    cardId,
    presentedOn: card ? [card.soldOn, ...(days.get(cardId) ?? [])] : [],
    prolonged: card ? (prolonged?.get(cardId) ?? []) : ofNewCards,
    changes: bonus?.get(cardId)?.changes ?? [],
    burns: bonus?.get(cardId)?.burns ?? [],
  });
}

async function save(
  trx: OpenTransaction,
  accounts: readonly (Account & { booking: Booking })[],
  terms: BookingTerms,
): Promise<void> {
  if (accounts.length === 0) return;
  const sold = accounts.filter(({ card }) => !card);
  if (sold.length > 0) await sellCards(trx, sold, terms);
  const changed = accounts.filter(({ card }) => card);
  if (changed.length > 0) await updateCards(trx, changed.map(changeOf));
  const purchases = accounts.flatMap(({ clientId, cardId, booking }) =>
    booking.purchases.map(({ purchase, quote }) => ({
      clientId,
      cardId,
      id: purchase.dealingId,
      on: formatDay(purchase.on),
      price: purchase.price,
      sourceKey: purchase.sourceKey,
      quote,
    })),
  );
  await insertPurchases(
    trx,
    purchases.map(({ on, quote, ...purchase }) => ({
      ...purchase,
      officeId: null,
      staffMemberId: null,
      happenedOn: on,
      discount: quote.discount,
      redeemed: quote.redeemed,
      paid: quote.paid,
    })),
  );
  await insertPresentations(
    trx,
    purchases.map(({ clientId, cardId, on, sourceKey }) => ({
      clientId,
      cardId,
      id: newId(),
      presentedOn: on,
      officeId: null,
      bearer: "owner",
      bearerClientId: null,
      sourceKey,
    })),
  );
  await insertPostings(
    trx,
    accounts.map(({ clientId, cardId, booking }) => ({ clientId, cardId, postings: booking.postings })),
    terms.bookedAt,
  );
}

async function sellCards(
  trx: OpenTransaction,
  accounts: readonly (Account & { booking: Booking })[],
  terms: BookingTerms,
): Promise<void> {
  const numbers = await claimCardNumbers(trx, accounts);
  const rows = accounts.map(({ clientId, cardId, purchases, booking }) => {
    const soldOn = firstDay(purchases);
    return {
      clientId,
      id: cardId,
      number: numbers.get(cardId) ?? "",
      ...standardCard,
      soldOn: formatDay(soldOn),
      expiresOn: formatDay(cardExpiresOn(soldOn)),
      price: programOn(terms.programs, standardCard, soldOn).cardPrice,
      lastPresentedOn: formatDay(booking.lastPresentedOn),
      validThrough: formatDay(booking.validThrough),
      balance: booking.balanceChange,
      soldAtOfficeId: null,
      soldById: null,
    };
  });
  await insertCards(trx, rows);
}

/** A card sold by import was sold at the first purchase, and an earlier one may have come to light. */
function changeOf({ clientId, cardId, card, purchases, booking }: Account & { booking: Booking }) {
  const first = firstDay(purchases);
  const soldEarlier = card?.soldByImport && first < card.soldOn;
  const soldOn = card && !soldEarlier ? card.soldOn : first;
  return {
    clientId,
    cardId,
    soldOn: formatDay(soldOn),
    // A renewed card lives by the day it was handed out.
    expiresOn:
      soldEarlier && card.expiresOn === cardExpiresOn(card.soldOn) ? formatDay(cardExpiresOn(soldOn)) : null,
    lastPresentedOn: formatDay(booking.lastPresentedOn),
    validThrough: formatDay(booking.validThrough),
    officeId: null,
    balanceChange: booking.balanceChange,
    depositChange: 0n,
  };
}

const firstDay = (purchases: readonly NewPurchase[]): EpochDay => purchases[0]?.on as EpochDay;
