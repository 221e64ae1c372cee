/** The offices, which are few, in the order of their names. */
import { sql, type Connection } from "../../database/sql.ts";
import type { Office } from "../office-days.ts";

export async function loadOffices(db: Connection): Promise<Office[]> {
  const { rows } = await sql<Office>`
    select id, name, city, zone from office order by name collate "C", id`.execute(db);
  return rows;
}
