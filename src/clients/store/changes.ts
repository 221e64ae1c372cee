/** The history of a client's facts. */
import { columns, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import { newId } from "../../kernel/ids.ts";
import type { Author, Change } from "../desk.ts";

export async function insertChanges(
  trx: OpenTransaction,
  changes: readonly (Change & { client: string })[],
  { at, author }: { at: Temporal.Instant; author: Author },
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ client, field, subject, before, after }) => ({
    client,
    id: newId(),
    field,
    subject: subject ?? null,
    before: json(before),
    after: json(after),
  }));
  await sql`
    insert into client_change (client_id, id, at, staff_member_id, source, field, subject_id, before, after)
    select client_id, id, ${at.toString()}::text::timestamptz, ${author.staffMember}::text::uuid, ${author.source}::text,
      field, subject_id, before, after
    from ${columns(rows, { client: "uuid", id: "uuid", field: "text", subject: "uuid", before: "jsonb", after: "jsonb" })}
      as new (client_id, id, field, subject_id, before, after)`.execute(trx);
}

const json = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

export interface ChangeRow {
  id: string;
  at: Temporal.Instant;
  staffMember: string | null;
  staffName: string | null;
  source: Author["source"];
  field: string;
  subject: string | null;
  before: unknown;
  after: unknown;
}

const limit = 50;

/** The newest first, in pages along the primary key. */
export async function loadChanges(
  db: Connection,
  asked: { client: string; field: string | undefined; cursor: string | undefined },
): Promise<{ page: ChangeRow[]; next: string | null }> {
  const after = fromCursor(asked.cursor, [keyPart.id]);
  const { rows } = await sql<ChangeRow>`
    select change.id, change.at, change.staff_member_id as "staffMember", staff_member.name as "staffName",
      change.source, change.field, change.subject_id as subject, change.before, change.after
    from client_change as change left join staff_member on staff_member.id = change.staff_member_id
    where change.client_id = ${asked.client}::text::uuid
      ${asked.field === undefined ? sql`` : sql`and change.field = ${asked.field}::text`}
      ${after ? sql`and change.id < ${after[0]}::text::uuid` : sql``}
    order by change.id desc limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, (row) => [row.id]);
}
