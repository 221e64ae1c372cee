/** Switches on, and off, the chains that come with the product. */
import { readFileSync } from "node:fs";
import type { Connection } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import { warningsOf } from "../show.ts";
import { readPack } from "../pack-file.ts";
import type { Pack } from "../chain.ts";
import { lockChain, putLive, resume, retire } from "../store.ts";
import { endsOf, hashOf, isInForce, nextNumber } from "../version.ts";

export const packNames = ["travel", "clinic", "filling-station"] as const;
export type PackName = (typeof packNames)[number];

/** Throws `not_found`. */
export function findPack(name: string): PackName {
  const pack = packNames.find((each) => each === name);
  if (pack) return pack;
  throw new DomainError("not_found", `There is no pack ${name}; expected one of ${packNames.join(", ")}.`, {
    place: { field: "pack" },
  });
}

const known = new Map<string, Pack>();

/** A pack with the chains of every business that has cards, where it has no words of its own for them. */
export function loadPack(name: PackName): Pack {
  const own = fromFile(name);
  const codes = new Set(own.chains.map(({ code }) => code));
  return {
    ...own,
    chains: [...own.chains, ...fromFile("card").chains.filter(({ code }) => !codes.has(code))],
  };
}

function fromFile(name: string): Pack {
  const before = known.get(name);
  if (before) return before;
  const file = `${name}.yaml`;
  const pack = readPack(readFileSync(new URL(`../packs/${file}`, import.meta.url), "utf8"), file);
  known.set(name, pack);
  return pack;
}

const noChainInPack = (pack: string, chain: string): DomainError =>
  new DomainError("not_found", `The pack ${pack} has no chain ${chain}.`, { place: { field: "chain" } });

/** Returns the chains that changed: none, where the pack is live as it stands. `only`: these alone. */
export async function installPack(
  db: Connection,
  name: PackName,
  at: Temporal.Instant,
  only?: readonly string[],
): Promise<string[]> {
  const all = loadPack(name).chains;
  const unknown = only?.find((asked) => !all.some(({ code }) => code === asked));
  if (unknown !== undefined) throw noChainInPack(name, unknown);
  const chains = all.filter(({ code }) => only === undefined || only.includes(code));
  return db.transaction().execute(async (trx) => {
    const changed: string[] = [];
    for (const definition of chains) {
      const chain = definition.code;
      const versions = await lockChain(trx, chain);
      const hash = hashOf(definition);
      const inForce = versions.find(isInForce);
      if (inForce?.hash === hash) {
        if (await resume(trx, chain)) changed.push(chain);
        continue;
      }
      const version = nextNumber(versions);
      await putLive(trx, { chain, version, hash, definition, pack: name, ends: endsOf(versions, at), at });
      changed.push(chain);
    }
    return changed;
  });
}

/** Returns the chains of the pack that were live or paused. */
export async function removePack(db: Connection, name: PackName, at: Temporal.Instant): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    const retired: string[] = [];
    for (const { code } of loadPack(name).chains) {
      const versions = await lockChain(trx, code);
      if (!versions.some((version) => isInForce(version) && version.pack === name)) continue;
      await retire(trx, code, at);
      retired.push(code);
    }
    return retired;
  });
}

/** What a person who switches these chains of the pack on should know. */
export const packWarnings = (name: PackName, chains: readonly string[], language: Language): string[] => [
  ...new Set(
    loadPack(name)
      .chains.filter(({ code }) => chains.includes(code))
      .flatMap((chain) => warningsOf(chain, language)),
  ),
];
