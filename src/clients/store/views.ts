/** Who looked at whom. One insert a look, whatever is on the page. */
import { planOnce } from "../../database/prepared.ts";
import { list, sql, type Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import { newId } from "../../kernel/ids.ts";

export interface Look {
  /** What was shown: `page`, `timeline`, `export`; of a list, which. */
  what: string;
  staffMember: string | null;
  /** The API key it was asked with. */
  key: string | null;
  at: Temporal.Instant;
}

export async function insertView(db: Connection, client: string, look: Look): Promise<void> {
  await sql`${planOnce}
    insert into client_view (client_id, id, at, staff_member_id, api_key_id, what)
    select id, ${newId()}::text::uuid, ${look.at.toString()}::text::timestamptz, ${look.staffMember}::text::uuid,
      ${look.key}::text::uuid, ${look.what}::text
    from client where id = ${client}::text::uuid`.execute(db);
}

export async function insertViewOfCard(db: Connection, number: string, look: Look): Promise<void> {
  await sql`
    insert into client_view (client_id, id, at, staff_member_id, api_key_id, what)
    select client_id, ${newId()}::text::uuid, ${look.at.toString()}::text::timestamptz, ${look.staffMember}::text::uuid,
      ${look.key}::text::uuid, ${look.what}::text
    from card_number where number = ${number}`.execute(db);
}

export async function insertViewOfList(
  db: Connection,
  clients: readonly string[],
  look: Look,
): Promise<void> {
  await sql`
    insert into list_view (id, at, staff_member_id, api_key_id, what, clients)
    values (${newId()}::text::uuid, ${look.at.toString()}::text::timestamptz, ${look.staffMember}::text::uuid,
      ${look.key}::text::uuid, ${look.what},
      ${list([...new Set(clients)], "uuid")})`.execute(db);
}

export async function isStaff(db: Connection, id: string): Promise<boolean> {
  const { rows } = await sql`${planOnce} select 1 from staff_member where id = ${id}::text::uuid`.execute(db);
  return rows.length > 0;
}

export interface ViewRow {
  id: string;
  at: Temporal.Instant;
  staffMember: string | null;
  staffName: string | null;
  what: string;
}

const limit = 50;

/** The newest first. The ids grow with time. Served by the primary key and by list_view_clients. */
export async function loadViews(
  db: Connection,
  asked: { client: string; cursor: string | undefined },
): Promise<{ page: ViewRow[]; next: string | null }> {
  const after = fromCursor(asked.cursor, [keyPart.id]);
  const before = after ? sql`and id < ${after[0]}::text::uuid` : sql``;
  const { rows } = await sql<ViewRow>`
    select look.id, look.at, look.staff_member_id as "staffMember", staff_member.name as "staffName", look.what
    from (
      (select id, at, staff_member_id, what from client_view
        where client_id = ${asked.client}::text::uuid ${before} order by id desc limit ${limit + 1})
      union all
      (select id, at, staff_member_id, what from list_view
        where clients @> array[${asked.client}::text::uuid] ${before} order by id desc limit ${limit + 1})
    ) as look left join staff_member on staff_member.id = look.staff_member_id
    order by look.id desc limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, (row) => [row.id]);
}
