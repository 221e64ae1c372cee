/** Statistics of the tables an import has filled: whoever plans by what they were before plans badly. */
import { hasSeveralConnections } from "../../database/several-connections.ts";
import { sql, type Connection } from "../../database/sql.ts";

export type ImportedTable =
  "client" | "client_external_id" | "contact_point" | "contact_address" | "import_change" | "imported_row";

/** A server counts for itself a little later, and in full: it is only told at once where there are half as many more. */
export async function needsCounting(db: Connection, made: number): Promise<boolean> {
  if (!hasSeveralConnections(db)) return true;
  const { rows } = await sql<{ many: boolean }>`
    select reltuples < 3.0 * ${made}::int as many from pg_class where oid = 'client'::regclass`.execute(db);
  return rows[0]?.many === true;
}

/** What of a client is looked for by value; to sort the rest takes a server several times as long. */
const askedOfClients = sql`(id, family_key, given_key, patronymic_key, birthday_month, birthday_day, home_office_id, phone_zone)`;

export async function countTables(db: Connection, tables: readonly ImportedTable[]): Promise<void> {
  for (const table of tables) {
    const some = table === "client" && hasSeveralConnections(db) ? askedOfClients : sql``;
    await sql`analyze ${sql.table(table)} ${some}`.execute(db);
  }
}
