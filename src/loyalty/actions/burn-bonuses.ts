import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { burnBatch, countDueCards, waitForDueCard, type BurnBatch, type BurnsBy } from "../store/burning.ts";

export interface BurnOptions {
  clock: Clock;
  cardsPerBatch?: number;
  onProgress?: (done: BurnBatch, dueCards: number) => void;
  signal?: AbortSignal;
}

/**
 * Books every burn up to and including the day `through`, or all that is true at that moment. A batch is one statement, so it can be stopped anywhere and run
 * again, beside other processes too, with the same result.
 */
export async function burnBonuses(
  db: Connection,
  through: BurnsBy,
  { clock, cardsPerBatch = 1000, onProgress, signal }: BurnOptions,
): Promise<BurnBatch> {
  const done: BurnBatch = { cards: 0, burned: 0n };
  const due = await countDueCards(db, through);
  for (;;) {
    refuseIfInterrupted(signal);
    const batch = await burnBatch(db, { through, limit: cardsPerBatch, bookedAt: clock.now() });
    done.cards += batch.cards;
    done.burned += batch.burned;
    onProgress?.(done, Math.max(due, done.cards));
    if (batch.cards === 0 && !(await waitForDueCard(db, through))) return done;
  }
}
