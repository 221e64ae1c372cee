/** Which tables hold rows of a client: asked of the database, so that a table of tomorrow is among them. */
import { anyOf, sql, type Connection } from "../../database/sql.ts";

export async function tablesOfClients(db: Connection): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attrelid::regclass::text as name
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where attname = 'client_id' and not attisdropped and relkind in ('r', 'p') and not relispartition
      and relnamespace = current_schema()::regnamespace
    order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Whatever a table holds of a client, as it stands there. */
export async function rawRows(
  db: Connection,
  table: string,
  records: readonly string[],
): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(own) - 'client_id' as row from ${sql.table(table)} as own
    where client_id = ${anyOf(records, "uuid")} order by own::text`.execute(db);
  return rows.map(({ row }) => row);
}

export async function touchDays(
  db: Connection,
  records: readonly string[],
): Promise<{ record: string; id: string; on: Temporal.PlainDate }[]> {
  const { rows } = await sql<{ record: string; id: string; on: Temporal.PlainDate }>`
    select client_id as record, id, on_day as "on" from touch
    where client_id = ${anyOf(records, "uuid")} order by on_day, id`.execute(db);
  return rows;
}
