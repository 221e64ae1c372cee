/**
 * Purchases of a file grouped by client, days ascending, one client's purchases of one day in file order: an external
 * merge sort, so that memory stays the same whatever the file's size. Runs live in a temporary folder that is removed
 * whatever happens.
 */
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert } from "../kernel/assert.ts";
import type { EpochDay } from "../kernel/calendar.ts";
import { refuseIfInterrupted } from "../kernel/interruption.ts";
import { kopecks } from "../kernel/money.ts";
import { readPurchases, type FilePurchase, type ReadPurchasesOptions } from "./purchase-file.ts";
import { textFile } from "../files/text-file.ts";

/** Never an empty batch. */
type Batches = AsyncGenerator<FilePurchase[], void, undefined>;

export interface SortPurchasesOptions extends ReadPurchasesOptions {
  /** How many purchases are held in memory at once. */
  rowsPerRun?: number;
}

const defaultRowsPerRun = 50_000;
/** How many runs are read at once: each holds a read buffer. */
const fanIn = 64;
const batchRows = 5_000;

/** By client (in the order of UTF-16 code units), then day, then line. */
export function comparePurchases(a: FilePurchase, b: FilePurchase): number {
  if (a.client !== b.client) return a.client < b.client ? -1 : 1;
  return a.on - b.on || a.line - b.line;
}

/** Reads the file once. Throws DomainError `bad_file`; bad rows go to `onBadRow` while the file is read. */
export async function* sortedPurchases(path: string, options: SortPurchasesOptions): Batches {
  const folder = await mkdtemp(join(tmpdir(), "povod-sort-"));
  try {
    const { runs, rest } = await writeRuns(path, folder, options);
    if (runs.length === 0) {
      yield* inBatches(rest);
      return;
    }
    if (rest.length > 0) runs.push(await writeRun(folder, runs.length, inBatches(rest)));
    for await (const batch of merge(await mergeDown(runs, folder, options.signal))) {
      refuseIfInterrupted(options.signal);
      yield batch;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sorted runs on disk, and the last rows, sorted, still in memory. */
async function writeRuns(
  path: string,
  folder: string,
  options: SortPurchasesOptions,
): Promise<{ runs: string[]; rest: FilePurchase[] }> {
  const runs: string[] = [];
  let rows: FilePurchase[] = [];
  for await (const batch of readPurchases(path, options)) {
    for (const row of batch) rows.push(row);
    if (rows.length < (options.rowsPerRun ?? defaultRowsPerRun)) continue;
    runs.push(await writeRun(folder, runs.length, inBatches(rows.sort(comparePurchases))));
    rows = [];
  }
  return { runs, rest: rows.sort(comparePurchases) };
}

/** Merges runs into longer ones until few enough are left to read at once. */
async function mergeDown(runs: string[], folder: string, signal: AbortSignal | undefined): Promise<string[]> {
  let left = runs;
  for (let made = runs.length; left.length > fanIn; made++) {
    refuseIfInterrupted(signal);
    const merged = left.slice(0, fanIn);
    const run = await writeRun(folder, made, merge(merged));
    for (const path of merged) await rm(path);
    left = [...left.slice(fanIn), run];
  }
  return left;
}

/** A row in a run is `day amount line client`: a client has no line break in it. */
async function writeRun(folder: string, number: number, batches: Batches): Promise<string> {
  const path = join(folder, `run-${number}`);
  const file = await open(path, "wx", 0o600);
  try {
    for await (const batch of batches)
      await file.write(batch.map((row) => `${row.on} ${row.amount} ${row.line} ${row.client}\n`).join(""));
  } finally {
    await file.close();
  }
  return path;
}

async function* readRun(path: string): Batches {
  for await (const { bytes } of (await textFile(path)).blocks())
    yield bytes.toString("utf8").split("\n").slice(0, -1).map(readRow);
}

function readRow(text: string): FilePurchase {
  const amountAt = text.indexOf(" ") + 1;
  const lineAt = text.indexOf(" ", amountAt) + 1;
  const clientAt = text.indexOf(" ", lineAt) + 1;
  return {
    on: Number(text.slice(0, amountAt - 1)) as EpochDay,
    amount: kopecks(BigInt(text.slice(amountAt, lineAt - 1))),
    line: Number(text.slice(lineAt, clientAt - 1)),
    client: text.slice(clientAt),
  };
}

/** A balanced tree of merges of two. */
function merge(runs: string[]): Batches {
  const [first, ...others] = runs;
  assert(first !== undefined, "there is a run to merge");
  if (others.length === 0) return readRun(first);
  const half = Math.ceil(runs.length / 2);
  return mergeTwo(merge(runs.slice(0, half)), merge(runs.slice(half)));
}

async function* mergeTwo(left: Batches, right: Batches): Batches {
  try {
    let a = await nextBatch(left);
    let b = await nextBatch(right);
    let atA = 0;
    let atB = 0;
    let merged: FilePurchase[] = [];
    for (;;) {
      const rowA = a[atA];
      const rowB = b[atB];
      if (rowA === undefined && rowB === undefined) break;
      if (rowB === undefined || (rowA !== undefined && comparePurchases(rowA, rowB) <= 0)) {
        merged.push(rowA as FilePurchase);
        if (++atA === a.length) [a, atA] = [await nextBatch(left), 0];
      } else {
        merged.push(rowB);
        if (++atB === b.length) [b, atB] = [await nextBatch(right), 0];
      }
      if (merged.length === batchRows) {
        yield merged;
        merged = [];
      }
    }
    if (merged.length > 0) yield merged;
  } finally {
    await left.return(undefined);
    await right.return(undefined);
  }
}

/** Empty at the end. */
async function nextBatch(batches: Batches): Promise<FilePurchase[]> {
  const next = await batches.next();
  return next.done ? [] : next.value;
}

async function* inBatches(rows: FilePurchase[]): Batches {
  for (let from = 0; from < rows.length; from += batchRows) yield rows.slice(from, from + batchRows);
}
