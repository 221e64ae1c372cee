/** The database as the library for signing in expects it: old dates, plain numbers, names in camel case. */
import { CamelCasePlugin, type Kysely, type KyselyPlugin, type QueryResult, type UnknownRow } from "kysely";
import type { Connection } from "../../database/sql.ts";
import { oldDate } from "../../kernel/clock.ts";

const oldValue = (value: unknown): unknown => {
  if (value instanceof Temporal.Instant) return oldDate(value);
  return typeof value === "bigint" ? Number(value) : value;
};

const oldValues: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }): Promise<QueryResult<UnknownRow>> {
    const rows = result.rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, oldValue(value)])),
    );
    return { ...result, rows };
  },
};

export const viewForAuth = (db: Connection): Kysely<unknown> =>
  db.withPlugin(oldValues).withPlugin(new CamelCasePlugin());
