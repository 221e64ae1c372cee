/** Measures on the embedded database in a folder of its own, then on PostgreSQL where one is named. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, type Database, type DatabaseTarget } from "../src/database/database.ts";
import { benchPostgres } from "./postgres.ts";

/** `measure` finds an empty, migrated database. */
export async function onBothEngines<Figures>(
  measure: (database: Database) => Promise<Figures>,
): Promise<{ pglite: Figures; postgres: Figures | "not measured" }> {
  const pglite = await inFolder(measure);
  const server = await benchPostgres();
  if (!server) {
    console.error("PostgreSQL is not measured: set POVOD_BENCH_DATABASE_URL");
    return { pglite, postgres: "not measured" };
  }
  try {
    return { pglite, postgres: await on({ engine: "postgres", url: server.url }, measure) };
  } finally {
    await server.drop();
  }
}

/** The embedded database alone. */
export async function inFolder<Figures>(measure: (database: Database) => Promise<Figures>): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "povod-bench-"));
  try {
    return await on({ engine: "pglite", folder }, measure);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function on<Figures>(
  target: DatabaseTarget,
  measure: (database: Database) => Promise<Figures>,
): Promise<Figures> {
  const database = await openDatabase(target);
  try {
    return await measure(database);
  } finally {
    await database.close();
  }
}
