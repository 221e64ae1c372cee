/** Links with which somebody sets a password. */
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { StaffRole } from "../rights.ts";

const moment = (at: Temporal.Instant) => sql`${at.toString()}::text::timestamptz`;

export interface NewLinkRow {
  id: string;
  staffMember: string;
  kind: "invitation" | "reset";
  hash: string;
  madeBy: string | null;
  madeAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

/** The one there is; what was out before leads nowhere any more. */
export async function putLink(trx: OpenTransaction, row: NewLinkRow): Promise<void> {
  await withdrawLinks(trx, row.staffMember, row.madeAt);
  await sql`
    insert into staff_link (id, staff_member_id, kind, token_hash, made_by, made_at, expires_at)
    values (${row.id}::text::uuid, ${row.staffMember}::text::uuid, ${row.kind}, ${row.hash},
      ${row.madeBy}::text::uuid, ${moment(row.madeAt)}, ${moment(row.expiresAt)})`.execute(trx);
}

export async function withdrawLinks(
  db: Connection,
  staffMember: string,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    update staff_link set withdrawn_at = ${moment(at)}
    where staff_member_id = ${staffMember}::text::uuid and used_at is null and withdrawn_at is null`.execute(
    db,
  );
}

export interface GoodLink {
  id: string;
  kind: "invitation" | "reset";
  staffMember: string;
  name: string;
  email: string;
  role: StaffRole;
}

/** Undefined where it was used, withdrawn, is over or was never made. */
export async function findLink(
  db: Connection,
  { hash, now, lock = false }: { hash: string; now: Temporal.Instant; lock?: boolean },
): Promise<GoodLink | undefined> {
  const { rows } = await sql<GoodLink>`
    select link.id, link.kind, staff.id as "staffMember", staff.name, staff.role, coalesce(staff.email, '') as email
    from staff_link as link join staff_member as staff on staff.id = link.staff_member_id
    where link.token_hash = ${hash} and link.used_at is null and link.withdrawn_at is null
      and link.expires_at > ${moment(now)} and staff.disabled_at is null
    ${lock ? sql`for update of link` : sql``}`.execute(db);
  return rows[0];
}

export async function useLink(trx: OpenTransaction, id: string, at: Temporal.Instant): Promise<void> {
  await sql`update staff_link set used_at = ${moment(at)} where id = ${id}::text::uuid`.execute(trx);
}
