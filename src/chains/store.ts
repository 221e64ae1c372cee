/** Chains in the database: every version is kept, since a touch remembers the one it was planned by. */
import { planOnce } from "../database/prepared.ts";
import { list, sql, type Connection, type OpenTransaction } from "../database/sql.ts";
import type { Chain } from "./chain.ts";
import type { ChainVersion, End, StoredVersion } from "./version.ts";

/** The live version of every chain, by code. */
export async function liveChains(db: Connection): Promise<ChainVersion[]> {
  const { rows } = await sql<Omit<ChainVersion, "definition"> & { hash: string }>`${planOnce}
    select chain, version, hash, ends from chain_version where state = 'live' order by chain`.execute(db);
  const definitions = await definitionsOf(
    db,
    rows.map(({ hash }) => hash),
  );
  return rows.flatMap(({ hash, ...version }) => {
    const definition = definitions.get(hash);
    return definition ? [{ ...version, definition }] : [];
  });
}

/** What was read once holds for whatever version has the same hash: every call and every letter asks for some. */
const known = new Map<string, Chain>();
const mostKnown = 500;

/** By hash, of those there are. */
export async function definitionsOf(
  db: Connection,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Chain>> {
  const found = new Map<string, Chain>();
  for (const hash of hashes) {
    const definition = known.get(hash);
    if (definition) found.set(hash, definition);
  }
  const unknown = hashes.filter((hash) => !found.has(hash));
  if (unknown.length > 0) {
    const { rows } = await sql<{ hash: string; definition: Chain }>`
      select distinct on (hash) hash, definition from chain_version where hash = any(${list(unknown, "text")})`.execute(
      db,
    );
    if (known.size + rows.length > mostKnown) known.clear();
    for (const { hash, definition } of rows) {
      known.set(hash, definition);
      found.set(hash, definition);
    }
  }
  return found;
}

const columns = sql`chain, version, definition, ends, state, hash, pack, revision, saved_at as "savedAt", live_from as "liveFrom",
  retired_at as "retiredAt", paused_at as "pausedAt"`;

/** Every version of every chain, or of one, the oldest first. */
export async function loadVersions(db: Connection, chain?: string): Promise<StoredVersion[]> {
  const { rows } = await sql<StoredVersion>`
    select ${columns} from chain_version ${chain === undefined ? sql`` : sql`where chain = ${chain}`}
    order by chain, version`.execute(db);
  return rows;
}

/** Of two that change one chain, one waits for the other. */
export async function lockChain(trx: OpenTransaction, chain: string): Promise<StoredVersion[]> {
  await sql`select pg_advisory_xact_lock(hashtext('povod-chain/' || ${chain}::text))`.execute(trx);
  return loadVersions(trx, chain);
}

export interface NewVersion {
  chain: string;
  version: number;
  hash: string;
  definition: Chain;
  pack: string | null;
  at: Temporal.Instant;
}

/** The draft of a chain: made, or written over. */
export async function putDraft(trx: OpenTransaction, draft: NewVersion): Promise<void> {
  await sql`
    insert into chain_version (chain, version, hash, definition, state, pack, saved_at)
    values (${draft.chain}, ${draft.version}, ${draft.hash}, ${JSON.stringify(draft.definition)}::text::jsonb, 'draft',
      ${draft.pack}, ${draft.at.toString()}::text::timestamptz)
    on conflict (chain, version) do update set hash = excluded.hash, definition = excluded.definition,
      pack = excluded.pack, saved_at = excluded.saved_at, revision = chain_version.revision + 1`.execute(trx);
}

export async function deleteDraft(trx: OpenTransaction, chain: string): Promise<void> {
  await sql`delete from chain_version where chain = ${chain} and state = 'draft'`.execute(trx);
}

/** The version, new or the draft, becomes the live one instead of the one that was. `ends` are of the versions before it. */
export async function putLive(
  trx: OpenTransaction,
  { ends, ...version }: NewVersion & { ends: readonly End[] },
): Promise<void> {
  const at = sql`${version.at.toString()}::text::timestamptz`;
  await retire(trx, version.chain, version.at);
  await sql`
    insert into chain_version (chain, version, hash, definition, state, pack, saved_at, live_from, ends)
    values (${version.chain}, ${version.version}, ${version.hash}, ${JSON.stringify(version.definition)}::text::jsonb,
      'live', ${version.pack}, ${at}, ${at}, ${JSON.stringify(ends)}::text::jsonb)
    on conflict (chain, version) do update set state = 'live', live_from = excluded.live_from, ends = excluded.ends`.execute(
    trx,
  );
}

/** Says whether it was live: nothing is planned by it until it is resumed. */
export async function pause(trx: OpenTransaction, chain: string, at: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`
    update chain_version set state = 'paused', paused_at = ${at.toString()}::text::timestamptz
    where chain = ${chain} and state = 'live' returning chain`.execute(trx);
  return rows.length > 0;
}

/** Says whether it was paused. */
export async function resume(trx: OpenTransaction, chain: string): Promise<boolean> {
  const { rows } = await sql`
    update chain_version set state = 'live', paused_at = null
    where chain = ${chain} and state = 'paused' returning chain`.execute(trx);
  return rows.length > 0;
}

/** Says whether it was live or paused. */
export async function retire(trx: OpenTransaction, chain: string, at: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`
    update chain_version set state = 'retired', retired_at = ${at.toString()}::text::timestamptz
    where chain = ${chain} and state in ('live', 'paused') returning chain`.execute(trx);
  return rows.length > 0;
}
