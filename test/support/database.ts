/**
 * A migrated, empty database for a test file: on the embedded engine from a dump, on PostgreSQL as a
 * database of its own that is dropped afterwards, copied from one that is made once a run.
 */
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { openDatabase, type Database } from "../../src/database/database.ts";
import { temporaryDatabase } from "./temporary-database.ts";

declare module "vitest" {
  interface ProvidedContext {
    migratedDump: string;
    postgresUrl: string | undefined;
    /** The name of a migrated, empty database on that server. */
    postgresTemplate: string | undefined;
  }
}

export type Engine = "pglite" | "postgres";

export async function openTestDatabase(engine: Engine): Promise<Database & { url?: string }> {
  if (engine === "pglite") {
    const dump = inject("migratedDump");
    return openDatabase({
      engine: "pglite",
      memory: true,
      ...(existsSync(dump) ? { loadDataDir: new Blob([readFileSync(dump)]) } : {}),
    });
  }
  const { url, drop } = await createPostgres();
  const database = await openDatabase({ engine: "postgres", url });
  return {
    ...database,
    url,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** A migrated, empty PostgreSQL database of its own. */
export async function createPostgres(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject("postgresUrl");
  if (!server) throw new Error("no PostgreSQL: set POVOD_TEST_DATABASE_URL");
  return temporaryDatabase(server, "povod_test", inject("postgresTemplate"));
}

/** What another run has tested already is left out: CI gives the embedded engine a run, and the server one. */
export const left = (engine: Engine): boolean =>
  (process.env["POVOD_TEST_ENGINE"] ?? engine) !== engine ||
  (engine === "postgres" && !inject("postgresUrl"));

/** Runs the same tests on the embedded engine and, where a server is named, on PostgreSQL. */
export function onEveryEngine(name: string, tests: (database: () => Database, engine: Engine) => void): void {
  for (const engine of ["pglite", "postgres"] as const) {
    describe.skipIf(left(engine))(`${name} (${engine})`, () => {
      let database: Database | undefined;
      beforeAll(async () => {
        database = await openTestDatabase(engine);
      });
      afterAll(() => database?.close());
      tests(() => {
        if (!database) throw new Error("the database is open inside tests and hooks only");
        return database;
      }, engine);
    });
  }
}

/** Contention, which the embedded engine's one connection cannot show: on PostgreSQL alone, where one is named. */
export function onPostgres(
  name: string,
  connections: number,
  tests: (database: () => Database, url: () => string) => void,
): void {
  describe.skipIf(!inject("postgresUrl"))(`${name} (postgres)`, () => {
    let postgres: Awaited<ReturnType<typeof createPostgres>>;
    let database: Database;
    beforeAll(async () => {
      postgres = await createPostgres();
      database = await openDatabase({ engine: "postgres", url: postgres.url, connections });
    });
    afterAll(async () => {
      await database.close();
      await postgres.drop();
    });
    tests(
      () => database,
      () => postgres.url,
    );
  });
}
