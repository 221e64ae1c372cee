import { sql, type Connection } from "../../database/sql.ts";

export interface SessionRow {
  id: string;
  since: Temporal.Instant;
  lastSeenAt: Temporal.Instant;
  address: string;
  browser: string;
}

/** Those that are not over yet. The library reckons with the machine's clock. */
export async function loadSessions(db: Connection, staffMember: string): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select id, created_at as since, updated_at as "lastSeenAt", coalesce(ip_address, '') as address,
      coalesce(user_agent, '') as browser
    from staff_session where staff_member_id = ${staffMember}::text::uuid and expires_at > now()
    order by updated_at desc, id desc`.execute(db);
  return rows;
}

/** One of theirs, or all but one. */
export async function endSessions(
  db: Connection,
  staffMember: string,
  which: { only: string } | { but: string | null },
): Promise<number> {
  const { rows } = await sql`
    delete from staff_session where staff_member_id = ${staffMember}::text::uuid and
      ${"only" in which ? sql`id = ${which.only}::text::uuid` : sql`id is distinct from ${which.but}::text::uuid`}
    returning id`.execute(db);
  return rows.length;
}

/** The library reckons with the machine's clock, so this does too. */
export async function dropExpired(db: Connection): Promise<number> {
  const { rows } = await sql<{ dropped: number }>`
    with sessions as (delete from staff_session where expires_at < now() returning 1),
      challenges as (delete from sign_in_challenge where expires_at < now() returning 1),
      rates as (
        delete from sign_in_rate where last_request < (extract(epoch from now()) - 86400) * 1000 returning 1)
    select ((select count(*) from sessions) + (select count(*) from challenges)
      + (select count(*) from rates))::int as dropped`.execute(db);
  return rows[0]?.dropped ?? 0;
}
