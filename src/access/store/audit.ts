/** Who changed what and who looked at whom, read as one list. */
import { columns, sql, type Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";

export interface AuditLine {
  id: string;
  at: Temporal.Instant;
  staffMember: string | null;
  key: string | null;
  method: string;
  route: string;
  subject: Record<string, string>;
  client: string | null;
}

export async function insertAudit(db: Connection, lines: readonly AuditLine[]): Promise<void> {
  const rows = lines.map(({ at, subject, ...line }) => ({
    ...line,
    at: at.toString(),
    subject: JSON.stringify(subject),
  }));
  await sql`
    insert into audit_line (id, at, staff_member_id, api_key_id, method, route, subject, client)
    select * from ${columns(rows, {
      id: "uuid",
      at: "timestamptz",
      staffMember: "uuid",
      key: "uuid",
      method: "text",
      route: "text",
      subject: "jsonb",
      client: "uuid",
    })}`.execute(db);
}

export interface AuditRow {
  id: string;
  at: Temporal.Instant;
  kind: "change" | "look";
  staffMember: string | null;
  staffName: string | null;
  key: string | null;
  keyName: string | null;
  what: string;
  subject: Record<string, string>;
  client: string | null;
  clients: number;
}

interface Asked {
  kind: "change" | "look" | undefined;
  who: string | undefined;
  client: string | undefined;
  /** From the first moment to before the second. */
  from: Temporal.Instant | undefined;
  until: Temporal.Instant | undefined;
  cursor: string | undefined;
}

const limit = 50;

/** The newest first. Ids grow with time, so each of the three tables is read from its end by its ids. */
export async function loadAudit(
  db: Connection,
  { kind, who, client, from, until, cursor }: Asked,
): Promise<{ page: AuditRow[]; next: string | null }> {
  const after = fromCursor(cursor, [keyPart.id])?.[0];
  const moment = (at: Temporal.Instant) => sql`first_id(${at.toString()}::text::timestamptz)`;
  const within = sql`
    ${after === undefined ? sql`true` : sql`id < ${after}::text::uuid`}
    and ${from === undefined ? sql`true` : sql`id >= ${moment(from)}`}
    and ${until === undefined ? sql`true` : sql`id < ${moment(until)}`}
    and ${who === undefined ? sql`true` : sql`(staff_member_id = ${who}::text::uuid or api_key_id = ${who}::text::uuid)`}`;
  const of = (column: string) =>
    client === undefined ? sql`true` : sql`${sql.ref(column)} = ${client}::text::uuid`;
  const inList = client === undefined ? sql`true` : sql`clients @> array[${client}::text::uuid]`;
  const changes = sql`
    (select id, at, 'change' as kind, staff_member_id, api_key_id, method || ' ' || route as what, subject, client,
      0 as clients
    from audit_line where ${within} and ${of("client")} order by id desc limit ${limit + 1})`;
  const looks = sql`
    (select id, at, 'look' as kind, staff_member_id, api_key_id, what, '{}'::jsonb as subject, client_id as client,
      1 as clients
    from client_view where ${within} and ${of("client_id")} order by id desc limit ${limit + 1})
    union all
    (select id, at, 'look', staff_member_id, api_key_id, what, '{}'::jsonb, null::uuid, cardinality(clients)
    from list_view where ${within} and ${inList} order by id desc limit ${limit + 1})`;
  const parts = kind === "change" ? changes : kind === "look" ? looks : sql`${changes} union all ${looks}`;
  const { rows } = await sql<AuditRow>`
    select line.id, line.at, line.kind, line.staff_member_id as "staffMember", staff.name as "staffName",
      line.api_key_id as key, api_key.name as "keyName", line.what, line.subject, line.client, line.clients
    from (${parts}) as line
    left join staff_member as staff on staff.id = line.staff_member_id
    left join api_key on api_key.id = line.api_key_id
    order by line.id desc limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, (row) => [row.id]);
}
