/** Books news on one locked card and tells how it stands afterwards. */
import type { Connection } from "../../database/sql.ts";
import { formatDay, type EpochDay } from "../../kernel/calendar.ts";
import { bookNews, cardAfter, depositAdded, type Booking, type News } from "../booking.ts";
import type { CardState } from "../contract.ts";
import { programOn } from "../program-versions.ts";
import type { Redeem } from "../purchase.ts";
import { updateCards } from "../store/cards.ts";
import { prolongations } from "../store/grace.ts";
import { bookedBonus, insertPostings } from "../store/ledger.ts";
import { presentationDays } from "../store/presentations.ts";
import { loadPrograms } from "../store/programs.ts";
import { showCard, type TillCard } from "../till.ts";
import type { CardRun } from "./run-command.ts";

/** What booking the news would do, burns that are true by today included. Writes nothing. */
export async function computeOnCard(
  db: Connection,
  { card, today }: { card: TillCard; today: EpochDay },
  news: News,
  redeem: Redeem = "never",
): Promise<Booking> {
  const programs = await loadPrograms(db);
  const days = await presentationDays(db, [card]);
  const bonus = (await bookedBonus(db, [card])).get(card.cardId);
  const history = {
    cardId: card.cardId,
    presentedOn: [card.soldOn, ...(days.get(card.cardId) ?? [])],
    prolonged: (await prolongations(db, [card])).get(card.cardId) ?? [],
    changes: bonus?.changes ?? [],
    burns: bonus?.burns ?? [],
  };
  return bookNews(history, news, { programOn: (day) => programOn(programs, card, day), redeem, today });
}

/** `at`: where the new presentation was, if there is one. */
export async function saveOnCard(
  { trx, card, today, now }: CardRun<unknown>,
  booking: Booking,
  at?: { on: EpochDay; officeId: string | null },
): Promise<CardState> {
  const { clientId, cardId } = card;
  await insertPostings(trx, [{ clientId, cardId, postings: booking.postings }], now);
  await updateCards(trx, [
    {
      clientId,
      cardId,
      soldOn: formatDay(card.soldOn),
      expiresOn: null,
      lastPresentedOn: formatDay(booking.lastPresentedOn),
      validThrough: formatDay(booking.validThrough),
      officeId: at?.on === booking.lastPresentedOn ? at.officeId : null,
      balanceChange: booking.balanceChange,
      depositChange: depositAdded(booking),
    },
  ]);
  return showCard(cardAfter(card, booking), today);
}
