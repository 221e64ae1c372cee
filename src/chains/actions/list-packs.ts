/** The packs that come with the product, each chain as it is live, or as the pack would bring it. */
import type { Connection } from "../../database/sql.ts";
import type { Language } from "../../kernel/language.ts";
import type { Packs } from "../contract.ts";
import { showChain } from "../show.ts";
import { loadVersions } from "../store.ts";
import { hashOf, isInForce } from "../version.ts";
import { loadPack, packNames } from "./install-pack.ts";

export async function listPacks(db: Connection, language: Language): Promise<Packs> {
  const versions = Map.groupBy(await loadVersions(db), ({ chain }) => chain);
  return {
    packs: packNames.map((pack) => {
      const { name, about, chains } = loadPack(pack);
      const cards = chains.map((chain) => {
        const known = versions.get(chain.code) ?? [];
        // A chain of this name that is in force may be another pack's, or the business's own.
        const inForce = known.find(isInForce);
        if (inForce?.pack === pack || inForce?.hash === hashOf(chain))
          return showChain(inForce.definition, known, { language, pack: inForce.pack });
        const ours = known.filter((version) => version !== inForce);
        return showChain(chain, ours, { language, pack });
      });
      return {
        pack,
        name: name?.[language] ?? pack,
        about: about?.[language] ?? "",
        live: cards.filter((card) => card.live && card.pack === pack).length,
        shared: cards.filter((card) => card.live && card.pack !== pack).length,
        chains: cards,
      };
    }),
  };
}
