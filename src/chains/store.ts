/** Chains in the database: every version is kept, since a touch remembers the one it was planned by. */
import { sql, type Connection } from "../database/sql.ts";
import type { Chain } from "./chain.ts";

export interface ChainVersion {
  chain: string;
  version: number;
  definition: Chain;
}

/** The live version of every chain, by code. */
export async function liveChains(db: Connection): Promise<ChainVersion[]> {
  const { rows } = await sql<ChainVersion>`
    select chain, version, definition from chain_version where state = 'live' order by chain`.execute(db);
  return rows;
}

export async function chainVersion(
  db: Connection,
  chain: string,
  version: number,
): Promise<Chain | undefined> {
  const { rows } = await sql<{ definition: Chain }>`
    select definition from chain_version where chain = ${chain} and version = ${version}`.execute(db);
  return rows[0]?.definition;
}

/** Makes `definition` the live version of its chain, unless it is that already. Says whether anything changed. */
export async function switchOn(
  db: Connection,
  definition: Chain,
  hash: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await sql<{ hash: string; version: number; state: string }>`
    select hash, version, state from chain_version where chain = ${definition.code} order by version desc`.execute(
    db,
  );
  if (rows.some((row) => row.state === "live" && row.hash === hash)) return false;
  await sql`update chain_version set state = 'retired' where chain = ${definition.code} and state = 'live'`.execute(
    db,
  );
  await sql`
    insert into chain_version (chain, version, hash, definition, state, live_from)
    values (${definition.code}, ${(rows[0]?.version ?? 0) + 1}, ${hash}, ${JSON.stringify(definition)}::text::jsonb, 'live',
      ${at.toString()}::text::timestamptz)`.execute(db);
  return true;
}
