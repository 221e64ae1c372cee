/** Takes an import back as a whole: what it made goes, what it changed is again what it was, unless somebody changed it since. */
import { loadSettings } from "../../business/store.ts";
import { dayIn, elapsedMs } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import { noUndo, type UndoCounts } from "../import/import.ts";
import { waitForOtherImports } from "../store/import-directory.ts";
import { findSharers } from "../store/import-newcomers.ts";
import { undoSomeClients } from "../store/import-undo.ts";
import { makeLookUps } from "../store/look-ups.ts";
import { clearStaged } from "../store/import-rows.ts";
import { deleteImport, forgetProblems, loadImport, updateImport, type ImportRow } from "../store/imports.ts";
import { replanConcerned } from "./replan-concerned.ts";
import type { RunOptions } from "./run-import.ts";

const clientsPerBatch = 500;

/** Interrupted, it is gone on with. An import that was taken back already stays so. Throws `not_found`, `not_allowed`. */
export async function undoImport(
  { db, clock, replan, signal, onProgress, patienceMs = Infinity }: Omit<RunOptions, "rowsPerBatch">,
  id: string,
): Promise<ImportRow> {
  const { firstFilling } = await db.transaction().execute(async (trx) => {
    const found = await loadImport(trx, id, { lock: true });
    const { state } = found;
    if (state === "reading" || state === "previewed")
      throw new DomainError(
        "not_allowed",
        "The import has changed nothing; discard it instead of taking it back.",
        {
          place: { field: "import" },
        },
      );
    if (state !== "undone") await updateImport(trx, id, { state: "undoing" });
    return found;
  });
  // Of an import that was interrupted some may be missing.
  await Promise.all([makeLookUps(db), firstFilling ? findSharers(db, id) : undefined]);
  const startedMs = elapsedMs();
  let done = 0;
  while (elapsedMs() - startedMs < patienceMs) {
    refuseIfInterrupted(signal);
    const clients = await db.transaction().execute(async (trx) => {
      await waitForOtherImports(trx);
      const found = await loadImport(trx, id, { lock: true });
      if (found.state !== "undoing") return 0;
      const at = clock.now();
      const { zone } = await loadSettings(trx);
      const today = dayIn(zone, at);
      const undone = await undoSomeClients(trx, id, { limit: clientsPerBatch, at, today });
      const before = found.counts.undone ?? noUndo();
      if (undone) {
        await updateImport(trx, id, { counts: { ...found.counts, undone: sum(before, undone.counts) } });
        await replanConcerned(trx, replan, { changed: undone.changed, silent: undone.freed, at, today });
        return clientsPerBatch;
      }
      await clearStaged(trx, id);
      await forgetProblems(trx, id);
      const { firstRows: _, ...preview } = found.preview;
      await updateImport(trx, id, {
        state: "undone",
        preview,
        counts: { ...found.counts, undone: before },
        endedAt: at,
      });
      return 0;
    });
    if (clients === 0) break;
    done += clients;
    onProgress?.(done);
  }
  return loadImport(db, id);
}

const sum = (a: UndoCounts, b: UndoCounts): UndoCounts => ({
  removed: a.removed + b.removed,
  restored: a.restored + b.restored,
  kept: a.kept + b.kept,
  factsKept: a.factsKept + b.factsKept,
  wishesRemoved: a.wishesRemoved + b.wishesRemoved,
});

/** Forgets a preview. Throws `not_found`, and `not_allowed` for an import that has gone in. */
export async function discardImport({ db }: Pick<RunOptions, "db">, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { state } = await loadImport(trx, id, { lock: true });
    if (state !== "reading" && state !== "previewed")
      throw new DomainError("not_allowed", "The import has gone in; take it back instead of discarding it.", {
        place: { field: "import" },
      });
    await deleteImport(trx, id);
  });
}
