/**
 * Lets rows in that are alone, ten thousand by one statement: several transactions at a time where the database has
 * connections for it. Nobody is looked up beforehand; where that went wrong, the same lines are gone through carefully.
 */
import { loadSettings } from "../../business/store.ts";
import { hasSeveralConnections } from "../../database/several-connections.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { withoutWaiting } from "../../database/without-waiting.ts";
import { dayIn } from "../../kernel/clock.ts";
import { waitForOtherImports } from "../store/import-directory.ts";
import { writeNewcomers } from "../store/import-newcomers.ts";
import { countStaged, nextAlone } from "../store/import-rows.ts";
import { countMade, loadImport, markFirstFilling, type ImportRow } from "../store/imports.ts";
import { dropLookUps, hardlyAnybodyBeside } from "../store/look-ups.ts";

/** Somebody was known after all: nothing of the transaction may stay. */
export class Overtaken extends Error {}
const uniqueViolation = "23505";
const isOvertaken = (error: unknown): boolean =>
  error instanceof Overtaken || (error as { code?: unknown }).code === uniqueViolation;

interface Lines {
  id: string;
  after: number;
  through: number;
}

interface LettingIn {
  db: Connection;
  rowsPerBatch?: number;
  /** Asked after each batch. */
  goesOn(): boolean;
  onWritten(rows: number): void;
}

/** One more than a small server has processors: now and then one of them waits for the disk. */
const lanes = 3;

/**
 * Batches from the first line beyond `after` on, as long as there are rows and patience. Through which line: undefined when
 * there are none beyond.
 */
export async function letAloneIn(
  { db, rowsPerBatch = 10_000, goesOn, onWritten }: LettingIn,
  { id, after }: { id: string; after: number },
): Promise<number | undefined> {
  const queue = batchesOf(db, { id, after, rowsPerBatch });
  const overtaken: Lines[] = [];
  const inLane = async (prepare?: (trx: OpenTransaction) => Promise<void>): Promise<void> => {
    do {
      const lines = await queue.next();
      if (!lines) return;
      try {
        const made = await db.transaction().execute(async (trx) => {
          await prepare?.(trx);
          return writeQuickly(trx, lines);
        });
        onWritten(made);
      } catch (error) {
        if (!isOvertaken(error)) throw error;
        overtaken.push(lines);
      }
    } while (goesOn());
  };
  if (hasSeveralConnections(db))
    await whileOthersWait(db, () => allOf(Array.from({ length: lanes }, () => inLane())));
  else await inLane(waitForOtherImports);
  for (const lines of overtaken) onWritten(await letCarefully(db, lines));
  return queue.through();
}

/** Each batch has a transaction of its own; this one keeps other imports waiting, and ends last. */
const whileOthersWait = (db: Connection, work: () => Promise<void>): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await waitForOtherImports(trx);
    await work();
  });

/** Whatever one of them throws, none is at work any more when it is thrown. */
async function allOf(works: Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(works);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}

/** Lines by the batch, from whoever asks next. */
function batchesOf(
  db: Connection,
  { id, after, rowsPerBatch }: { id: string; after: number; rowsPerBatch: number },
) {
  let through: number | undefined = after;
  let last: Promise<unknown> = Promise.resolve();
  async function take(): Promise<Lines | undefined> {
    const first = through === undefined ? undefined : await nextAlone(db, id, through);
    through = first === undefined ? undefined : first + rowsPerBatch - 1;
    return first === undefined || through === undefined ? undefined : { id, after: first - 1, through };
  }
  return {
    next: (): Promise<Lines | undefined> => {
      const taken = last.then(take);
      last = taken.catch(() => undefined);
      return taken;
    },
    /** The last line that was given; undefined when there is none beyond. */
    through: () => through,
  };
}

async function writeQuickly(trx: OpenTransaction, lines: Lines): Promise<number> {
  await withoutWaiting(trx);
  const found = await loadImport(trx, lines.id);
  if (found.state !== "importing") return 0;
  const { terms, zone } = await writingTermsOf(trx, found);
  const care = found.firstFilling ? "filling" : "quickly";
  const written = await writeNewcomers(trx, { ...terms, zone, ...lines, care });
  if (!written) throw new Overtaken();
  await countMade(trx, found.id, written.made);
  return written.made;
}

async function letCarefully(db: Connection, lines: Lines): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(async (trx) => {
        await waitForOtherImports(trx);
        const found = await loadImport(trx, lines.id);
        if (found.state !== "importing") return 0;
        await withoutWaiting(trx);
        const { terms, zone } = await writingTermsOf(trx, found);
        const written = await writeNewcomers(trx, { ...terms, zone, ...lines, care: "carefully" });
        if (!written) throw new Overtaken();
        await countMade(trx, found.id, written.made);
        return written.made;
      });
    } catch (error) {
      if (!isOvertaken(error) || attempt === 5) throw error;
    }
  }
}

export async function writingTermsOf(
  trx: OpenTransaction,
  { id, options, startedAt: at, fileName }: ImportRow,
) {
  const { zone, language } = await loadSettings(trx);
  const recordedBy = language === "ru" ? `импорт ${fileName}` : `import of ${fileName}`;
  const today = dayIn(zone, at);
  const wording = options.wording ?? "unknown";
  return { zone, today, terms: { importId: id, at, today, zone, language, recordedBy, wording } };
}

/** A file that fills an empty base is let in without the indexes of searches, which are made at its end. */
export async function prepareFirstFilling(db: Connection, id: string, least = 50_000): Promise<void> {
  const { state } = await loadImport(db, id);
  if (state !== "importing") return;
  const { alone } = await countStaged(db, id);
  if (alone >= least && (await hardlyAnybodyBeside(db, alone)))
    await dropLookUps(db, (trx) => markFirstFilling(trx, id));
}
