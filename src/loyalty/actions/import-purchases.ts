import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import { loadSettings } from "../../business/store.ts";
import { inBatchesOf, purchasesByClient } from "../../dealings/client-purchases.ts";
import type { FilePurchase } from "../../dealings/purchase-file.ts";
import type { Connection } from "../../database/sql.ts";
import { dayIn, type Clock } from "../../kernel/clock.ts";
import type { Redeem } from "../purchase.ts";
import { analyzeLedger } from "../store/ledger.ts";
import { loadPrograms } from "../store/programs.ts";
import { bookClientPurchases, type BookedCount } from "./book-client-purchases.ts";

export interface ImportOptions {
  redeem: Redeem;
  clock: Clock;
  rowsPerBatch?: number;
  onProgress?: (done: BookedCount) => void;
  signal?: AbortSignal;
}

/**
 * Books purchases grouped by client and in order of days (`sortedPurchases`), some clients to a transaction: stopped
 * anywhere, a client's purchases are in whole or not at all, and the next run goes on with what is missing.
 */
export async function importPurchases(
  db: Connection,
  sorted: AsyncIterable<readonly FilePurchase[]>,
  { redeem, clock, rowsPerBatch = 5000, onProgress, signal }: ImportOptions,
): Promise<BookedCount> {
  const settings = await loadSettings(db);
  const programs = await loadPrograms(db);
  const done: BookedCount = { booked: 0, known: 0, clients: 0, cards: 0 };
  for await (const batch of inBatchesOf(rowsPerBatch, purchasesByClient(sorted))) {
    refuseIfInterrupted(signal);
    const bookedAt = clock.now();
    const terms = {
      programs,
      redeem,
      language: settings.language,
      bookedAt,
      today: dayIn(settings.zone, bookedAt),
    };
    const count = await db.transaction().execute((trx) => bookClientPurchases(trx, batch, terms));
    done.booked += count.booked;
    done.known += count.known;
    done.clients += count.clients;
    done.cards += count.cards;
    onProgress?.(done);
  }
  // Until the planner has seen how large the tables have become, every query on them is planned blind.
  if (done.booked > 0) await analyzeLedger(db);
  return done;
}
