/** Once a run: the migrated dump, which servers and browsers there are, and a loud word on what is left out. */
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../src/database/database.ts";
import { chromiumPath } from "./chromium.ts";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "povod-test-"));
  const dump = join(folder, "migrated.tar");
  const database = await openDatabase({ engine: "pglite", memory: true });
  const data = await database.pglite?.dumpDataDir("none");
  if (data) await writeFile(dump, Buffer.from(await data.arrayBuffer()));
  await database.close();
  project.provide("migratedDump", dump);

  const postgresUrl = process.env["POVOD_TEST_DATABASE_URL"] || undefined;
  project.provide("postgresUrl", postgresUrl);
  const chromium = chromiumPath();
  project.provide("chromium", chromium);

  const leftOut = [
    postgresUrl
      ? undefined
      : "PostgreSQL tests: set POVOD_TEST_DATABASE_URL=postgresql://user@host:5432/postgres (a role that may create databases)",
    chromium
      ? undefined
      : "browser tests: install Chromium (Debian: apt-get install chromium) or set POVOD_CHROMIUM to its path",
  ].filter((line) => line !== undefined);
  if (leftOut.length > 0) {
    const message = `LEFT OUT of this run:\n${leftOut.map((line) => `  - ${line}`).join("\n")}`;
    if (process.env["POVOD_TEST_ALL"]) throw new Error(message);
    process.on("exit", () => void process.stderr.write(`\n${message}\n`));
    process.stderr.write(`\n${message}\n\n`);
  }
  return async () => {
    if (existsSync(folder)) await rm(folder, { recursive: true });
  };
}
