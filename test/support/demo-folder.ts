/** A data folder with the demo network of one noon: made by whichever test needs it first, copied by the others. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { lockFolder } from "../../src/database/folder-lock.ts";
import type { Database } from "../../src/database/database.ts";
import { openEmailTransport } from "../../src/delivery/channels/email/transport.ts";
import { openLetterbox } from "../../src/delivery/letterbox/letterbox.ts";
import { lettersFolder, openDemo } from "../../src/demo/actions/open-demo.ts";
import { companyZone } from "../../src/demo/offices.ts";
import { dayIn } from "../../src/kernel/clock.ts";
import { DomainError } from "../../src/kernel/errors.ts";
import { createLog } from "../../src/kernel/log.ts";
import { openQueue } from "../../src/worker/queue.ts";
import { schedule } from "../../src/worker/schedule.ts";
import { cache, hashOfFiles } from "./hash-of-files.ts";

/** A Wednesday, 12:30 in Moscow and 19:30 in Vladivostok: everybody may be called. */
export const noon = Temporal.Instant.from("2026-11-25T09:30:00Z");

export async function demoFolder(): Promise<string> {
  const source = hashOfFiles("src/**/*.{ts,sql,yaml}", "test/support/demo-folder.ts");
  const ready = join(cache, `demo-${source}`);
  const making = `${ready}.making`;
  await vi.waitUntil(async () => existsSync(ready) || (await makeAlone(ready, making)), {
    timeout: 230_000,
    interval: 200,
  });
  const folder = mkdtempSync(join(tmpdir(), "povod-screens-"));
  cpSync(ready, folder, { recursive: true });
  return folder;
}

/** False while another process is at it; one that was killed is taken over from. */
async function makeAlone(ready: string, making: string): Promise<boolean> {
  mkdirSync(cache, { recursive: true });
  let unlock;
  try {
    unlock = lockFolder(making);
  } catch (error) {
    if (error instanceof DomainError && error.code === "data_folder_in_use") return false;
    throw error;
  }
  try {
    if (existsSync(ready)) return true;
    for (const name of readdirSync(cache))
      if (name.startsWith("demo-") && join(cache, name) !== making)
        rmSync(join(cache, name), { recursive: true, force: true });
    const half = join(making, "folder");
    rmSync(half, { recursive: true, force: true });
    const today = dayIn(companyZone, noon);
    const database = await openDemo({ folder: half, seed: undefined, today, at: noon, onMaking: () => {} });
    try {
      await workOnce(database, lettersFolder(half));
    } finally {
      await database.close();
    }
    renameSync(half, ready);
    return true;
  } finally {
    unlock();
  }
}

/** What the program does right after its start takes it half a minute, and finds nothing to do once it was done. */
async function workOnce(database: Database, letters: string): Promise<void> {
  const letterbox = await openLetterbox({ folder: letters });
  const transport = openEmailTransport({
    url: letterbox.url,
    from: "Меридиан <hello@example.org>",
    connections: 8,
  });
  const queue = openQueue(database, undefined);
  await queue.start();
  try {
    const clock = { now: () => noon };
    const context = { database, clock, log: createLog("silent"), transport };
    for (const job of schedule.filter(({ atStart }) => atStart))
      await job.run({ ...context, signal: new AbortController().signal });
  } finally {
    await queue.stop({ graceful: false });
    transport.close();
    await letterbox.close();
  }
}
