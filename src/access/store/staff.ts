/** The people who work here, with offices and state. */
import { list, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { StaffMember } from "../staff-contract.ts";
import type { StaffRole } from "../rights.ts";

export type StaffRow = Omit<StaffMember, "lastSeenAt"> & { lastSeenAt: Temporal.Instant | null };

const moment = (at: Temporal.Instant) => sql`${at.toString()}::text::timestamptz`;

const state = (now: Temporal.Instant) => sql`case
  when staff.disabled_at is not null then 'disabled'
  when exists (select from staff_credential where staff_member_id = staff.id) then 'active'
  when exists (select from staff_link where staff_member_id = staff.id and used_at is null
    and withdrawn_at is null and expires_at > ${moment(now)}) then 'invited'
  else 'without_account' end`;

/** All, or one. A business has some hundreds of people at most. */
export async function loadStaff(
  db: Connection,
  { now, id }: { now: Temporal.Instant; id?: string },
): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    select staff.id, staff.name, staff.email, staff.role, ${state(now)} as state,
      staff.two_factor_enabled as "secondFactor",
      (select max(updated_at) from staff_session where staff_member_id = staff.id) as "lastSeenAt",
      coalesce((
        select jsonb_agg(jsonb_build_object('id', office.id, 'name', office.name) order by office.name)
        from office where office.id = staff.office_id or office.id in (
          select office_id from staff_office where staff_member_id = staff.id)), '[]') as offices
    from staff_member as staff
    ${id === undefined ? sql`` : sql`where staff.id = ${id}::text::uuid`}
    order by staff.disabled_at is not null, staff.name, staff.id`.execute(db);
  return rows;
}

export async function loadOffices(db: Connection): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from office order by name`.execute(
    db,
  );
  return rows;
}

export interface LockedStaff {
  role: StaffRole;
  disabled: boolean;
  email: string | null;
}

/** Everybody who may let people in is locked, in order of ids: the last of them cannot go twice. */
export async function lockStaff(
  trx: OpenTransaction,
  id: string,
): Promise<{ member: LockedStaff | undefined; others: number }> {
  const { rows } = await sql<LockedStaff & { id: string; hasAccount: boolean }>`
    select id, role, email, disabled_at is not null as disabled,
      exists (select from staff_credential where staff_member_id = staff_member.id) as "hasAccount"
    from staff_member where id = ${id}::text::uuid or role in ('owner', 'administrator')
    order by id for update`.execute(trx);
  const others = rows.filter((row) => row.id !== id && !row.disabled && row.hasAccount);
  return { member: rows.find((row) => row.id === id), others: others.length };
}

export async function updateStaff(
  trx: OpenTransaction,
  id: string,
  to: { name?: string; email?: string; role?: StaffRole; disabled?: boolean; at: Temporal.Instant },
): Promise<void> {
  const disabled =
    to.disabled === undefined
      ? sql`disabled_at`
      : to.disabled
        ? sql`coalesce(disabled_at, ${moment(to.at)})`
        : sql`null::timestamptz`;
  await sql`
    update staff_member set name = coalesce(${to.name ?? null}::text, name),
      email = coalesce(${to.email ?? null}::text, email), role = coalesce(${to.role ?? null}::text, role),
      disabled_at = ${disabled}, updated_at = ${moment(to.at)}
    where id = ${id}::text::uuid`.execute(trx);
}

/** Instead of those there were; the first is where they are at home. */
export async function putOffices(
  trx: OpenTransaction,
  id: string,
  offices: readonly string[],
): Promise<void> {
  const [home = null] = offices;
  await sql`update staff_member set office_id = ${home}::text::uuid where id = ${id}::text::uuid`.execute(
    trx,
  );
  await sql`delete from staff_office where staff_member_id = ${id}::text::uuid`.execute(trx);
  await sql`
    insert into staff_office (staff_member_id, office_id)
    select ${id}::text::uuid, office from unnest(${list(offices.slice(1), "uuid")}) as office`.execute(trx);
}

/** How many of these offices there are. */
export async function countOffices(db: Connection, offices: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from office where id = any(${list(offices, "uuid")})`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function isEmailTaken(db: Connection, email: string, but: string | null): Promise<boolean> {
  const { rows } = await sql`
    select 1 from staff_member where email = ${email} and id is distinct from ${but}::text::uuid`.execute(db);
  return rows.length > 0;
}

export async function forgetSecondFactor(trx: OpenTransaction, id: string): Promise<void> {
  await sql`delete from staff_second_factor where staff_member_id = ${id}::text::uuid`.execute(trx);
  await sql`update staff_member set two_factor_enabled = false where id = ${id}::text::uuid`.execute(trx);
}
