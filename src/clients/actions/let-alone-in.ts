/**
 * Lets rows in that are alone, block by block: several transactions at a time where the database has connections for it.
 * Nobody is looked up beforehand; where that went wrong, the same block is gone through carefully.
 */
import { loadSettings } from "../../business/store.ts";
import { hasSeveralConnections } from "../../database/several-connections.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { withoutWaiting } from "../../database/without-waiting.ts";
import { allOf } from "../../kernel/all-of.ts";
import { dayIn } from "../../kernel/clock.ts";
import { waitForOtherImports } from "../store/import-directory.ts";
import {
  closeBlock,
  holdSome,
  keysOf,
  linesOfKnown,
  nextBlock,
  openBlock,
  rowsOf,
  type BlockRow,
  type OpenBlock,
} from "../store/import-blocks.ts";
import { newcomerLines, writeNewcomers, type NewcomerLines } from "../store/import-newcomers.ts";
import { countStaged } from "../store/import-rows.ts";
import { countMade, loadImport, markFirstFilling, type ImportRow } from "../store/imports.ts";
import { dropLookUps, hardlyAnybodyBeside } from "../store/look-ups.ts";

/** Somebody was known after all: nothing of the transaction may stay. */
export class Overtaken extends Error {}
const uniqueViolation = "23505";
const isOvertaken = (error: unknown): boolean =>
  error instanceof Overtaken || (error as { code?: unknown }).code === uniqueViolation;

interface LettingIn {
  db: Connection;
  /** At most so many of a block at once. */
  rowsPerBatch?: number;
  /** Asked after each batch. */
  goesOn(): boolean;
  onWritten(rows: number): void;
}

/** One more than a small server has processors: now and then one of them waits for the disk. */
const lanes = 3;

/** Blocks as long as there are any and patience. Says whether there are more. */
export async function letAloneIn(
  { db, rowsPerBatch = Infinity, goesOn, onWritten }: LettingIn,
  id: string,
): Promise<boolean> {
  const queue = blocksOf(db, id);
  const overtaken: number[] = [];
  const inLane = async (prepare?: (trx: OpenTransaction) => Promise<void>): Promise<void> => {
    const made = newcomerLines();
    for (let next = await queue(); next !== undefined;) {
      const firstLine: number = next;
      const batch = { id, firstLine, rowsPerBatch, made };
      try {
        const written = await db.transaction().execute(async (trx) => {
          await prepare?.(trx);
          return writeQuickly(trx, batch);
        });
        onWritten(written.made);
        if (!goesOn()) return;
        if (written.isWhole) next = await queue();
      } catch (error) {
        if (!isOvertaken(error)) throw error;
        overtaken.push(firstLine);
        next = await queue();
      }
    }
  };
  if (hasSeveralConnections(db))
    await whileOthersWait(db, () => allOf(Array.from({ length: lanes }, () => inLane())));
  else await inLane(waitForOtherImports);
  for (const firstLine of overtaken)
    onWritten(await letCarefully(db, { id, firstLine, rowsPerBatch, made: newcomerLines() }));
  return (await nextBlock(db, id, 0)) !== undefined;
}

/** Each batch has a transaction of its own; this one keeps other imports waiting, and ends last. */
const whileOthersWait = (db: Connection, work: () => Promise<unknown>): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await waitForOtherImports(trx);
    await work();
  });

/** Blocks by their first lines, to whoever asks next. */
function blocksOf(db: Connection, id: string): () => Promise<number | undefined> {
  let after: number | undefined = 0;
  let last: Promise<unknown> = Promise.resolve();
  const take = async (): Promise<number | undefined> => {
    if (after !== undefined) after = await nextBlock(db, id, after);
    return after;
  };
  return () => {
    const taken = last.then(take);
    last = taken.catch(() => undefined);
    return taken;
  };
}

interface Batch {
  id: string;
  /** Of the block. */
  firstLine: number;
  rowsPerBatch: number;
  made: NewcomerLines;
}

interface Written {
  made: number;
  /** Nothing of the block is left. */
  isWhole: boolean;
}

async function writeQuickly(trx: OpenTransaction, batch: Batch): Promise<Written> {
  await withoutWaiting(trx);
  const open = await openWaiting(trx, batch);
  if (!open) return nothingLeft;
  const { found, block } = open;
  const care = found.firstFilling ? "filling" : "quickly";
  return writeBatch(trx, { ...batch, found, rows: rowsOf(block) }, care);
}

const nothingLeft: Written = { made: 0, isWhole: true };

/** Undefined: the block is in, or the import goes on no longer. */
async function openWaiting(
  trx: OpenTransaction,
  { id, firstLine }: Batch,
): Promise<{ found: ImportRow; block: OpenBlock } | undefined> {
  const found = await loadImport(trx, id);
  if (found.state !== "importing") return undefined;
  const block = await openBlock(trx, id, firstLine);
  return block && { found, block };
}

async function writeBatch(
  trx: OpenTransaction,
  { id, firstLine, rowsPerBatch, made, found, rows }: Batch & { found: ImportRow; rows: Iterable<BlockRow> },
  care: "filling" | "quickly" | "carefully",
): Promise<Written> {
  const { terms, zone } = await writingTermsOf(trx, found);
  const some = Iterator.from(rows).take(rowsPerBatch);
  const written = await writeNewcomers(trx, { rows: some, made }, { ...terms, zone, care });
  if (!written) throw new Overtaken();
  const isWhole = written.made < rowsPerBatch;
  await closeBlock(trx, id, { firstLine, through: isWhole ? "all" : written.through });
  await countMade(trx, id, written.made);
  return { made: written.made, isWhole };
}

/** Whoever is known by now is left to be gone through one by one. */
async function letCarefully(db: Connection, batch: Batch): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { made } = await db.transaction().execute(async (trx) => {
        await waitForOtherImports(trx);
        await withoutWaiting(trx);
        const open = await openWaiting(trx, batch);
        if (!open) return nothingLeft;
        const { found, block } = open;
        const known = new Set(await linesOfKnown(trx, Array.from(rowsOf(block), keysOf)));
        if (known.size > 0) await holdSome(trx, batch.id, [...known]);
        const rows = Iterator.from(rowsOf(block)).filter(({ line }) => !known.has(line));
        return writeBatch(trx, { ...batch, found, rows }, "carefully");
      });
      return made;
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
