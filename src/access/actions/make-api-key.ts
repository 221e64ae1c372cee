/** Keys for other programs. The text of one is returned this once. */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { makeKey as makeText } from "../api-key.ts";
import { insertKey } from "../store/api-keys.ts";
import type { Scope } from "../rights.ts";

export interface NewKey {
  name: string;
  scopes: readonly Scope[];
  expiresAt?: Temporal.Instant | undefined;
  madeBy: string | null;
}

export async function makeApiKey(
  { db, clock }: { db: Connection; clock: Clock },
  { name, scopes, expiresAt, madeBy }: NewKey,
): Promise<{ id: string; key: string; prefix: string }> {
  const { key, prefix, hash } = makeText();
  const id = newId();
  const madeAt = clock.now();
  await insertKey(db, { id, name, prefix, hash, scopes, madeBy, madeAt, expiresAt: expiresAt ?? null });
  return { id, key, prefix };
}
