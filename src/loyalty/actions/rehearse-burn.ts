/** What booking the burns through a day would take from whom, before anything is booked. */
import { atOneMoment } from "../../database/one-moment.ts";
import type { Connection } from "../../database/sql.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import { dueCards, type BurnsBy, type DueCard } from "../store/burning.ts";

export interface BurnTotals {
  cards: number;
  sum: bigint;
}

export interface OfficeBurnTotals extends BurnTotals {
  /** Null: the cards for which it is not known where they were last presented. */
  id: string | null;
  name: string | null;
}

export interface BurnRehearsal extends BurnTotals {
  /** The largest sum first. */
  byOffice: OfficeBurnTotals[];
}

export interface RehearsalOptions {
  /** In the order of burning. The next page is read once this one has been dealt with. */
  onCards: (cards: readonly DueCard[]) => Promise<void> | void;
  cardsPerPage?: number;
  signal?: AbortSignal;
}

/** Writes nothing, and sees the database as it stood at one moment, however long it takes. */
export function rehearseBurn(
  db: Connection,
  through: BurnsBy,
  { onCards, cardsPerPage = 1000, signal }: RehearsalOptions,
): Promise<BurnRehearsal> {
  return atOneMoment(db, async (trx) => {
    const offices = new Map<string | null, OfficeBurnTotals>();
    const total: BurnTotals = { cards: 0, sum: 0n };
    for await (const page of dueCards(trx, through, cardsPerPage)) {
      refuseIfInterrupted(signal);
      for (const card of page) {
        const office = offices.get(card.officeId) ?? {
          id: card.officeId,
          name: card.office,
          cards: 0,
          sum: 0n,
        };
        offices.set(card.officeId, office);
        for (const totals of [total, office]) {
          totals.cards++;
          totals.sum += card.balance;
        }
      }
      await onCards(page);
    }
    const byOffice = [...offices.values()].sort((a, b) => Number(b.sum - a.sum));
    return { ...total, byOffice };
  });
}
