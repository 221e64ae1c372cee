import type { Connection } from "../../database/sql.ts";
import { changeSetting as changed, type Settings } from "../settings.ts";
import { loadSettings, saveSettings } from "../store.ts";

/** Returns the settings as they are now. Throws `bad_input`. */
export async function changeSetting(db: Connection, name: string, value: string): Promise<Settings> {
  return db.transaction().execute(async (trx) => {
    const settings = changed(await loadSettings(trx, { lock: true }), name, value);
    await saveSettings(trx, settings);
    return settings;
  });
}
