/** Switches on the chains that come with the product. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Connection } from "../../database/sql.ts";
import { readPack } from "../pack-file.ts";
import { switchOn } from "../store.ts";

export const packNames = ["travel"] as const;
export type PackName = (typeof packNames)[number];

/** Returns the chains that changed: none, where the pack is live as it stands. */
export async function installPack(db: Connection, pack: PackName, at: Temporal.Instant): Promise<string[]> {
  const file = `${pack}.yaml`;
  const { chains } = readPack(readFileSync(new URL(`../packs/${file}`, import.meta.url), "utf8"), file);
  return db.transaction().execute(async (trx) => {
    const changed: string[] = [];
    for (const chain of chains) {
      const hash = createHash("sha256").update(JSON.stringify(chain)).digest("hex");
      if (await switchOn(trx, chain, hash, at)) changed.push(chain.code);
    }
    return changed;
  });
}
