/**
 * Lets the rows of a confirmed import in, some to a transaction. A row leaves the ones that wait in the transaction that
 * writes it: whoever takes up an interrupted import goes on with what is left.
 */
import { loadSettings } from "../../business/store.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { dayIn, elapsedMs } from "../../kernel/clock.ts";
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
import {
  analyzeImported,
  clearStaged,
  deleteStaged,
  loadImport,
  stagedRows,
  updateImport,
  withoutWaiting,
  type ImportRow,
} from "../store/imports.ts";
import { findDuplicatesOfImport } from "./find-duplicates.ts";
import type { ImportWork } from "./import-work.ts";
import { countRow } from "./review-import.ts";

export interface RunOptions extends Pick<ImportWork, "db" | "clock" | "signal"> {
  onProgress?: (done: number) => void;
  /** Stops after about that long, to be gone on with. */
  patienceMs?: number;
  rowsPerBatch?: number;
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
  for (;;) {
    refuseIfInterrupted(signal);
    const rows = await importBatch(options, id);
    if (rows === 0) break;
    done += rows;
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

class Overtaken extends Error {}

/** How many rows went in; 0 when there is nothing left to do. */
async function importBatch(options: RunOptions, id: string): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await options.db.transaction().execute((trx) => writeBatch(trx, options, id));
    } catch (error) {
      // Something else than an import has made a client with one of our outside ids: now it is known.
      if (!(error instanceof Overtaken) || attempt === 5) throw error;
    }
  }
}

async function writeBatch(
  trx: OpenTransaction,
  { clock, rowsPerBatch = 2000 }: RunOptions,
  id: string,
): Promise<number> {
  await waitForOtherImports(trx);
  const found = await loadImport(trx, id, { lock: true });
  if (found.state !== "importing") return 0;
  const rows = await stagedRows(trx, id, { after: 0, limit: rowsPerBatch });
  if (rows.length === 0) {
    await finish(trx, found, clock.now());
    return 0;
  }
  await withoutWaiting(trx);
  const { options, startedAt: at, fileName, counts } = found;
  const { zone, language } = await loadSettings(trx);
  const today = dayIn(zone, at);
  const directory = await directoryFor(trx, rows, { lock: true, at, today });
  const done = { ...(counts.done ?? noRows()) };
  const toWrite = rows.map(({ line, facts }): RowToWrite => {
    const taken = takeRow(facts, recognise(facts, directory).client, { ...options, at, zone, makeId: newId });
    introduce(directory, taken.client, facts);
    countRow(done, taken);
    return { line, rowKey: facts.keys[0]?.slice("row:".length) ?? "", taken };
  });
  const recordedBy = language === "ru" ? `импорт ${fileName}` : `import of ${fileName}`;
  const terms = { importId: id, at, today, language, recordedBy, wording: options.wording ?? "unknown" };
  if (!(await writeRows(trx, toWrite, terms))) throw new Overtaken();
  await deleteStaged(trx, id, rows.at(-1)?.line ?? 0);
  await updateImport(trx, id, { counts: { ...counts, done } });
  return rows.length;
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
