/**
 * Statements that a server parses and plans once per connection: the till's, and those of a page that many read. Their
 * text never varies, their values travel beside it; the embedded engine runs them as any other.
 */
import { CompiledQuery, sql } from "kysely";
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

const mark = "/* planned once */";
/** Stands before a statement whose plan is the same for all values, and whose text varies little. */
export const planOnce = sql.raw(mark);
const mostMarked = 300;
let marked = 0;

function nameOf(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined || !text.startsWith(mark) || marked >= mostMarked) return name;
  names.set(text, `once-${++marked}`);
  return names.get(text);
}

/** The driver prepares only what has a name, and Kysely hands it none. */
export function nameStatements(client: Driver): void {
  const query = client.query.bind(client);
  client.query = (text, values) => {
    const name = typeof text === "string" ? nameOf(text) : undefined;
    return name === undefined ? query(text, values) : query({ name, text, values });
  };
}
