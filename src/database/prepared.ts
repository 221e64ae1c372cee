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
/** The same, before a statement with days, moments and times of day as literals (planning/occasion.ts): they become values on the way. */
export const planOnceForAnyDay = sql.raw(dayMark);

/** The literals of days, moments and times of day as further values. */
function withDaysAsValues(text: string, values: readonly unknown[]): { text: string; values: unknown[] } {
  const all = [...values];
  const known = new Map<string, number>();
  const changed = text.replaceAll(
    /\b(date|timestamptz|time) '([^']*)'/g,
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

/**
 * The driver prepares only what has a name, and Kysely hands it none. What is planned for any day is planned for good until
 * the transaction asks for something else.
 */
export function nameStatements(client: Driver): void {
  const query = client.query.bind(client);
  let isForGood = false;
  const after = async (settings: string, next: () => unknown): Promise<unknown> => {
    isForGood = settings === planForGood;
    await query(settings);
    return next();
  };
  client.query = (text, values) => {
    if (typeof text !== "string") return query(text, values);
    if (text.startsWith(dayMark)) {
      const ready = withDaysAsValues(text, (values ?? []) as unknown[]);
      const name = nameOfMarked(ready.text);
      if (name !== undefined) {
        const statement = { name, ...ready };
        return isForGood ? query(statement) : after(planForGood, () => query(statement));
      }
    }
    const name = nameOf(text);
    const ask = () => (name === undefined ? query(text, values) : query({ name, text, values }));
    if (!isForGood) return ask();
    isForGood = false;
    return endsTransaction.test(text) ? ask() : after(planAsEver, ask);
  };
}

/**
 * Without being told so the server would plan the first five times anew: longer than the statement runs. And it would read
 * a range of days of everybody besides what is one client's, not knowing how long the range is.
 */
const planForGood = "set local plan_cache_mode = force_generic_plan; set local enable_bitmapscan = off";
const planAsEver = "set local plan_cache_mode to default; set local enable_bitmapscan to default";
const endsTransaction = /^(commit|rollback)/i;
