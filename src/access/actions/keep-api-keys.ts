/** The keys of other programs: listed, and taken out of use. */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { ApiKey, MadeApiKey, NewApiKey } from "../key-contract.ts";
import { loadKeys, revokeKey, type KeyRow } from "../store/api-keys.ts";
import { makeApiKey } from "./make-api-key.ts";

interface Work {
  db: Connection;
  clock: Clock;
}

const tell = (row: KeyRow): ApiKey => ({
  ...row,
  madeAt: row.madeAt.toString(),
  expiresAt: row.expiresAt?.toString() ?? null,
  revokedAt: row.revokedAt?.toString() ?? null,
  lastUsedAt: row.lastUsedAt?.toString() ?? null,
});

export const readKeys = async (db: Connection): Promise<ApiKey[]> => (await loadKeys(db)).map(tell);

async function readKey(db: Connection, id: string): Promise<ApiKey> {
  const [row] = await loadKeys(db, id);
  if (!row) throw new DomainError("not_found", `No API key has the id ${id}.`);
  return tell(row);
}

/** Throws `bad_input` for a key that would be over at once. */
export async function addKey(work: Work, input: NewApiKey, madeBy: string | null): Promise<MadeApiKey> {
  const expiresAt = input.expiresAt === undefined ? undefined : Temporal.Instant.from(input.expiresAt);
  if (expiresAt && Temporal.Instant.compare(expiresAt, work.clock.now()) <= 0)
    throw new DomainError("bad_input", "expiresAt: expected a moment to come.", {
      place: { field: "expiresAt" },
    });
  const made = await makeApiKey(work, { name: input.name.trim(), scopes: input.scopes, expiresAt, madeBy });
  return { apiKey: await readKey(work.db, made.id), key: made.key };
}

/** For good. Revoking twice is the same. Throws `not_found`. */
export async function endKey({ db, clock }: Work, id: string): Promise<ApiKey> {
  await readKey(db, id);
  await revokeKey(db, id, clock.now());
  return readKey(db, id);
}
