/** The indexes that find clients, away while a file fills an empty base. */
import { sql, type Connection } from "../../database/sql.ts";

const lockNotAvailable = "55P03";

/** Whether there are so few clients that most of what the indexes will hold comes with `newcomers`. */
export async function hardlyAnybodyBeside(db: Connection, newcomers: number): Promise<boolean> {
  const few = Math.floor(newcomers / 10);
  const { rows } = await sql<{ few: boolean }>`
    select count(*) <= ${few}::int as few from (select from client limit ${few + 1}::int) as client`.execute(
    db,
  );
  return rows[0]?.few === true;
}

/** Without them a search reads tables: only where that takes no time. False: somebody is reading just now. */
export async function dropLookUps(db: Connection): Promise<boolean> {
  try {
    await db.transaction().execute(async (trx) => {
      await sql`set local lock_timeout = '2s'`.execute(trx);
      await sql`select drop_look_ups()`.execute(trx);
    });
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === lockNotAvailable) return false;
    throw error;
  }
}

/** Makes those that are missing. */
export async function makeLookUps(db: Connection): Promise<void> {
  await Promise.all([
    sql`select make_client_look_ups()`.execute(db),
    sql`select make_address_look_ups()`.execute(db),
  ]);
}
