/** What the schedule itself asks of the database. */
import { sql, type Connection } from "../database/sql.ts";

/** The embedded engine never does this by itself, and without it plans of large statements grow quadratic. */
export async function refreshStatistics(db: Connection): Promise<void> {
  await sql`analyze`.execute(db);
}

/** A day just planned is new to the statistics of any engine, and its letters are judged again right after. */
export async function refreshTouchStatistics(db: Connection): Promise<void> {
  await sql`analyze touch`.execute(db);
}
