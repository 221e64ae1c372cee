/** The indexes that find clients, away while a file fills an empty base. */
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";

const lockNotAvailable = "55P03";

/** Whether there are no more clients than that. */
export async function areAtMost(db: Connection, most: number): Promise<boolean> {
  const { rows } = await sql<{ few: boolean }>`
    select count(*) <= ${most}::int as few from (select from client limit ${most + 1}::int) as client`.execute(
    db,
  );
  return rows[0]?.few === true;
}

/** Whether there are so few clients that most of what the indexes will hold comes with `newcomers`. */
export const hardlyAnybodyBeside = (db: Connection, newcomers: number): Promise<boolean> =>
  areAtMost(db, Math.floor(newcomers / 10));

/**
 * Without them a search reads tables: only where that takes no time. They stay where somebody is reading just now; else
 * `mark` is written along.
 */
export async function dropLookUps(
  db: Connection,
  mark: (trx: OpenTransaction) => Promise<void>,
): Promise<void> {
  try {
    await db.transaction().execute(async (trx) => {
      await sql`set local lock_timeout = '2s'`.execute(trx);
      await sql`select drop_look_ups()`.execute(trx);
      await mark(trx);
    });
  } catch (error) {
    if ((error as { code?: unknown }).code !== lockNotAvailable) throw error;
  }
}

/** Makes those that are missing, some at a time where the database has connections for it. */
export async function makeLookUps(db: Connection): Promise<void> {
  await Promise.all([makeAddressLookUps(db), makeClientLookUps(db), makeRowLookUps(db), makeWordLookUps(db)]);
}

export async function makeAddressLookUps(db: Connection): Promise<void> {
  await Promise.all([
    sql`select make_phone_look_ups()`.execute(db),
    sql`select make_email_look_ups()`.execute(db),
  ]);
}

export async function makeClientLookUps(db: Connection): Promise<void> {
  await sql`select make_client_look_ups()`.execute(db);
}

export async function makeRowLookUps(db: Connection): Promise<void> {
  await sql`select make_row_look_ups()`.execute(db);
}

/** Of the words of names: they wait for whoever writes such words just then. */
export async function makeWordLookUps(db: Connection): Promise<void> {
  await sql`select make_word_look_ups()`.execute(db);
}
