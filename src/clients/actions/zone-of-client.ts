/** Whose clock and calendar a client lives by: their own zone, the home office's, the business's. Throws `not_found`. */
import type { Connection } from "../../database/sql.ts";
import { noSuchClient } from "../no-such-client.ts";
import { loadClient } from "../store/profile.ts";

export async function zoneOfClient(db: Connection, id: string, businessZone: string): Promise<string> {
  const client = await loadClient(db, id);
  if (!client) throw noSuchClient();
  return client.zone ?? client.officeZone ?? businessZone;
}
