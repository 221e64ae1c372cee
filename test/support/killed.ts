/** A command as a real process that is killed while it works. */
import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";

const program = fileURLToPath(new URL("../../bin/povod.mjs", import.meta.url));

/** `command` with the arguments that name the database, if any. */
export interface Work {
  command: string[];
  env: Record<string, string>;
}

/** Kills the process as soon as `isFar`. Says whether it was still at work. */
export async function killWhen(
  { command, env }: Work,
  isFar: () => boolean | Promise<boolean>,
  intervalMs = 5,
): Promise<boolean> {
  const child = spawn(process.execPath, [program, ...command], {
    env: { ...process.env, DATABASE_URL: "", ...env },
    stdio: "ignore",
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.on("exit", (_, signal) => resolve(signal)),
  );
  await vi.waitUntil(async () => child.exitCode !== null || (await isFar()), {
    timeout: 120_000,
    interval: intervalMs,
  });
  child.kill("SIGKILL");
  return (await ended) === "SIGKILL";
}

/** Of all files below the folder; one that is gone meanwhile counts nothing. */
export const bytesIn = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile())
    .reduce(
      (sum, file) => sum + (statSync(join(file.parentPath, file.name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
