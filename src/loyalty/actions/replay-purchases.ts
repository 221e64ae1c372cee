/** Replays a file of purchases under a program, without a database and in bounded memory. */
import { assert } from "../../kernel/assert.ts";
import { DomainError } from "../../kernel/errors.ts";
import { readPurchases, type BadRow, type ReadPurchasesOptions } from "../../dealings/purchase-file.ts";
import { sortedPurchases } from "../../dealings/purchase-order.ts";
import { canReadAgain } from "../../dealings/text-file.ts";
import { startReplay, type ReplayReport, type ReplayRules } from "../replay.ts";

/** In file order the file is only read; else it is sorted, then gone through. */
export type ReplayPhase = "reading" | "sorting" | "merging";

export interface ReplayProgress {
  phase: ReplayPhase;
  /** Seen in this phase. */
  purchases: number;
  bytesRead: number;
  /** Undefined for a pipe, and while merging. */
  totalBytes: number | undefined;
}

export interface ReplayPurchases extends ReplayRules {
  path: string;
  signal?: AbortSignal;
  onProgress?: (progress: ReplayProgress) => void;
  /** Above it the file is sorted on disk instead of holding so many clients in memory. */
  mostClientsHeld?: number;
}

/** Throws DomainError `bad_file`, also for rows that do not fit: the first ones and how many. */
export async function replayPurchases(replay: ReplayPurchases): Promise<ReplayReport> {
  const report = (await canReadAgain(replay.path)) ? await replayInFileOrder(replay) : undefined;
  return report ?? replaySorted(replay);
}

const defaultMostClientsHeld = 500_000;

/** Undefined if a client's purchases go back in time, or there are too many clients. */
async function replayInFileOrder(replay: ReplayPurchases): Promise<ReplayReport | undefined> {
  const booked = startReplay(replay);
  const badRows = collectBadRows();
  for await (const batch of readPurchases(replay.path, reading(replay, "reading", badRows.add))) {
    for (const purchase of batch) if (!booked.book(purchase)) return undefined;
    if (booked.held() > (replay.mostClientsHeld ?? defaultMostClientsHeld)) return undefined;
  }
  badRows.refuse(replay.path);
  return booked.finish();
}

async function replaySorted(replay: ReplayPurchases): Promise<ReplayReport> {
  const booked = startReplay(replay);
  const badRows = collectBadRows();
  let client: string | undefined;
  let purchases = 0;
  for await (const batch of sortedPurchases(replay.path, reading(replay, "sorting", badRows.add))) {
    badRows.refuse(replay.path);
    purchases += batch.length;
    replay.onProgress?.({ phase: "merging", purchases, bytesRead: 0, totalBytes: undefined });
    for (const purchase of batch) {
      if (client !== undefined && purchase.client !== client) booked.leave(client);
      client = purchase.client;
      const taken = booked.book(purchase);
      assert(taken, "sorted purchases of a client never go back in time");
    }
  }
  badRows.refuse(replay.path);
  return booked.finish();
}

const reading = (
  { signal, onProgress }: ReplayPurchases,
  phase: ReplayPhase,
  onBadRow: (row: BadRow) => void,
): ReadPurchasesOptions => ({
  onBadRow,
  signal,
  onProgress: (bytesRead, totalBytes, purchases) => onProgress?.({ phase, purchases, bytesRead, totalBytes }),
});

const shownBadRows = 5;

function collectBadRows(): { add(row: BadRow): void; refuse(path: string): void } {
  const first: BadRow[] = [];
  let count = 0;
  return {
    add(row) {
      count++;
      if (first.length < shownBadRows) first.push(row);
    },
    refuse(path) {
      const [row] = first;
      if (!row) return;
      const lines = first.map((bad) => `\n  ${sayBadRow(bad)}`).join("");
      const more = count > first.length ? `\n  … and ${count - first.length} more` : "";
      throw new DomainError(
        "bad_file",
        `${path}: ${count} ${count === 1 ? "row does" : "rows do"} not fit, nothing was replayed:${lines}${more}`,
        { place: { file: path, line: row.line, ...(row.column ? { column: row.column } : {}) } },
      );
    },
  };
}

const sayBadRow = ({ line, column, reason }: BadRow) =>
  `line ${line}${column ? `, column ${column}` : ""}: ${reason}`;
