/** Who is signed in, and whose key it is. */
import { sql, type Connection } from "../../database/sql.ts";
import type { KeyCaller, StaffCaller } from "../caller.ts";

/** Undefined where the session is over, was ended, or its staff member may not sign in any more. */
export async function loadStaffCaller(db: Connection, session: string): Promise<StaffCaller | undefined> {
  const { rows } = await sql<Omit<StaffCaller, "kind">>`
    select staff.id, staff.name, staff.role, coalesce(staff.email, '') as email,
      staff.two_factor_enabled as "secondFactor", session.id as session,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', office.id, 'name', office.name) order by office.name)
        from office where office.id = staff.office_id or office.id in (
          select office_id from staff_office where staff_member_id = staff.id)), '[]') as offices
    from staff_session as session join staff_member as staff on staff.id = session.staff_member_id
    where session.id = ${session}::text::uuid and staff.disabled_at is null`.execute(db);
  return rows[0] && { kind: "staff", ...rows[0] };
}

/** Undefined where there is no such key, or it is over. */
export async function loadKeyCaller(
  db: Connection,
  { hash, at }: { hash: string; at: Temporal.Instant },
): Promise<KeyCaller | undefined> {
  const { rows } = await sql<Omit<KeyCaller, "kind">>`
    select id, name, to_jsonb(scopes) as scopes from api_key
    where hash = ${hash} and revoked_at is null
      and (expires_at is null or expires_at > ${at.toString()}::text::timestamptz)`.execute(db);
  return rows[0] && { kind: "key", ...rows[0] };
}

export async function noteKeyUse(db: Connection, id: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update api_key set last_used_at = ${at.toString()}::text::timestamptz where id = ${id}::text::uuid`.execute(
    db,
  );
}

export async function isEnabled(db: Connection, staffMember: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from staff_member where id = ${staffMember}::text::uuid and disabled_at is null`.execute(db);
  return rows.length > 0;
}
