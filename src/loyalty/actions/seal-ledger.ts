/**
 * Seals what is booked and not sealed yet. A batch is one transaction: stopped or killed anywhere, run again or beside
 * another process, it goes on with what has no seal, and every card's seals come out the same.
 */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import type { Head } from "../head.ts";
import {
  findSealing,
  postingsAfter,
  sealPage,
  unsealedSince,
  waitForOtherSealers,
  type LedgerPlace,
  type SealedBatch,
} from "../store/sealing.ts";

export interface SealOptions {
  clock: Clock;
  postingsPerBatch?: number;
  /** Told after each batch: how many postings were looked at, and how many of them were sealed. */
  onProgress?: (done: { postings: number; sealed: number }) => void;
  signal?: AbortSignal;
}

export interface Sealed {
  sealed: number;
  /** The last sealing there is, of these or of earlier ones. */
  head: Head | undefined;
}

const usualBatch = 10_000;

/** Every posting there is: one walk along the ledger's key. Throws `interrupted`. */
export async function sealLedger(
  db: Connection,
  { clock, postingsPerBatch = usualBatch, onProgress, signal }: SealOptions,
): Promise<Sealed> {
  const done = { postings: 0, sealed: 0 };
  let place: LedgerPlace | undefined;
  for (;;) {
    const batch = await sealBatch(db, clock, postingsAfter(place, postingsPerBatch));
    done.postings += batch.postings;
    done.sealed += batch.sealed;
    onProgress?.(done);
    if (batch.postings < postingsPerBatch) return { sealed: done.sealed, head: await findSealing(db) };
    place = batch.last;
    refuseIfInterrupted(signal);
  }
}

const lookBack = Temporal.Duration.from({ hours: 1 });

/**
 * What was booked within the last hour, which costs next to nothing where little was. A posting that came into sight
 * later than that, or under another clock, waits for `sealLedger`. Throws `interrupted`.
 */
export async function sealRecent(db: Connection, options: SealOptions): Promise<Sealed> {
  const { clock, postingsPerBatch = usualBatch, signal } = options;
  const page = unsealedSince(clock.now().subtract(lookBack), postingsPerBatch);
  const { sealed } = await sealBatch(db, clock, page);
  if (sealed < postingsPerBatch) return { sealed, head: await findSealing(db) };
  // An import, say. Asking for the rest in this way would read the whole hour again for every batch.
  refuseIfInterrupted(signal);
  const rest = await sealLedger(db, options);
  return { ...rest, sealed: sealed + rest.sealed };
}

const sealBatch = (
  db: Connection,
  clock: Clock,
  page: ReturnType<typeof postingsAfter>,
): Promise<SealedBatch> =>
  db.transaction().execute(async (trx) => {
    await waitForOtherSealers(trx);
    return sealPage(trx, page, clock.now());
  });
