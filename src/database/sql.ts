/** Small doors to plain SQL that mean the same to both drivers. */
import {
  createQueryId,
  PostgresQueryCompiler,
  sql,
  type Kysely,
  type RawBuilder,
  type Transaction,
} from "kysely";
import { assert } from "../kernel/assert.ts";

/** A connection pool or an open transaction: whatever a store function runs on. */
export type Connection = Kysely<unknown>;
export type OpenTransaction = Transaction<unknown>;

type Cell = string | number | bigint | boolean | null | undefined | { toString(): string };

/**
 * A column of values as one parameter: `${list(ids, "uuid")}` is `$1::text::uuid[]`.
 * As text, so that both drivers carry it the same way and a batch is one short statement whatever its size.
 */
export function list(values: readonly Cell[], type: string): RawBuilder<unknown> {
  return sql`${arrayLiteral(values)}::text::${sql.raw(type)}[]`;
}

/**
 * `${column} = ${anyOf(ids, "uuid")}`. Through a sub-select, which is read once: the bare cast of a parameter inside a
 * filter is parsed anew for every row.
 */
export function anyOf(values: readonly Cell[], type: string): RawBuilder<unknown> {
  return sql`any((select ${list(values, type)})::${sql.raw(type)}[])`;
}

const compiler = new PostgresQueryCompiler();

/** A long fragment without values as ready text: it is not put together anew for every statement it is part of. */
export function fixed(fragment: RawBuilder<unknown>): RawBuilder<unknown> {
  const { sql: text, parameters } = compiler.compileQuery(fragment.toOperationNode(), createQueryId());
  assert(parameters.length === 0, `a fixed fragment of SQL has values: ${text}`);
  return sql.raw(text);
}

/** A short list of the program's own constants: `state in ${constants(openStates)}`. */
export function constants(values: readonly string[]): RawBuilder<unknown> {
  return sql.raw(`(${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ")})`);
}

function arrayLiteral(values: readonly Cell[]): string {
  let text = "{";
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (i > 0) text += ",";
    if (value === null || value === undefined) text += "NULL";
    else if (typeof value === "string") text += `"${value.replace(/["\\]/g, "\\$&")}"`;
    else text += String(value);
  }
  return `${text}}`;
}

/**
 * Rows as columns for `insert … select * from unnest(…)`: `columns(rows, { id: "uuid", price: "bigint" })`
 * yields `unnest($1::uuid[], $2::bigint[])` in the order of `types`.
 */
export function columns<Row extends Record<string, Cell>>(
  rows: readonly Row[],
  types: { readonly [Column in keyof Row & string]?: string },
): RawBuilder<unknown> {
  return sql`unnest(${sql.join(listsOf(rows, types))})`;
}

/** The same in a statement that is planned once: through sub-selects, so that no plan is made for a length of batch. */
export function columnsOfAnyLength<Row extends Record<string, Cell>>(
  rows: readonly Row[],
  types: { readonly [Column in keyof Row & string]?: string },
): RawBuilder<unknown> {
  return sql`unnest(${sql.join(listsOf(rows, types).map((each) => sql`(select ${each})`))})`;
}

const listsOf = (rows: readonly Record<string, Cell>[], types: object) =>
  Object.entries(types).map(([column, type]) =>
    list(
      rows.map((row) => row[column]),
      type as string,
    ),
  );

export { sql };
