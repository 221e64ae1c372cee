import type { Scope } from "../rights.ts";
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

export interface KeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: Scope[];
  madeBy: string | null;
  madeAt: Temporal.Instant;
  expiresAt: Temporal.Instant | null;
  revokedAt: Temporal.Instant | null;
  lastUsedAt: Temporal.Instant | null;
}

/** All, or one: those in use first, the newest first. */
export async function loadKeys(db: Connection, id?: string): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select key.id, key.name, prefix, to_jsonb(scopes) as scopes, staff.name as "madeBy", made_at as "madeAt",
      expires_at as "expiresAt", revoked_at as "revokedAt", last_used_at as "lastUsedAt"
    from api_key as key left join staff_member as staff on staff.id = key.made_by
    ${id === undefined ? sql`` : sql`where key.id = ${id}::text::uuid`}
    order by revoked_at is not null, key.id desc`.execute(db);
  return rows;
}

export async function revokeKey(db: Connection, id: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update api_key set revoked_at = coalesce(revoked_at, ${at.toString()}::text::timestamptz)
    where id = ${id}::text::uuid`.execute(db);
}
