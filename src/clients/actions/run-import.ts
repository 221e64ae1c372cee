/**
 * Lets the rows of a confirmed import in, some to a transaction. A row leaves the ones that wait in the transaction that
 * writes it: whoever takes up an interrupted import goes on with what is left.
 */
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { withoutWaiting } from "../../database/without-waiting.ts";
import { elapsedMs } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import { introduce } from "../import/directory.ts";
import { recognise } from "../import/identity.ts";
import { noRows } from "../import/import.ts";
import { takeRow } from "../import/take-row.ts";
import { directoryFor } from "../store/import-batch.ts";
import { waitForOtherImports } from "../store/import-directory.ts";
import { writeRows, type RowToWrite } from "../store/import-write.ts";
import { listWords } from "../store/import-newcomers.ts";
import { clearStaged, deleteTogether, stagedRows } from "../store/import-rows.ts";
import { analyzeImported, loadImport, updateImport, type ImportRow } from "../store/imports.ts";
import { makeLookUps } from "../store/look-ups.ts";
import { findDuplicatesOfImport } from "./find-duplicates.ts";
import type { ImportWork } from "./import-work.ts";
import { letAloneIn, Overtaken, prepareFirstFilling, writingTermsOf, type Step } from "./let-alone-in.ts";
import { countRow } from "./review-import.ts";

export interface RunOptions extends Pick<ImportWork, "db" | "clock" | "signal"> {
  onProgress?: (done: number) => void;
  /** Stops after about that long, to be gone on with. */
  patienceMs?: number;
  rowsPerBatch?: number;
  /** From how many rows on a file can fill an empty base. */
  firstFilling?: number;
}

/** From now on the import goes in. Confirming twice is the same. Throws `not_found`, `not_allowed`. */
export async function confirmImport({ db }: Pick<ImportWork, "db">, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { state } = await loadImport(trx, id, { lock: true });
    if (state === "importing" || state === "done") return;
    if (state !== "previewed")
      throw new DomainError(
        "not_allowed",
        `The import is ${state}; only one that was previewed can be confirmed.`,
        {
          place: { field: "import" },
        },
      );
    await updateImport(trx, id, { state: "importing" });
  });
}

/** How the import stands then: `done`, or `importing` where patience ran out. */
export async function runImport(options: RunOptions, id: string): Promise<ImportRow> {
  const { db, signal, onProgress, patienceMs = Infinity } = options;
  const startedMs = elapsedMs();
  let done = 0;
  await prepareFirstFilling(db, id, options.firstFilling);
  /** Rows that are alone go in first: nothing about the others hangs on them. */
  let after: number | undefined = 0;
  for (;;) {
    refuseIfInterrupted(signal);
    const step: Step =
      after === undefined
        ? await unlessOvertaken(db, (trx) => letTogetherIn(trx, options, id))
        : await letAloneIn(options, { id, after });
    if (step.rows === 0 && after === undefined) break;
    // Before the import is done: whoever finds it so finds everybody in it.
    if (after !== undefined && step.through === undefined) {
      await listWords(db, id);
      await makeLookUps(db);
    }
    after = step.through;
    done += step.rows;
    onProgress?.(done);
    if (elapsedMs() - startedMs >= patienceMs) break;
  }
  const found = await loadImport(db, id);
  if (found.state === "done" && done > 0) {
    await analyzeImported(db);
    await findDuplicatesOfImport(db, id);
  }
  return found;
}

async function unlessOvertaken(db: Connection, work: (trx: OpenTransaction) => Promise<Step>): Promise<Step> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      // Something else than an import has made a client with one of our outside ids: now it is known.
      if (!(error instanceof Overtaken) || attempt === 5) throw error;
    }
  }
}

async function letTogetherIn(
  trx: OpenTransaction,
  { clock, rowsPerBatch = 2000 }: RunOptions,
  id: string,
): Promise<Step> {
  await waitForOtherImports(trx);
  const found = await loadImport(trx, id, { lock: true });
  if (found.state !== "importing") return { rows: 0, through: undefined };
  const rows = await stagedRows(trx, id, { after: 0, limit: rowsPerBatch, together: true });
  if (rows.length === 0) {
    await finish(trx, found, clock.now());
    return { rows: 0, through: undefined };
  }
  await withoutWaiting(trx);
  const { options, startedAt: at, counts } = found;
  const { terms, today, zone } = await writingTermsOf(trx, found);
  const directory = await directoryFor(trx, rows, { lock: true, at, today });
  const done = { ...(counts.done ?? noRows()) };
  const toWrite = rows.map(({ line, facts }): RowToWrite => {
    const taken = takeRow(facts, recognise(facts, directory).client, { ...options, at, zone, makeId: newId });
    introduce(directory, taken.client, facts);
    countRow(done, taken);
    return { line, rowKey: facts.keys[0]?.slice("row:".length) ?? "", taken };
  });
  if (!(await writeRows(trx, toWrite, { ...terms, now: clock.now() }))) throw new Overtaken();
  await deleteTogether(trx, id, rows.at(-1)?.line ?? 0);
  await updateImport(trx, id, { counts: { ...counts, done } });
  return { rows: rows.length, through: undefined };
}

/** The first rows of the file were kept for the preview alone. */
async function finish(
  trx: OpenTransaction,
  { id, preview, counts }: ImportRow,
  now: Temporal.Instant,
): Promise<void> {
  const { firstRows: _, ...kept } = preview;
  await clearStaged(trx, id);
  await updateImport(trx, id, {
    state: "done",
    preview: kept,
    counts: { ...counts, done: counts.done ?? noRows() },
    endedAt: now,
  });
}
