/** Whose clock and calendar a client lives by. Throws `client_merged`, `not_found`. */
import type { Connection } from "../../database/sql.ts";
import { loadZones } from "../store/zones.ts";
import { noSuchClient } from "./no-such-client.ts";

export async function zoneOfClient(db: Connection, id: string): Promise<string> {
  const zone = (await loadZones(db, [id])).get(id.toLowerCase())?.zone;
  if (zone === undefined) throw await noSuchClient(db, id);
  return zone;
}
