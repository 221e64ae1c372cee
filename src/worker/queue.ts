/** The job queue on whichever engine the database runs. */
import { types } from "@electric-sql/pglite";
import { fromPglite, PgBoss } from "pg-boss";
import { assert } from "../kernel/assert.ts";
import type { Database } from "../database/database.ts";

/**
 * On the embedded engine pg-boss shares our one connection. Each of its calls is one statement or one script, which
 * PGlite runs alone: a call never lands inside a transaction of ours, it waits for its end.
 */
export function openQueue(database: Database, databaseUrl: string | undefined): PgBoss {
  const common = { schema: "pgboss", superviseIntervalSeconds: 60, persistWarnings: false } as const;
  const { pglite } = database;
  if (!pglite) {
    assert(databaseUrl !== undefined, "a server database has an address");
    return new PgBoss({ ...common, connectionString: databaseUrl, max: 3, application_name: "povod-jobs" });
  }
  // pg-boss counts on the drivers' usual values, ours come back as bigint and Temporal.
  const parsers = types.parsers;
  const db = fromPglite({
    query: (text, values) => pglite.query(text, values, { parsers }),
    exec: (text) => pglite.exec(text, { parsers }),
  });
  return new PgBoss({ ...common, backend: "pglite", db });
}
