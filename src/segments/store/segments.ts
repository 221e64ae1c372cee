/** Saved segments, and the clients who are in one today. */
import { sql, type Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import type { Conditions, SegmentCount } from "../contract.ts";
import { fits, type Asked } from "./conditions.ts";

export interface SegmentRow {
  name: string;
  conditions: Conditions;
  savedAt: Temporal.Instant;
}

const saved = sql`select name, conditions, saved_at as "savedAt" from segment`;

export async function listSegments(db: Connection): Promise<SegmentRow[]> {
  return (await sql<SegmentRow>`${saved} order by name`.execute(db)).rows;
}

export async function findSegment(db: Connection, name: string): Promise<SegmentRow | undefined> {
  return (await sql<SegmentRow>`${saved} where name = ${name}`.execute(db)).rows[0];
}

export async function writeSegment(db: Connection, { name, conditions, savedAt }: SegmentRow): Promise<void> {
  await sql`
    insert into segment (name, conditions, saved_at)
    values (${name}, ${JSON.stringify(conditions)}::text::jsonb, ${savedAt.toString()}::text::timestamptz)
    on conflict (name) do update set conditions = excluded.conditions, saved_at = excluded.saved_at`.execute(
    db,
  );
}

export async function deleteSegment(db: Connection, name: string): Promise<boolean> {
  const { rows } = await sql`delete from segment where name = ${name} returning name`.execute(db);
  return rows.length > 0;
}

export async function countFitting(
  db: Connection,
  conditions: Conditions,
  asked: Asked,
): Promise<SegmentCount> {
  const { rows } = await sql<SegmentCount>`
    select count(*) filter (where ${fits(conditions, asked)})::int as clients, count(*)::int as of
    from client where deceased_on is null`.execute(db);
  return rows[0] ?? { clients: 0, of: 0 };
}

export interface FittingRow {
  id: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  key: string[];
}

const limit = 200;

/** By name, as a list of clients is. Throws `bad_input` for a cursor of another list. */
export async function listFitting(
  db: Connection,
  conditions: Conditions,
  { cursor, ...asked }: Asked & { cursor: string | undefined },
): Promise<{ page: FittingRow[]; next: string | null }> {
  const after = fromCursor(cursor, [keyPart.text, keyPart.text, keyPart.text, keyPart.id]);
  const beyond = after
    ? sql`and (family_key, given_key, patronymic_key, id)
        > (${after[0]}::text, ${after[1]}::text, ${after[2]}::text, ${after[3]}::text::uuid)`
    : sql``;
  const { rows } = await sql<FittingRow>`
    select id, family_name as "familyName", given_name as "givenName", patronymic,
      array[family_key, given_key, patronymic_key] as key
    from client where ${fits(conditions, asked)} ${beyond}
    order by family_key, given_key, patronymic_key, id limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, ({ key, id }) => [...key, id]);
}
