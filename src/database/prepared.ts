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

const dayMark = "/* planned once for any day */";
/** The same, before a statement with days and moments as literals (planning/occasion.ts): they become values on the way. */
export const planOnceForAnyDay = sql.raw(dayMark);

/** The literals of days and moments as further values. */
function withDaysAsValues(text: string, values: readonly unknown[]): { text: string; values: unknown[] } {
  const all = [...values];
  const known = new Map<string, number>();
  const changed = text.replaceAll(
    /\b(date|timestamptz) '([^']*)'/g,
    (literal, type: string, value: string) => {
      const at = known.get(literal) ?? all.push(value);
      known.set(literal, at);
      return `$${at}::${type}`;
    },
  );
  return { text: changed, values: all };
}

interface Driver {
  query(text: unknown, values?: unknown): unknown;
}

const mark = "/* planned once */";
/** Stands before a statement whose plan is the same for all values, and whose text varies little. */
export const planOnce = sql.raw(mark);
const mostMarked = 300;
let marked = 0;

/** Undefined: the statement is planned each time. */
export const nameOf = (text: string): string | undefined =>
  text.startsWith(mark) ? nameOfMarked(text) : names.get(text);

function nameOfMarked(text: string): string | undefined {
  if (!names.has(text) && marked < mostMarked) names.set(text, `once-${++marked}`);
  return names.get(text);
}

/** The driver prepares only what has a name, and Kysely hands it none. */
export function nameStatements(client: Driver): void {
  const query = client.query.bind(client);
  client.query = (text, values) => {
    if (typeof text === "string" && text.startsWith(dayMark)) {
      const ready = withDaysAsValues(text, (values ?? []) as unknown[]);
      const name = nameOfMarked(ready.text);
      if (name !== undefined) return onceForAll(query, { name, ...ready });
    }
    const name = typeof text === "string" ? nameOf(text) : undefined;
    return name === undefined ? query(text, values) : query({ name, text, values });
  };
}

/**
 * Without being told so the server would plan the first five times anew: longer than the statement runs. And it would read
 * a range of days of everybody besides what is one client's, not knowing how long the range is.
 */
const planForGood = "set local plan_cache_mode = force_generic_plan; set local enable_bitmapscan = off";
const planAsEver = "set local plan_cache_mode to default; set local enable_bitmapscan to default";

async function onceForAll(query: Driver["query"], statement: unknown): Promise<unknown> {
  await query(planForGood);
  const result = await query(statement);
  await query(planAsEver);
  return result;
}
