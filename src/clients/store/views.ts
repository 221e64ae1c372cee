/** Who looked at whom. A row for each look, whatever is on the page. */
import type { RawBuilder } from "kysely";
import { planOnce } from "../../database/prepared.ts";
import { columnsOfAnyLength, sql, type Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import { newId } from "../../kernel/ids.ts";

export interface Look {
  /** What was shown: `page`, `timeline`, `export`; of a list, which. */
  what: string;
  staffMember: string | null;
  /** The API key it was asked with. */
  key: string | null;
  at: Temporal.Instant;
  client?: string;
  /** The number of the client's card. */
  card?: string;
  clients?: readonly string[];
}

/** At one client each. Of every look whether it was put down: it is not for somebody who does not work here. */
export const insertViews = (db: Connection, looks: readonly Look[]): Promise<boolean[]> =>
  insertLooks(
    db,
    looks,
    (look) => sql`
    insert into client_view (client_id, id, at, staff_member_id, api_key_id, what)
    select client.id, ${look} from known join client on client.id = known.client
    union all
    select card_number.client_id, ${look} from known join card_number on card_number.number = known.card`,
  );

/** At many clients each, of which one row tells. */
export const insertViewsOfLists = (db: Connection, looks: readonly Look[]): Promise<boolean[]> =>
  insertLooks(
    db,
    looks,
    (look) => sql`
    insert into list_view (clients, id, at, staff_member_id, api_key_id, what)
    select known.clients::uuid[], ${look} from known`,
  );

/** `insert`: is given the columns that all looks have. */
async function insertLooks(
  db: Connection,
  looks: readonly Look[],
  insert: (look: RawBuilder<unknown>) => RawBuilder<unknown>,
): Promise<boolean[]> {
  const rows = looks.map(({ at, client, card, clients, ...look }) => ({
    id: newId(),
    ...look,
    at: at.toString(),
    client,
    card,
    clients: clients && `{${[...new Set(clients)].join(",")}}`,
  }));
  const asked = columnsOfAnyLength(rows, {
    id: "uuid",
    at: "timestamptz",
    staffMember: "uuid",
    key: "uuid",
    what: "text",
    client: "uuid",
    card: "text",
    clients: "text",
  });
  const { rows: known } = await sql<{ id: string }>`${planOnce}
    with look as (
      select * from ${asked} as look (id, at, staff_member_id, api_key_id, what, client, card, clients)
    ), known as (
      select look.* from look left join staff_member on staff_member.id = look.staff_member_id
      where look.staff_member_id is null or staff_member.id is not null
    ), inserted as (
      ${insert(sql`known.id, known.at, known.staff_member_id, known.api_key_id, known.what`)}
    )
    select id from known`.execute(db);
  const ids = new Set(known.map(({ id }) => id));
  return rows.map(({ id }) => ids.has(id));
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
