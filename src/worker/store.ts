/** What the schedule itself asks of the database. */
import { dayIn } from "../kernel/clock.ts";
import { sql, type Connection } from "../database/sql.ts";

/** The calendar day that has begun at every office and at the business: what burns on it has burned everywhere. */
export async function dayBegunEverywhere(db: Connection, at: Temporal.Instant): Promise<Temporal.PlainDate> {
  const { rows } = await sql<{
    zone: string;
  }>`select zone from business union select zone from office`.execute(db);
  return rows
    .map(({ zone }) => dayIn(zone, at))
    .reduce((a, b) => (Temporal.PlainDate.compare(a, b) <= 0 ? a : b));
}
