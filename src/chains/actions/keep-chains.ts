/** Chains as people keep them: listed, read, drafted, switched on and retired. Who changes one names the state they read. */
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import { readChain } from "../pack-file.ts";
import { deleteDraft, loadVersions, lockChain, pause, putDraft, putLive, resume, retire } from "../store.ts";
import { endsOf, hashOf, newest, nextNumber, tagOf, type StoredVersion } from "../version.ts";

export interface ChainDesk {
  db: Connection;
  clock: Clock;
}

/** A chain and every version of it; `at` is the draft where there is one, else the one in force, else the last. */
export interface KeptChain {
  at: StoredVersion;
  versions: StoredVersion[];
}

export async function listChains(db: Connection): Promise<KeptChain[]> {
  const byChain = Map.groupBy(await loadVersions(db), ({ chain }) => chain);
  return [...byChain.values()].flatMap((versions) => {
    const at = newest(versions);
    return at ? [{ at, versions }] : [];
  });
}

/** Throws `not_found`. */
export async function findChain(db: Connection, chain: string, version?: number): Promise<KeptChain> {
  const versions = await loadVersions(db, chain);
  const at = version === undefined ? newest(versions) : versions.find((each) => each.version === version);
  if (!at) throw noSuchChain(chain);
  return { at, versions };
}

export interface Change {
  chain: string;
  /** The tag of what was read; undefined for whatever it is now. */
  tag: string | undefined;
}

/** Saves the draft of the chain that `yaml` describes. Throws `chain_invalid`, `bad_input`, `changed_meanwhile`. */
export async function saveDraft(
  desk: ChainDesk,
  { yaml, file, language, ...change }: Change & { yaml: string; file: string; language: Language },
): Promise<KeptChain> {
  const definition = readChain(yaml, file, language);
  if (definition.code !== change.chain)
    throw new DomainError("bad_input", `code: expected ${change.chain}, got ${definition.code}.`, {
      place: { field: "code" },
    });
  return changeChain(desk, change, async (trx, versions, at) => {
    const draft = versions.find(({ state }) => state === "draft");
    await putDraft(trx, {
      chain: change.chain,
      version: draft?.version ?? nextNumber(versions),
      hash: hashOf(definition),
      definition,
      pack: newest(versions)?.pack ?? null,
      at,
    });
  });
}

/** The draft becomes live; of a chain without one, what is paused goes on, and what was retired comes back. Throws `not_found`, `changed_meanwhile`. */
export const switchOnChain = (desk: ChainDesk, change: Change): Promise<KeptChain> =>
  changeChain(desk, change, async (trx, versions, at) => {
    const next = newest(versions);
    if (!next) throw noSuchChain(change.chain);
    if (next.state === "live") return;
    if (next.state === "paused") {
      await resume(trx, change.chain);
      return;
    }
    // What was retired comes back under a number of its own: a version is live once.
    const version = next.state === "draft" ? next.version : nextNumber(versions);
    await putLive(trx, { ...next, version, ends: endsOf(versions, at), at });
  });

/** Nothing is planned by it until it is resumed; what stands open is withdrawn. Throws as `retireChain` does. */
export const pauseChain = (desk: ChainDesk, change: Change): Promise<KeptChain> =>
  changeChain(desk, change, async (trx, versions, at) => {
    if (versions.length === 0) throw noSuchChain(change.chain);
    if (!(await pause(trx, change.chain, at)))
      throw new DomainError("wrong_state", `The chain ${change.chain} is not live.`);
  });

/** The paused version goes on as it was. Throws `not_found`, `changed_meanwhile`, `wrong_state`. */
export const resumeChain = (desk: ChainDesk, change: Change): Promise<KeptChain> =>
  changeChain(desk, change, async (trx, versions) => {
    if (versions.length === 0) throw noSuchChain(change.chain);
    if (!(await resume(trx, change.chain)))
      throw new DomainError("wrong_state", `The chain ${change.chain} is not paused.`);
  });

/** Nothing is planned by it any more; what stands open is withdrawn. Throws `not_found`, `changed_meanwhile`, `wrong_state`. */
export const retireChain = (desk: ChainDesk, change: Change): Promise<KeptChain> =>
  changeChain(desk, change, async (trx, versions, at) => {
    if (versions.length === 0) throw noSuchChain(change.chain);
    if (!(await retire(trx, change.chain, at)))
      throw new DomainError("wrong_state", `The chain ${change.chain} is neither live nor paused.`);
  });

/** Throws `not_found`, `changed_meanwhile`, `wrong_state`. */
export const dropDraft = (desk: ChainDesk, change: Change): Promise<KeptChain | undefined> =>
  desk.db.transaction().execute(async (trx) => {
    const versions = await lockRead(trx, change);
    if (!versions.some(({ state }) => state === "draft"))
      throw new DomainError("wrong_state", `The chain ${change.chain} has no draft.`);
    await deleteDraft(trx, change.chain);
    const left = await loadVersions(trx, change.chain);
    const at = newest(left);
    return at && { at, versions: left };
  });

function changeChain(
  { db, clock }: ChainDesk,
  change: Change,
  act: (trx: OpenTransaction, versions: StoredVersion[], at: Temporal.Instant) => Promise<void>,
): Promise<KeptChain> {
  return db.transaction().execute(async (trx) => {
    await act(trx, await lockRead(trx, change), clock.now());
    return findChain(trx, change.chain);
  });
}

async function lockRead(trx: OpenTransaction, { chain, tag }: Change): Promise<StoredVersion[]> {
  const versions = await lockChain(trx, chain);
  const now = newest(versions);
  if (tag !== undefined && tag !== (now ? tagOf(now) : "none"))
    throw new DomainError(
      "changed_meanwhile",
      "The chain has changed since it was read. Read it again and look at what is different.",
      { place: { field: "if-match" } },
    );
  return versions;
}

const noSuchChain = (chain: string): DomainError =>
  new DomainError("not_found", `There is no chain ${chain}.`, { place: { field: "chain" } });
