/** Contact points, and the look-up of whose an address is. */
import { anyOf, columns, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { ContactPoint } from "../contract.ts";
import type { Address } from "./creations.ts";

export interface PointRow extends Address {
  id: string;
  client: string;
  kind: ContactPoint["kind"];
  state: ContactPoint["state"];
  extension: string | null;
}

export async function loadPoints(db: Connection, clients: readonly string[]): Promise<PointRow[]> {
  const { rows } = await sql<PointRow>`
    select client_id as client, id, kind, value, extension, state from contact_point
    where client_id = ${anyOf(clients, "uuid")} order by since, id`.execute(db);
  return rows;
}

export const loadAddresses = (db: Connection, client: string): Promise<Address[]> => loadPoints(db, [client]);

export async function insertPoints(
  trx: OpenTransaction,
  points: readonly PointRow[],
  on: Temporal.PlainDate,
): Promise<void> {
  if (points.length === 0) return;
  const rows = points.map(({ client, id, kind, value, extension, state }) => ({
    client,
    id,
    kind,
    value,
    extension,
    state,
  }));
  await sql`
    insert into contact_point (client_id, id, kind, value, extension, state, since)
    select *, ${on.toString()}::text::date
    from ${columns(rows, { client: "uuid", id: "uuid", kind: "text", value: "text", extension: "text", state: "text" })}`.execute(
    trx,
  );
  await addToLookUp(trx, points);
}

async function addToLookUp(trx: OpenTransaction, points: readonly PointRow[]): Promise<void> {
  const rows = points
    .map(({ kind, value, client }) => ({ kind: kind as string, value, client }))
    .sort((a, b) => (a.kind + a.value < b.kind + b.value ? -1 : 1));
  await sql`
    insert into contact_address (kind, value, client_id)
    select * from ${columns(rows, { kind: "text", value: "text", client: "uuid" })}
    on conflict do nothing`.execute(trx);
}

export async function updatePoint(
  trx: OpenTransaction,
  point: PointRow,
  on: Temporal.PlainDate,
): Promise<void> {
  await sql`
    update contact_point set value = ${point.value}, extension = ${point.extension}, state = ${point.state}, since = ${on.toString()}::text::date
    where client_id = ${point.client}::text::uuid and id = ${point.id}::text::uuid`.execute(trx);
  await addToLookUp(trx, [point]);
}

export async function deletePoint(trx: OpenTransaction, { client, id }: PointRow): Promise<void> {
  await sql`
    delete from contact_point where client_id = ${client}::text::uuid and id = ${id}::text::uuid`.execute(
    trx,
  );
}

/** Nobody is found any more by an address that no contact point of theirs has. */
export async function tidyLookUp(
  trx: OpenTransaction,
  client: string,
  { kind, value }: Address,
): Promise<void> {
  await sql`
    delete from contact_address
    where kind = ${kind} and value = ${value} and client_id = ${client}::text::uuid
      and not exists (
        select from contact_point as point
        where point.client_id = ${client}::text::uuid and point.kind = ${kind} and point.value = ${value})`.execute(
    trx,
  );
}
