/**
 * Statements that are parsed and planned once per connection: the till's, and those of a page that many read. Their text
 * never varies, their values travel beside it. The embedded engine has them in prepared-embedded.ts.
 */
import { createHash } from "node:crypto";
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

/**
 * The literals of days, moments and times of day as further values, each its own: whether two of them happen to be the same
 * would make another statement of it.
 */
function withDaysAsValues(text: string, values: readonly unknown[]): { text: string; values: unknown[] } {
  const all = [...values];
  const changed = text.replaceAll(
    /\b(date|timestamptz|time) '([^']*)'/g,
    (_, type: string, value: string) => `$${all.push(value)}::${type}`,
  );
  return { text: changed, values: all };
}

interface Driver {
  query(text: unknown, values?: unknown): unknown;
}

const mark = "/* planned once */";
/** Stands before a statement whose plan is the same for all values, and whose text varies little. */
export const planOnce = sql.raw(mark);
const isMarked = (text: string): boolean => text.startsWith(mark) || text.startsWith(dayMark);
const markedName = (text: string): string => `once-${createHash("sha1").update(text).digest("base64url")}`;

/** Of what varies little a connection is given so many; a server keeps them until it ends. */
const mostMarked = 300;
const given = new WeakMap<object, Set<string>>();

/** Undefined: the statement is planned each time. */
export function nameOf(text: string, connection: object): string | undefined {
  if (!isMarked(text)) return names.get(text);
  const known = given.get(connection) ?? new Set();
  given.set(connection, known);
  const name = markedName(text);
  if (known.size < mostMarked) known.add(name);
  return known.has(name) ? name : undefined;
}

export interface PlannedOnce {
  name: string;
  text: string;
  values: readonly unknown[];
  /** By a plan for any values, which it has to be told. */
  forGood: boolean;
}

/** How a connection with a memory of its own asks for such a statement; undefined for any other. */
export function plannedOnce(text: string, values: readonly unknown[]): PlannedOnce | undefined {
  if (!isMarked(text)) {
    const name = names.get(text);
    return name === undefined ? undefined : { name, text, values, forGood: false };
  }
  const forGood = text.startsWith(dayMark);
  const ready = forGood ? withDaysAsValues(text, values) : { text, values };
  return { name: markedName(ready.text), ...ready, forGood };
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
      const name = nameOf(ready.text, client);
      if (name !== undefined) {
        const statement = { name, ...ready };
        return isForGood ? query(statement) : after(planForGood, () => query(statement));
      }
    }
    const name = nameOf(text, client);
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
export const planForGood =
  "set local plan_cache_mode = force_generic_plan; set local enable_bitmapscan = off";
export const planAsEver = "set local plan_cache_mode to default; set local enable_bitmapscan to default";
const endsTransaction = /^(commit|rollback)/i;
