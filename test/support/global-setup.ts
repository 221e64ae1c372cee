/** Once a run: what migrated databases are copied from, which servers and browsers there are, and a loud word on what is left out. */
import { existsSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../src/database/database.ts";
import { chromiumPath } from "./chromium.ts";
import { cache, hashOfFiles } from "./hash-of-files.ts";
import { putInPlace } from "./put-in-place.ts";
import { onServer, temporaryDatabase, type TemporaryDatabase } from "./temporary-database.ts";

/** As a dump, for a database in memory, and as a data folder. */
interface Migrated {
  dump: string;
  folder: string;
}

/** Migrating takes seconds, so it is done once for each state of the schema and of the engine. */
async function migrated(): Promise<Migrated> {
  const hash = hashOfFiles(
    "node_modules/@electric-sql/pglite/package.json",
    "src/database/**/*.{ts,sql}",
    "test/support/global-setup.ts",
  );
  const ready: Migrated = {
    dump: join(cache, `migrated-${hash}.tar`),
    folder: join(cache, `migrated-${hash}`),
  };
  if (existsSync(ready.dump) && existsSync(ready.folder)) return ready;
  // Whole or not at all: another run may begin meanwhile.
  const half: Migrated = {
    dump: `${ready.dump}.${process.pid}`,
    folder: `${ready.folder}.${process.pid}`,
  };
  const database = await openDatabase({ engine: "pglite", folder: half.folder });
  // What new databases are copied from is two thirds of the files, and nobody makes another database in the embedded engine.
  await database.pglite?.exec("update pg_database set datistemplate = false where datname like 'template%'");
  for (const template of ["template1", "template0"]) await database.pglite?.exec(`drop database ${template}`);
  await database.pglite?.exec("checkpoint");
  const data = await database.pglite?.dumpDataDir("none");
  await database.close();
  if (!data) throw new Error("the embedded engine gives no dump of its folder");
  await writeFile(half.dump, Buffer.from(await data.arrayBuffer()));
  await rename(half.dump, ready.dump);
  await putInPlace(half.folder, ready.folder);
  return ready;
}

/** What the databases of test files are copied from: a copy costs the server less than half of what migrating does. */
async function migratedTemplate(server: string): Promise<TemporaryDatabase> {
  const template = await temporaryDatabase(server, "povod_test_template");
  const database = await openDatabase({ engine: "postgres", url: template.url });
  await database.close();
  // A database that somebody is connected to is not copied, and a session that was closed takes a moment to end.
  await onServer(
    server,
    `select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '${template.name}'`,
  );
  return template;
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { dump, folder } = await migrated();
  project.provide("migratedDump", dump);
  project.provide("migratedFolder", folder);

  const postgresUrl = process.env["POVOD_TEST_DATABASE_URL"] || undefined;
  project.provide("postgresUrl", postgresUrl);
  const template = postgresUrl ? await migratedTemplate(postgresUrl) : undefined;
  project.provide("postgresTemplate", template?.name);
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
  return template?.drop;
}
