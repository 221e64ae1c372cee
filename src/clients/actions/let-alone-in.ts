/**
 * Lets rows in that are alone, some ten thousand by one statement: two transactions at a time where the database has
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
import { countMade, loadImport, type ImportRow } from "../store/imports.ts";
import { dropLookUps, hardlyAnybodyBeside } from "../store/look-ups.ts";

/** Somebody was known after all: nothing of the transaction may stay. */
export class Overtaken extends Error {}
const uniqueViolation = "23505";
const isOvertaken = (error: unknown): boolean =>
  error instanceof Overtaken || (error as { code?: unknown }).code === uniqueViolation;

export interface Step {
  rows: number;
  /** Through which line rows that are alone have gone in; undefined when there are none beyond. */
  through: number | undefined;
}

interface Lines {
  id: string;
  after: number;
  through: number;
}

export async function letAloneIn(
  { db, rowsPerBatch = 20_000 }: { db: Connection; rowsPerBatch?: number },
  { id, after }: { id: string; after: number },
): Promise<Step> {
  const first = await nextAlone(db, id, after);
  if (first === undefined) return { rows: 0, through: undefined };
  const batches: Lines[] = [first, first + rowsPerBatch].map((line) => ({
    id,
    after: line - 1,
    through: line + rowsPerBatch - 1,
  }));
  if (!hasSeveralConnections(db)) batches.pop();
  const through = batches.at(-1)?.through;
  try {
    return { rows: await letTogether(db, batches), through };
  } catch (error) {
    if (!isOvertaken(error)) throw error;
  }
  let rows = 0;
  for (const lines of batches) rows += await letCarefully(db, lines);
  return { rows, through };
}

/**
 * All of `batches` at once, each in a transaction of its own. The first one's keeps other imports waiting, so it ends last:
 * until then it leaves the import's row alone, in which each counts what it made.
 */
const letTogether = (db: Connection, [first, ...others]: readonly Lines[]): Promise<number> =>
  db.transaction().execute(async (trx) => {
    await waitForOtherImports(trx);
    if (!first) return 0;
    const found = await loadImport(trx, first.id);
    if (found.state !== "importing") return 0;
    const ended = await Promise.allSettled([
      writeQuickly(trx, found, first),
      ...others.map((lines) =>
        db.transaction().execute(async (beside) => {
          const made = await writeQuickly(beside, found, lines);
          await countMade(beside, found.id, made);
          return made;
        }),
      ),
    ]);
    const failed = ended.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
    const made = ended.map((one) => (one.status === "fulfilled" ? one.value : 0));
    await countMade(trx, found.id, made[0] ?? 0);
    return made.reduce((sum, one) => sum + one, 0);
  });

async function writeQuickly(trx: OpenTransaction, found: ImportRow, lines: Lines): Promise<number> {
  await withoutWaiting(trx);
  const { terms, zone } = await writingTermsOf(trx, found);
  const written = await writeNewcomers(trx, { ...terms, zone, ...lines, quickly: true });
  if (!written) throw new Overtaken();
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
        const written = await writeNewcomers(trx, { ...terms, zone, ...lines, quickly: false });
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
  if (alone >= least && (await hardlyAnybodyBeside(db, alone))) await dropLookUps(db);
}
