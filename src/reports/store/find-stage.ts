/**
 * A search is a row of stages, the likeliest meaning first, each an index read in its own order from where the page
 * begins. A later stage leaves out whom an earlier one has shown.
 */
import type { RawBuilder } from "kysely";
import { sql, type Connection } from "../../database/sql.ts";
import { likeText } from "../find.ts";

export interface Stage {
  from: RawBuilder<unknown>;
  where: RawBuilder<unknown>;
  id: RawBuilder<unknown>;
  /** At most three texts that are sorted byte by byte; after them the id decides. */
  order: readonly RawBuilder<unknown>[];
}

export interface Met {
  id: string;
  key: string[];
}

/** The ids in the order of the stage, after `after`. */
export async function meet(
  db: Connection,
  { from, where, id, order }: Stage,
  { after, limit }: { after: Met | undefined; limit: number },
): Promise<Met[]> {
  const beyond = after
    ? sql`and (${sql.join([...order, id])}) > (${sql.join([...order.map((_, at) => sql`${after.key[at]}::text`), sql`${after.id}::text::uuid`])})`
    : sql``;
  const { rows } = await sql<Met>`
    select ${id} as id, array[${sql.join(order)}] as key from ${from}
    where ${where} ${beyond}
    order by ${sql.join([...order, id])} limit ${limit}`.execute(db);
  return rows;
}

export const both = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);

export const either = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`;

/** In a column that sorts byte by byte an index range answers it. */
export const begins = (column: RawBuilder<unknown>, text: string): RawBuilder<unknown> =>
  sql`${column} like ${`${likeText(text)}%`}::text`;
