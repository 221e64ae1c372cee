import { randomBytes } from "node:crypto";
import { sql, type Connection } from "../../database/sql.ts";

/** One for all processes of a database; whoever comes first makes it. */
async function keptSecret(db: Connection): Promise<string> {
  const made = randomBytes(32).toString("base64url");
  await sql`insert into access_secret (secret) values (${made}) on conflict do nothing`.execute(db);
  const { rows } = await sql<{ secret: string }>`select secret from access_secret`.execute(db);
  return rows[0]?.secret ?? made;
}

/** The one that is set, else the one the database keeps. */
export const secretOf = async (db: Connection, set: string | undefined): Promise<string> =>
  set ?? keptSecret(db);
