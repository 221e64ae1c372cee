/**
 * Whose a record is that was merged. Its cards stay under its own id, so whoever reads a client's cards, or what is booked
 * on them, reads those of all records of the person.
 */
import type { RawBuilder } from "kysely";
import { planOnce } from "../../database/prepared.ts";
import { anyOf, list, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";

type Sql = RawBuilder<unknown>;

/** With its table: alone it would be the look-up's own. */
type Column = `${string}.${string}`;

/** The client whose record `column` names. */
export const ownerOf = (column: Column): Sql => sql`
  coalesce((select survivor_id from merged_client as merged where merged.client_id = ${sql.ref(column)}), ${sql.ref(column)})`;

/** The rows of a select, or of a table, with the client each belongs to as `owner_id`. */
export const ownersOfRows = (source: Sql): Sql => sql`
  select record.*, coalesce(merged.survivor_id, record.client_id) as owner_id
  from (${source}) as record left join merged_client as merged on merged.client_id = record.client_id`;

/** The records of the client that `column` names, as rows of `id`: its own and those merged into it. */
export const recordsOf = (column: Column): Sql => sql`
  (select ${sql.ref(column)} as id
  union all select client_id from merged_client as merged where merged.survivor_id = ${sql.ref(column)})`;

/** The records of the person whose record `column` names, merged or not, as rows of `id`. */
export const personOf = (column: Column): Sql => sql`
  (select ${ownerOf(column)} as id
  union all select client_id from merged_client as merged where merged.survivor_id = ${ownerOf(column)})`;

/** Their own ids and those of the records merged into them. */
export async function loadRecords(db: Connection, clients: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${planOnce}
    select client_id as id from merged_client where survivor_id = ${anyOf(clients, "uuid")} order by id`.execute(
    db,
  );
  return [...clients, ...rows.map(({ id }) => id)];
}

/** By merged record: who answers for it now. */
export async function loadSurvivors(
  db: Connection,
  records: readonly string[],
): Promise<Map<string, string>> {
  if (records.length === 0) return new Map();
  const { rows } = await sql<{ id: string; survivor: string }>`
    select client_id as id, survivor_id as survivor from merged_client
    join unnest(${list(records, "uuid")}) as asked (client_id) using (client_id)`.execute(db);
  return new Map(rows.map(({ id, survivor }) => [id, survivor]));
}

export interface MergedRecord {
  id: string;
  into: string;
  survivor: string;
  merge: string;
  at: Temporal.Instant;
}

/** Undefined: it stands by itself, or there is none. */
export async function findMerged(trx: OpenTransaction, id: string): Promise<MergedRecord | undefined> {
  const { rows } = await sql<MergedRecord>`
    select client_id as id, into_id as into, survivor_id as survivor, merge_id as merge, merged_at as at
    from merged_client
    where client_id = ${id}::text::uuid for update`.execute(trx);
  return rows[0];
}

export interface MergedFromRow {
  id: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  externalId: string | null;
  at: Temporal.Instant;
  by: string | null;
}

/** What was merged into a client, the newest merge first. */
export async function loadMergedFrom(db: Connection, client: string): Promise<MergedFromRow[]> {
  const { rows } = await sql<MergedFromRow>`${planOnce}
    select client_id as id, record ->> 'family_name' as "familyName", record ->> 'given_name' as "givenName",
      record ->> 'patronymic' as patronymic, record ->> 'external_id' as "externalId", merged_at as at, staff_member.name as by
    from merged_client left join staff_member on staff_member.id = merged_client.staff_member_id
    where survivor_id = ${client}::text::uuid order by merged_at desc, client_id limit 100`.execute(db);
  return rows;
}
