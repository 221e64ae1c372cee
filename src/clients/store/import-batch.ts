/** A batch of rows with everybody they may be about. */
import type { Connection } from "../../database/sql.ts";
import type { Memory } from "../import/directory.ts";
import type { KnownClient } from "../import/known-client.ts";
import { loadKnownClients, ownersOf } from "./import-directory.ts";
import type { StagedRow } from "./import-rows.ts";

interface OpenBatchOptions {
  lock: boolean;
  at: Temporal.Instant;
  today: Temporal.PlainDate;
  memory?: Memory;
}

/** By key, in the order of ids. */
export async function directoryFor(
  db: Connection,
  rows: readonly StagedRow[],
  { memory, ...options }: OpenBatchOptions,
): Promise<Map<string, KnownClient[]>> {
  const keys = [...new Set(rows.flatMap(({ facts }) => facts.keys))];
  const owners = await ownersOf(db, keys);
  const ids = [...new Set(owners.map(({ clientId }) => clientId))].filter((id) => !memory?.clients.has(id));
  const clients = new Map((await loadKnownClients(db, ids, options)).map((client) => [client.id, client]));
  const directory = new Map<string, KnownClient[]>();
  const add = (key: string, client: KnownClient | undefined) => {
    const known = directory.get(key);
    if (client && !known) directory.set(key, [client]);
    else if (client && known && !known.includes(client)) known.push(client);
  };
  for (const { key, clientId } of owners) add(key, memory?.clients.get(clientId) ?? clients.get(clientId));
  if (memory) for (const key of keys) for (const client of memory.owners.get(key) ?? []) add(key, client);
  return directory;
}
