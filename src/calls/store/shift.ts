/** An operator's own day in numbers, and the line the telephony rings. */
import { constants, sql, type Connection } from "../../database/sql.ts";

export interface Shift {
  /** Calls made, answered or not. */
  made: number;
  /** Conversations. */
  talked: number;
  /** Of the conversations, on average; null where there was none. */
  averageSeconds: number | null;
}

const notMade = constants(["given_back", "lease_over"]);
const talks = constants(["done", "refused", "do_not_disturb", "complaint", "call_back"]);

/** Served by call_shift. */
export async function loadShift(
  db: Connection,
  { staffMember, since }: { staffMember: string; since: Temporal.Instant },
): Promise<Shift> {
  const { rows } = await sql<Shift>`
    select count(*)::int as made, (count(*) filter (where outcome in ${talks}))::int as talked,
      (avg(extract(epoch from ended_at - coalesce(dialled_at, claimed_at))) filter (where outcome in ${talks}))::int
        as "averageSeconds"
    from call
    where staff_member_id = ${staffMember}::text::uuid and outcome is not null and not outcome in ${notMade}
      and ended_at >= ${since.toString()}::text::timestamptz`.execute(db);
  return rows[0] ?? { made: 0, talked: 0, averageSeconds: null };
}

export interface OperatorRow {
  id: string;
  name: string;
  talkingSince: Temporal.Instant | null;
  lastCallAt: Temporal.Instant | null;
  made: number;
  talked: number;
  line: string | null;
}

/** Who talks at this moment comes first. Served by call_shift and call_open_of. */
export async function loadOperators(
  db: Connection,
  { at, since }: { at: Temporal.Instant; since: Temporal.Instant },
): Promise<OperatorRow[]> {
  const { rows } = await sql<OperatorRow>`
    select staff.id, staff.name, open.claimed_at as "talkingSince", today.ended_at as "lastCallAt",
      coalesce(today.made, 0) as made, coalesce(today.talked, 0) as talked, staff.line
    from staff_member as staff
    left join lateral (
      select min(coalesce(dialled_at, claimed_at)) as claimed_at from call
      where call.staff_member_id = staff.id and outcome is null and lease_until > ${at.toString()}::text::timestamptz
    ) as open on true
    left join lateral (
      select max(ended_at) as ended_at, count(*)::int as made,
        (count(*) filter (where outcome in ${talks}))::int as talked
      from call
      where call.staff_member_id = staff.id and outcome is not null and not outcome in ${notMade}
        and ended_at >= ${since.toString()}::text::timestamptz
    ) as today on true
    where staff.disabled_at is null and (staff.role = 'operator' or today.made > 0 or open.claimed_at is not null)
    order by open.claimed_at is null, staff.name, staff.id`.execute(db);
  return rows;
}

/** False: there is no such staff member. */
export async function putLine(db: Connection, staffMember: string, line: string | null): Promise<boolean> {
  const { rows } = await sql`
    update staff_member set line = ${line} where id = ${staffMember}::text::uuid returning 1`.execute(db);
  return rows.length > 0;
}

export async function loadLine(db: Connection, staffMember: string): Promise<string | null> {
  const { rows } = await sql<{ line: string | null }>`
    select line from staff_member where id = ${staffMember}::text::uuid`.execute(db);
  return rows[0]?.line ?? null;
}
