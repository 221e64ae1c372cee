/** Whose clock and calendar clients live by: their own zone, the home office's, the business's. */
import { anyOf, sql, type Connection } from "../../database/sql.ts";

/** By client, of those there are. */
export async function loadZones(db: Connection, clients: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; zone: string }>`
    select client.id, coalesce(client.zone, office.zone, business.zone) as zone
    from client cross join business left join office on office.id = client.home_office_id
    where client.id = ${anyOf([...new Set(clients)], "uuid")}`.execute(db);
  return new Map(rows.map(({ id, zone }) => [id, zone]));
}
