/**
 * Lets the rows of a confirmed import in, some to a transaction. A row leaves the ones that wait in the transaction that
 * writes it: whoever takes up an interrupted import goes on with what is left.
 */
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { withoutWaiting } from "../../database/without-waiting.ts";
import { dayIn, elapsedMs } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import { inSmallHeap } from "../../kernel/small-heap.ts";
import type { ClientDesk } from "../desk.ts";
import { introduce } from "../import/directory.ts";
import { recognise } from "../import/identity.ts";
import { noRows } from "../import/import.ts";
import { changesNothing, takeRow, type TakenRow } from "../import/take-row.ts";
import { directoryFor } from "../store/import-batch.ts";
import { waitForOtherImports } from "../store/import-directory.ts";
import { writeRows, type RowToWrite } from "../store/import-write.ts";
import { findSharers, listWords } from "../store/import-newcomers.ts";
import { clearStaged, deleteThrough, stagedRows } from "../store/import-rows.ts";
import { loadImport, updateImport, type ImportRow } from "../store/imports.ts";
import { countTables, needsCounting, type ImportedTable } from "../store/import-statistics.ts";
import { makeAddressLookUps, makeClientLookUps, makeRowLookUps, makeWordLookUps } from "../store/look-ups.ts";
import { sharersOf } from "../store/wishes.ts";
import { findDuplicates, findDuplicatesOfImport } from "./find-duplicates.ts";
import type { ImportWork } from "./import-work.ts";
import { letAloneIn, Overtaken, prepareFirstFilling, writingTermsOf } from "./let-alone-in.ts";
import { replanConcerned } from "./replan-concerned.ts";
import { countRow } from "./review-import.ts";

export interface RunOptions extends Pick<ImportWork, "signal">, ClientDesk {
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

/** So long at most another import waits for this one. */
const longestHoldMs = 10_000;

/** How the import stands then: `done`, or `importing` where patience ran out. */
export const runImport = (options: RunOptions, id: string): Promise<ImportRow> =>
  inSmallHeap(() => letIn(options, id));

async function letIn(options: RunOptions, id: string): Promise<ImportRow> {
  const { db, signal, onProgress, patienceMs = Infinity } = options;
  const startedMs = elapsedMs();
  const isPatient = () => elapsedMs() - startedMs < patienceMs;
  let done = 0;
  const count = (rows: number): void => {
    done += rows;
    onProgress?.(done);
  };
  await prepareFirstFilling(db, id, options.firstFilling);
  /** Rows that are alone go in first: nothing about the others hangs on them. */
  for (let more = true; more;) {
    refuseIfInterrupted(signal);
    const heldMs = elapsedMs();
    const goesOn = () => signal?.aborted !== true && isPatient() && elapsedMs() - heldMs < longestHoldMs;
    more = await letAloneIn({ ...options, goesOn, onWritten: count }, id);
    if (more && !isPatient()) return loadImport(db, id);
    if (more && (await loadImport(db, id)).state !== "importing") break;
  }
  for (let rows = Infinity; rows > 0;) {
    refuseIfInterrupted(signal);
    rows = await unlessOvertaken(db, (trx) => letTogetherIn(trx, options, id));
    if (rows > 0) count(rows);
    if (rows > 0 && !isPatient()) return loadImport(db, id);
  }
  const found = await loadImport(db, id);
  if (found.state !== "importing") return found;
  // Before the import is done: whoever finds it so finds everybody in it.
  await makeFindable(db, found);
  await db.transaction().execute(async (trx) => {
    const last = await loadImport(trx, id, { lock: true });
    if (last.state === "importing") await finish(trx, last, options.clock.now());
  });
  return loadImport(db, id);
}

/**
 * Everything that is made of the rows as a whole, side by side where the database has connections for it. A table is counted
 * before its indexes are made or after: a server does not do both at once.
 */
async function makeFindable(db: Connection, { id, firstFilling, counts }: ImportRow): Promise<void> {
  const isCounted = await needsCounting(db, counts.done?.made ?? 0);
  const counted = (...tables: ImportedTable[]) => (isCounted ? countTables(db, tables) : Promise.resolve());
  const clients = counted("client");
  await Promise.all([
    makeAddressLookUps(db).then(() => counted("contact_address")),
    listWords(db, id).then(() => makeWordLookUps(db)),
    clients.then(() => makeClientLookUps(db)),
    makeRowLookUps(db).then(() => counted("imported_row")),
    Promise.all([
      clients,
      counted("contact_point", "client_external_id", "import_change"),
      firstFilling ? findSharers(db, id) : undefined,
      // Hardly anybody is there besides whom a filling made.
    ]).then(() => (firstFilling ? findDuplicates(db) : findDuplicatesOfImport(db, id))),
  ]);
}

async function unlessOvertaken(
  db: Connection,
  work: (trx: OpenTransaction) => Promise<number>,
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      // Something else than an import has made a client with one of our outside ids: now it is known.
      if (!(error instanceof Overtaken) || attempt === 5) throw error;
    }
  }
}

/** Says how many; none when all are in. */
async function letTogetherIn(
  trx: OpenTransaction,
  { clock, replan, rowsPerBatch = 2000 }: RunOptions,
  id: string,
): Promise<number> {
  await waitForOtherImports(trx);
  const found = await loadImport(trx, id, { lock: true });
  if (found.state !== "importing") return 0;
  const rows = await stagedRows(trx, id, { after: 0, limit: rowsPerBatch });
  if (rows.length === 0) return 0;
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
  const now = clock.now();
  if (!(await writeRows(trx, toWrite, { ...terms, now }))) throw new Overtaken();
  await replanConcerned(trx, replan, {
    ...(await concernedBy(trx, toWrite)),
    at: now,
    today: dayIn(zone, now),
  });
  await deleteThrough(trx, id, rows.at(-1)?.line ?? 0);
  await updateImport(trx, id, { counts: { ...counts, done } });
  return rows.length;
}

/** Whoever a row has just made is planned for with everybody. */
async function concernedBy(
  trx: OpenTransaction,
  rows: readonly RowToWrite[],
): Promise<{ changed: string[]; silent: string[] }> {
  const taken = rows.map((row) => row.taken);
  const made = new Set(taken.filter(({ isNew }) => isNew).map(({ client }) => client.id));
  const ids = (some: readonly TakenRow[]) => some.map(({ client }) => client.id);
  const silent = taken.filter(
    ({ client, points, wishes }) =>
      wishes.length > 0 || (points.length > 0 && client.wishes.some(({ inForce }) => inForce)),
  );
  const sharers = silent.length > 0 ? await sharersOf(trx, ids(silent)) : [];
  return {
    changed: ids(taken.filter((row) => !changesNothing(row))).filter((id) => !made.has(id)),
    silent: sharers.filter((id) => !made.has(id)),
  };
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
