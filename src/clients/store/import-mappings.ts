/** What columns hold, by heading, saved under a name. */
import { sql, type Connection } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { ColumnFact } from "../import/facts.ts";

export interface Mapping {
  name: string;
  /** By heading as compared. */
  columns: Record<string, ColumnFact>;
}

/** Throws `not_found`. */
export async function loadMapping(db: Connection, name: string): Promise<Mapping["columns"]> {
  const { rows } = await sql<Mapping>`select name, columns from import_mapping where name = ${name}`.execute(
    db,
  );
  const [found] = rows;
  if (!found)
    throw new DomainError("not_found", `There is no mapping ${JSON.stringify(name)}.`, {
      place: { field: "mapping" },
    });
  return found.columns;
}

export async function loadMappings(db: Connection): Promise<Mapping[]> {
  const { rows } = await sql<Mapping>`select name, columns from import_mapping order by name`.execute(db);
  return rows;
}

export async function saveMapping(db: Connection, { name, columns }: Mapping): Promise<void> {
  await sql`
    insert into import_mapping (name, columns) values (${name}, ${JSON.stringify(columns)}::text::jsonb)
    on conflict (name) do update set columns = excluded.columns`.execute(db);
}
