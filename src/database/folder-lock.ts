/**
 * One process to a data folder: a file with the owner's pid. A file left by a killed process is taken over;
 * the pid alone is not trusted, since another program may have got it since.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DomainError } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { isRunning, startOfProcess, type ProcessMark } from "../kernel/process.ts";

/** Returns the function that gives the folder back. Throws `data_folder_in_use`, naming the other process. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "povod.lock");
  const mine: ProcessMark = { pid: process.pid, startedAt: startOfProcess(process.pid) };
  const draft = `${path}.${newId()}`;
  writeFileSync(draft, JSON.stringify(mine));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        linkSync(draft, path);
        return () => release(path, mine);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const owner = readOwner(path);
      if (owner && isRunning(owner)) {
        throw new DomainError(
          "data_folder_in_use",
          `The data folder ${folder} is in use by another Povod (process ${owner.pid}). ` +
            `Stop it first, or name another folder with --data.`,
        );
      }
      setAside(path);
    }
    throw new DomainError("data_folder_in_use", `The data folder ${folder} is in use by another Povod.`);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** By rename, so that of two processes that find the same stale file only one removes it. */
function setAside(path: string): void {
  const aside = `${path}.${newId()}`;
  try {
    renameSync(path, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function release(path: string, mine: ProcessMark): void {
  const owner = readOwner(path);
  if (owner?.pid === mine.pid && owner.startedAt === mine.startedAt) rmSync(path, { force: true });
}

function readOwner(path: string): ProcessMark | undefined {
  try {
    const owner = JSON.parse(readFileSync(path, "utf8")) as Partial<ProcessMark>;
    return typeof owner.pid === "number" && typeof owner.startedAt === "string"
      ? { pid: owner.pid, startedAt: owner.startedAt }
      : undefined;
  } catch {
    return undefined;
  }
}
