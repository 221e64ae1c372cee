/** Measures on the embedded database in a folder of its own, then on PostgreSQL where one is named. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, type Database } from "../src/database/database.ts";
import { benchPostgres } from "./postgres.ts";

/** `measure` finds an empty, migrated database. */
export async function onBothEngines<Figures>(
  measure: (database: Database) => Promise<Figures>,
): Promise<{ pglite: Figures; postgres: Figures | "not measured" }> {
  const folder = await mkdtemp(join(tmpdir(), "povod-bench-"));
  const server = await benchPostgres();
  const on = async (target: Parameters<typeof openDatabase>[0]) => {
    const database = await openDatabase(target);
    try {
      return await measure(database);
    } finally {
      await database.close();
    }
  };
  try {
    const pglite = await on({ engine: "pglite", folder });
    if (!server) console.error("PostgreSQL is not measured: set POVOD_BENCH_DATABASE_URL");
    return { pglite, postgres: server ? await on({ engine: "postgres", url: server.url }) : "not measured" };
  } finally {
    await server?.drop();
    await rm(folder, { recursive: true, force: true });
  }
}
