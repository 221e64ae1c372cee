/** Who is known by which key while rows are recognised, and what of it outlives a batch. */
import type { RowFacts } from "./facts.ts";
import type { KnownClient } from "./known-client.ts";

const mostOwners = 50;

/** Makes `client` known by the keys of the row. */
export function introduce(directory: Map<string, KnownClient[]>, client: KnownClient, row: RowFacts): void {
  for (const key of row.keys) {
    const owners = directory.get(key);
    if (!owners) directory.set(key, [client]);
    else if (owners.length < mostOwners && !owners.includes(client)) owners.push(client);
  }
}

/** What a preview remembers of clients that it has not written. */
export interface Memory {
  clients: Map<string, KnownClient>;
  owners: Map<string, KnownClient[]>;
  /** After the row was taken: what it did to the client. */
  remember(client: KnownClient, row: RowFacts, what: "made" | "changed" | "unchanged"): void;
}

/** Beyond it only clients are remembered whom several rows of the file name. */
const roomFor = 10_000;

export function memoryOf(sharedKeys: ReadonlySet<string>): Memory {
  const clients = new Map<string, KnownClient>();
  const owners = new Map<string, KnownClient[]>();
  return {
    clients,
    owners,
    remember(client, row, what) {
      const keys = row.keys.filter((key) => sharedKeys.has(key));
      if (keys.length === 0 && (what !== "changed" || clients.size >= roomFor)) return;
      clients.set(client.id, client);
      introduce(owners, client, { ...row, keys });
    },
  };
}
