/**
 * Statements of the till that a server parses and plans once per connection. Their text never varies, their values
 * travel beside it; the embedded engine runs them as any other.
 */
import { CompiledQuery } from "kysely";
import type { Connection } from "./sql.ts";

const names = new Map<string, string>();

/** `text` with `$1`, `$2`, … for the values. */
export function prepared<Row>(
  name: string,
  text: string,
): (db: Connection, values: readonly (string | null)[]) => Promise<Row[]> {
  names.set(text, name);
  return async (db, values) => (await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
}

interface Driver {
  query(text: unknown, values?: unknown): unknown;
}

/** The driver prepares only what has a name, and Kysely hands it none. */
export function nameStatements(client: Driver): void {
  const query = client.query.bind(client);
  client.query = (text, values) => {
    const name = typeof text === "string" ? names.get(text) : undefined;
    return name === undefined ? query(text, values) : query({ name, text, values });
  };
}
