/** Who wrote something down, whose it is, and whether it was written down before. */
import { planOnce } from "../../database/prepared.ts";
import { anyOf, columns, sql, type OpenTransaction } from "../../database/sql.ts";

/** Locks them until the transaction ends, in the order of their ids. Returns those there are. */
export async function lockClients(trx: OpenTransaction, clients: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${planOnce}
    select id from client where id = ${anyOf(clients, "uuid")} order by id for update`.execute(trx);
  return rows.map(({ id }) => id);
}

export async function staffName(trx: OpenTransaction, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`${planOnce}
    select name from staff_member where id = ${id}::text::uuid`.execute(trx);
  return rows[0]?.name;
}

export interface Creation {
  inputHash: string;
  client: string;
  made: string;
}

export async function findCreation(trx: OpenTransaction, key: string): Promise<Creation | undefined> {
  const { rows } = await sql<Creation>`
    select input_hash as "inputHash", client_id as client, made_id as made from client_creation
    where idempotency_key = ${key}::text`.execute(trx);
  return rows[0];
}

/** False: the key was used at the same moment by another request. */
export async function insertCreation(
  trx: OpenTransaction,
  creation: Creation & { key: string; at: Temporal.Instant },
): Promise<boolean> {
  const { rows } = await sql`
    insert into client_creation (idempotency_key, input_hash, client_id, made_id, at)
    values (${creation.key}, ${creation.inputHash}, ${creation.client}::text::uuid, ${creation.made}::text::uuid,
      ${creation.at.toString()}::text::timestamptz)
    on conflict do nothing returning 1`.execute(trx);
  return rows.length === 1;
}

export interface Address {
  kind: string;
  value: string;
}

/** Held until the transaction ends: who gives an address to a client and who silences it follow each other. */
export async function lockAddresses(trx: OpenTransaction, addresses: readonly Address[]): Promise<void> {
  const keys = [...new Set(addresses.map(({ kind, value }) => `${kind}:${value}`))]
    .sort()
    .map((key) => ({ key }));
  if (keys.length === 0) return;
  await sql`
    select pg_advisory_xact_lock(hashtextextended(key, 0))
    from (select key from ${columns(keys, { key: "text" })} as asked (key) order by key) as ordered`.execute(
    trx,
  );
}
