/** What the schedule itself asks of the database. */
import { sql, type Connection } from "../database/sql.ts";
import { dayIn } from "../kernel/clock.ts";

/** The calendar day that has begun at every office and at the business: what burns on it has burned everywhere. */
export async function dayBegunEverywhere(db: Connection, at: Temporal.Instant): Promise<Temporal.PlainDate> {
  const { rows } = await sql<{
    zone: string;
  }>`select zone from business union select zone from office`.execute(db);
  return rows
    .map(({ zone }) => dayIn(zone, at))
    .reduce((a, b) => (Temporal.PlainDate.compare(a, b) <= 0 ? a : b));
}

/** The embedded engine never does this by itself, and without it plans of large statements grow quadratic. */
export async function refreshStatistics(db: Connection): Promise<void> {
  await sql`analyze`.execute(db);
}

/** A day just planned is new to the statistics of any engine, and its letters are judged again right after. */
export async function refreshTouchStatistics(db: Connection): Promise<void> {
  await sql`analyze touch`.execute(db);
}
