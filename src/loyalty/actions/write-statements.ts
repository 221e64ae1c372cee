/** The statements of a month in one file, a line of JSON each, that is whole or not there. */
import { open, rename, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { assert } from "../../kernel/assert.ts";
import { showStatement } from "../show-statement.ts";
import type { Statement } from "../statement-contract.ts";
import type { Till } from "./run-command.ts";
import { statementsOfMonth, type BatchOptions } from "./state-months.ts";

export interface WriteOptions extends Omit<BatchOptions, "after"> {
  folder: string;
  onProgress?: (statements: number) => void;
}

export interface Written {
  file: string;
  added: number;
  /** Found in the unfinished file of an interrupted run. */
  kept: number;
}

/** Goes on after the last whole line of an interrupted run. Throws `bad_input`, `interrupted`. */
export async function writeStatements(
  till: Till,
  { folder, onProgress, ...options }: WriteOptions,
): Promise<Written> {
  const file = join(folder, `statements-${options.month}.jsonl`);
  const unfinished = `${file}.part`;
  const handle = await open(unfinished, "a+");
  let added = 0;
  let kept;
  try {
    const found = await keepWholeLines(handle);
    kept = found.lines;
    for await (const batch of statementsOfMonth(till, { ...options, after: found.last?.card })) {
      const lines = batch.map((statement) => `${JSON.stringify(showStatement(statement))}\n`);
      if (lines.length > 0) await handle.appendFile(lines.join(""));
      added += lines.length;
      onProgress?.(kept + added);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
  return { file, added, kept };
}

const lineEnd = 10;

/** Cuts off what comes after the last whole line, and says what that line is. */
async function keepWholeLines(handle: FileHandle): Promise<{ lines: number; last: Statement | undefined }> {
  const chunk = Buffer.alloc(1 << 20);
  let lines = 0;
  let begin = 0;
  let end = 0;
  for (let at = 0; ;) {
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) break;
    for (let i = chunk.indexOf(lineEnd); i !== -1 && i < bytesRead; i = chunk.indexOf(lineEnd, i + 1)) {
      begin = end;
      end = at + i + 1;
      lines++;
    }
    at += bytesRead;
  }
  await handle.truncate(end);
  if (lines === 0) return { lines, last: undefined };
  const line = Buffer.alloc(end - begin);
  const { bytesRead } = await handle.read(line, 0, line.length, begin);
  assert(bytesRead === line.length, "a line that was there a moment ago");
  return { lines, last: JSON.parse(line.toString("utf8")) as Statement };
}
