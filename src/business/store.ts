/** The one row of the business. */
import { sql, type Connection } from "../database/sql.ts";
import type { Settings } from "./settings.ts";

export async function loadSettings(db: Connection, { lock = false } = {}): Promise<Settings> {
  const { rows } = await sql<Settings>`
    select name, currency, zone, language from business ${lock ? sql`for update` : sql``}`.execute(db);
  const [settings] = rows;
  if (!settings) throw new Error("the business row is missing");
  return settings;
}

export async function saveSettings(db: Connection, settings: Settings): Promise<void> {
  await sql`
    update business set name = ${settings.name}, currency = ${settings.currency}, zone = ${settings.zone},
      language = ${settings.language}`.execute(db);
}
