/** Clients and their outside ids in the database. */
import { columns, list, sql, type Connection, type OpenTransaction } from "../database/sql.ts";
import { lockClients } from "./store/creations.ts";
import { loadSurvivors } from "./store/merged.ts";
import { newId } from "../kernel/ids.ts";
import type { Language } from "../kernel/language.ts";

export interface KnownClient {
  clientId: string;
  /** Made by this very call: nothing else is known of it yet. */
  isNew: boolean;
}

/**
 * The clients with these outside ids, made where there are none. Those that were there are locked until the
 * transaction ends, in the order of their ids, so that two imports of one client follow each other.
 */
export async function clientsByExternalId(
  trx: OpenTransaction,
  externalIds: readonly string[],
  born: { on: Temporal.PlainDate; language: Language },
): Promise<Map<string, KnownClient>> {
  const found = await findExternalIds(trx, externalIds);
  let missing = externalIds.filter((externalId) => !found.has(externalId));
  if (missing.length > 0) {
    const made = await claimExternalIds(trx, missing);
    await insertBareClients(trx, made, born);
    for (const { externalId, clientId } of made) found.set(externalId, { clientId, isNew: true });
    missing = missing.filter((externalId) => !found.has(externalId));
    // Another process was faster with these.
    for (const [externalId, client] of await findExternalIds(trx, missing)) found.set(externalId, client);
  }
  const old = [...found.values()].filter(({ isNew }) => !isNew).map(({ clientId }) => clientId);
  if (old.length > 0)
    await sql`
      select 1 from client join unnest(${list(old, "uuid")}) as asked (client_id) on client.id = asked.client_id
      order by client.id for update of client`.execute(trx);
  return found;
}

async function findExternalIds(
  db: Connection,
  externalIds: readonly string[],
): Promise<Map<string, KnownClient>> {
  if (externalIds.length === 0) return new Map();
  const { rows } = await sql<{ external_id: string; client_id: string }>`
    select external_id, client_id from client_external_id
    join unnest(${list(externalIds, "text")}) as asked (external_id) using (external_id)`.execute(db);
  return new Map(rows.map((row) => [row.external_id, { clientId: row.client_id, isNew: false }]));
}

/** The clients these outside ids belong to: who has become part of another is the other. */
async function findPeople(db: Connection, externalIds: readonly string[]): Promise<Map<string, KnownClient>> {
  const found = await findExternalIds(db, externalIds);
  const survivors = await loadSurvivors(
    db,
    [...found.values()].map(({ clientId }) => clientId),
  );
  return new Map(
    [...found].map(([externalId, { clientId }]) => [
      externalId,
      { clientId: survivors.get(clientId) ?? clientId, isNew: false },
    ]),
  );
}

/** So often somebody may be merged again while one waits. */
const looksAtMost = 5;

/**
 * The same, locked until the transaction ends, in the order of their ids. Whoever was merged or erased while this waited for
 * them is looked up once more: the survivor's row is then free or awaited like any other.
 */
export async function lockPeople(
  trx: OpenTransaction,
  externalIds: readonly string[],
): Promise<Map<string, KnownClient>> {
  const asked = [...new Set(externalIds)];
  for (let looks = 1; ; looks++) {
    const found = await findPeople(trx, asked);
    const clients = new Set([...found.values()].map(({ clientId }) => clientId));
    const there = new Set(await lockClients(trx, [...clients]));
    if (there.size === clients.size || looks === looksAtMost)
      return new Map([...found].filter(([, { clientId }]) => there.has(clientId)));
  }
}

/** Sorted, so that two imports wait for each other in one direction only. */
async function claimExternalIds(
  trx: OpenTransaction,
  externalIds: readonly string[],
): Promise<{ externalId: string; clientId: string }[]> {
  const claims = [...externalIds].sort().map((externalId) => ({ externalId, clientId: newId() }));
  const { rows } = await sql<{ external_id: string; client_id: string }>`
    insert into client_external_id (external_id, client_id)
    select * from ${columns(claims, { externalId: "text", clientId: "uuid" })}
    on conflict do nothing
    returning external_id, client_id`.execute(trx);
  return rows.map((row) => ({ externalId: row.external_id, clientId: row.client_id }));
}

async function insertBareClients(
  trx: OpenTransaction,
  clients: readonly { externalId: string; clientId: string }[],
  born: { on: Temporal.PlainDate; language: Language },
): Promise<void> {
  await sql`
    insert into client (id, external_id, language, created_on)
    select id, external_id, ${born.language}, ${born.on.toString()}::text::date
    from ${columns(clients, { clientId: "uuid", externalId: "text" })} as new (id, external_id)`.execute(trx);
}
