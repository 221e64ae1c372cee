import { list, sql, type Connection } from "../../database/sql.ts";

export interface NewKeyRow {
  id: string;
  name: string;
  prefix: string;
  hash: string;
  scopes: readonly string[];
  madeBy: string | null;
  madeAt: Temporal.Instant;
  expiresAt: Temporal.Instant | null;
}

export async function insertKey(db: Connection, row: NewKeyRow): Promise<void> {
  await sql`
    insert into api_key (id, name, prefix, hash, scopes, made_by, made_at, expires_at)
    values (${row.id}::text::uuid, ${row.name}, ${row.prefix}, ${row.hash}, ${list(row.scopes, "text")},
      ${row.madeBy}::text::uuid, ${row.madeAt.toString()}::text::timestamptz,
      ${row.expiresAt?.toString() ?? null}::text::timestamptz)`.execute(db);
}
