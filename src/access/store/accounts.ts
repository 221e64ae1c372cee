/** Accounts of staff members: who can sign in, and with what password. */
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { newId } from "../../kernel/ids.ts";
import type { StaffRole } from "../rights.ts";

const now = (at: Temporal.Instant) => sql`${at.toString()}::text::timestamptz`;

/** Whether anybody at all can sign in. */
export async function hasAccount(db: Connection): Promise<boolean> {
  const { rows } = await sql`select 1 from staff_credential limit 1`.execute(db);
  return rows.length > 0;
}

/** Of several who come at once the others wait until the first is through. */
export async function lockAccounts(trx: OpenTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('povod-first-account'))`.execute(trx);
}

export async function insertStaffMember(
  db: Connection,
  member: { id: string; name: string; role: StaffRole; email: string; at: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into staff_member (id, name, role, email, created_at, updated_at)
    values (${member.id}::text::uuid, ${member.name}, ${member.role}, ${member.email}, ${now(member.at)}, ${now(member.at)})`.execute(
    db,
  );
}

/** The first of a role, for the demo's door. */
export async function firstOfRole(db: Connection, role: StaffRole): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from staff_member where role = ${role} and disabled_at is null order by id limit 1`.execute(db);
  return rows[0]?.id;
}

export async function keepPassword(
  db: Connection,
  { staffMember, hash, at }: { staffMember: string; hash: string; at: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into staff_credential (id, staff_member_id, account_id, provider_id, password, created_at, updated_at)
    values (${newId()}::text::uuid, ${staffMember}::text::uuid, ${staffMember}, 'credential', ${hash}, ${now(at)}, ${now(at)})
    on conflict (staff_member_id, provider_id) do update set password = excluded.password, updated_at = excluded.updated_at`.execute(
    db,
  );
}
