/** What clients demand about their data. */
import { anyOf, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { Demand } from "../demand-contract.ts";

export interface NewDemandRow {
  id: string;
  kind: Demand["kind"];
  receivedOn: Temporal.PlainDate;
  how: string;
  words: string;
  dueOn: Temporal.PlainDate;
  recordedAt: Temporal.Instant;
  recordedBy: string | null;
}

export async function insertDemand(
  trx: OpenTransaction,
  client: string,
  demand: NewDemandRow,
): Promise<void> {
  await sql`
    insert into client_demand (client_id, id, kind, received_on, how, words, due_on, recorded_at, recorded_by)
    values (${client}::text::uuid, ${demand.id}::text::uuid, ${demand.kind}, ${demand.receivedOn.toString()}::text::date,
      ${demand.how}, ${demand.words}, ${demand.dueOn.toString()}::text::date,
      ${demand.recordedAt.toString()}::text::timestamptz, ${demand.recordedBy}::text::uuid)`.execute(trx);
}

/** What a demand becomes; the moment stays the first one's. */
export async function moveDemand(
  trx: OpenTransaction,
  { client, id }: { client: string; id: string },
  move: { to: "closed" | "taken_back"; at: Temporal.Instant; by: string | null },
): Promise<void> {
  const [moment, person] = [sql.ref(`${move.to}_at`), sql.ref(`${move.to}_by`)];
  await sql`
    update client_demand set ${moment} = ${move.at.toString()}::text::timestamptz, ${person} = ${move.by}::text::uuid
    where client_id = ${client}::text::uuid and id = ${id}::text::uuid and ${moment} is null`.execute(trx);
}

export interface DemandRow extends NewDemandRow {
  client: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  recordedByName: string | null;
  closedAt: Temporal.Instant | null;
  closedBy: string | null;
  closedByName: string | null;
  takenBackAt: Temporal.Instant | null;
}

const selected = sql`
  select demand.client_id as client, demand.id, demand.kind, demand.received_on as "receivedOn", demand.how, demand.words,
    demand.due_on as "dueOn", demand.recorded_at as "recordedAt", demand.recorded_by as "recordedBy",
    recorder.name as "recordedByName", demand.closed_at as "closedAt", demand.closed_by as "closedBy",
    closer.name as "closedByName", demand.taken_back_at as "takenBackAt", client.family_name as "familyName",
    client.given_name as "givenName", client.patronymic
  from client_demand as demand join client on client.id = demand.client_id
  left join staff_member as recorder on recorder.id = demand.recorded_by
  left join staff_member as closer on closer.id = demand.closed_by`;

/** The newest first. */
export async function demandsOf(db: Connection, client: string): Promise<DemandRow[]> {
  const { rows } = await sql<DemandRow>`
    ${selected} where demand.client_id = ${client}::text::uuid order by demand.id desc limit 100`.execute(db);
  return rows;
}

/** Served by client_demand_open. */
export async function openDemands(db: Connection): Promise<DemandRow[]> {
  const { rows } = await sql<DemandRow>`
    ${selected} where demand.closed_at is null and demand.taken_back_at is null
    order by demand.due_on, demand.id limit 500`.execute(db);
  return rows;
}

export interface SharingRow {
  /** Whose address it is, too. */
  of: string;
  client: string;
  familyName: string;
  givenName: string;
  patronymic: string;
}

/** Other records by which one of these can be reached. Served by contact_address's key. */
export async function sharing(db: Connection, clients: readonly string[]): Promise<SharingRow[]> {
  const { rows } = await sql<SharingRow>`
    select distinct point.client_id as of, other.id as client, other.family_name as "familyName",
      other.given_name as "givenName", other.patronymic
    from contact_point as point join contact_address as address using (kind, value)
    join client as other on other.id = address.client_id
    where point.client_id = ${anyOf(clients, "uuid")} and point.kind in ('phone', 'email', 'telegram', 'max', 'vk')
      and other.id <> point.client_id
    order by 1, 2 limit 1000`.execute(db);
  return rows;
}

/** `from …`: the demands of `client.id` by which nothing is done with the data but keeping it. */
export const stopsOfClient = sql`client_demand as demand
  where demand.client_id = client.id and demand.taken_back_at is null and demand.kind <> 'export'`;

/** Those of them with whose data nothing may be done but keeping it. */
export async function stoppedAmong(db: Connection, clients: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct client_id as id from client_demand
    where client_id = ${anyOf(clients, "uuid")} and taken_back_at is null and kind <> 'export'`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
