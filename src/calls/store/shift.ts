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
