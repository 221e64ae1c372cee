/** Replays a file of purchases under one program or several, without a database and in bounded memory. */
import { assert } from "../../kernel/assert.ts";
import type { EpochDay } from "../../kernel/calendar.ts";
import { DomainError } from "../../kernel/errors.ts";
import { readPurchases, type BadRow, type ReadPurchasesOptions } from "../../dealings/purchase-file.ts";
import { sortedPurchases } from "../../dealings/purchase-order.ts";
import { canReadAgain } from "../../files/text-file.ts";
import { startBacktest, type BacktestReport } from "../burn-backtest.ts";
import { burnsOn, validThrough } from "../expiry.ts";
import { startReplay, type Replay, type ReplayReport, type ReplayRule, type RuleReport } from "../replay.ts";
import { longestSpell } from "../return-history.ts";

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

export interface ReplayFile {
  path: string;
  /** The last day that counts. */
  until: EpochDay;
  signal?: AbortSignal;
  onProgress?: (progress: ReplayProgress) => void;
  /** Above it the file is sorted on disk instead of holding so many clients in memory. */
  mostClientsHeld?: number;
}

/** Throws DomainError `bad_file`, also for rows that do not fit: the first ones and how many. */
export async function replayPurchases(replay: ReplayFile & ReplayRule): Promise<ReplayReport> {
  const [report] = await replayUnderRules({ ...replay, rules: [replay] });
  assert(report !== undefined, "a rule has a report");
  return report;
}

/** One pass over the file for all rules; a report for each, in their order. The first rule is the base. */
export async function replayUnderRules(
  replay: ReplayFile & { rules: readonly ReplayRule[] },
): Promise<RuleReport[]> {
  return (await throughFile(replay, () => startReplay(replay))).finish();
}

/** What would have been forecast to burn in the months of the file, and what burned. */
export async function backtestBurning(file: ReplayFile & ReplayRule): Promise<BacktestReport> {
  const { validity } = file.program;
  const range = {
    burnsOn: (from: EpochDay) => burnsOn(validThrough(from, validity)),
    longestDays: longestSpell(validity),
    until: file.until,
  };
  let backtest = startBacktest(range);
  const replay = await throughFile(file, () => {
    backtest = startBacktest(range);
    return startReplay({ rules: [file], until: file.until, onSpell: backtest.take });
  });
  replay.finish();
  return backtest.finish();
}

/** The replay with every purchase of the file booked; started anew if the file turns out to need sorting. */
async function throughFile(file: ReplayFile, start: () => Replay): Promise<Replay> {
  return ((await canReadAgain(file.path)) && (await inFileOrder(file, start()))) || sorted(file, start());
}

const defaultMostClientsHeld = 500_000;

/** Undefined if a client's purchases go back in time, or there are too many clients. */
async function inFileOrder(file: ReplayFile, replay: Replay): Promise<Replay | undefined> {
  const badRows = collectBadRows();
  for await (const batch of readPurchases(file.path, reading(file, "reading", badRows.add))) {
    for (const purchase of batch) if (!replay.book(purchase)) return undefined;
    if (replay.held() > (file.mostClientsHeld ?? defaultMostClientsHeld)) return undefined;
  }
  badRows.refuse(file.path);
  return replay;
}

async function sorted(file: ReplayFile, replay: Replay): Promise<Replay> {
  const badRows = collectBadRows();
  let client: string | undefined;
  let purchases = 0;
  for await (const batch of sortedPurchases(file.path, reading(file, "sorting", badRows.add))) {
    badRows.refuse(file.path);
    purchases += batch.length;
    file.onProgress?.({ phase: "merging", purchases, bytesRead: 0, totalBytes: undefined });
    for (const purchase of batch) {
      if (client !== undefined && purchase.client !== client) replay.leave(client);
      client = purchase.client;
      const taken = replay.book(purchase);
      assert(taken, "sorted purchases of a client never go back in time");
    }
  }
  badRows.refuse(file.path);
  return replay;
}

const reading = (
  { signal, onProgress }: ReplayFile,
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
