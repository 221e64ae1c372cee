/** Who is whose family and who came through whom. Each side has a row of its own, with one id. */
import { planOnce } from "../../database/prepared.ts";
import { columns, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { Relation } from "../contract.ts";

export interface RelationRow {
  client: string;
  id: string;
  kind: Relation["kind"];
  other: string;
  words: string;
}

export async function insertRelation(
  trx: OpenTransaction,
  sides: readonly RelationRow[],
  on: Temporal.PlainDate,
): Promise<void> {
  const rows = sides.map(({ client, id, kind, other, words }) => ({ client, id, kind, other, words }));
  await sql`
    insert into client_relation (client_id, id, kind, other_client_id, words, since)
    select *, ${on.toString()}::text::date
    from ${columns(rows, { client: "uuid", id: "uuid", kind: "text", other: "uuid", words: "text" })}`.execute(
    trx,
  );
}

export async function findRelation(
  db: Connection,
  client: string,
  id: string,
): Promise<RelationRow | undefined> {
  const { rows } = await sql<RelationRow>`
    select client_id as client, id, kind, other_client_id as other, words from client_relation
    where client_id = ${client}::text::uuid and id = ${id}::text::uuid`.execute(db);
  return rows[0];
}

export async function deleteRelation(
  trx: OpenTransaction,
  { client, other, id }: RelationRow,
): Promise<void> {
  await sql`
    delete from client_relation
    where client_id in (${client}::text::uuid, ${other}::text::uuid) and id = ${id}::text::uuid`.execute(trx);
}

export interface ShownRelation extends Omit<RelationRow, "client"> {
  familyName: string;
  givenName: string;
  patronymic: string;
  since: Temporal.PlainDate;
}

export async function loadRelations(db: Connection, client: string): Promise<ShownRelation[]> {
  const { rows } = await sql<ShownRelation>`${planOnce}
    select relation.id, relation.kind, relation.other_client_id as other, relation.words, relation.since,
      other.family_name as "familyName", other.given_name as "givenName", other.patronymic
    from client_relation as relation join client as other on other.id = relation.other_client_id
    where relation.client_id = ${client}::text::uuid order by relation.kind, relation.id limit 100`.execute(
    db,
  );
  return rows;
}
