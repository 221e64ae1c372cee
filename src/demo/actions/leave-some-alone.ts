/** The demo's chains since they leave some clients alone: a second version of each, as a marketer would have saved it. */
import { saveDraft, switchOnChain } from "../../chains/actions/keep-chains.ts";
import { loadPack } from "../../chains/actions/install-pack.ts";
import { chainYaml } from "../../chains/chain-yaml.ts";
import type { Connection } from "../../database/sql.ts";
import { controlShares } from "../control-groups.ts";

export async function leaveSomeAlone(db: Connection, at: Temporal.Instant): Promise<void> {
  const desk = { db, clock: { now: () => at } };
  for (const definition of loadPack("travel").chains) {
    const controlShare = controlShares[definition.code];
    if (controlShare === undefined) continue;
    const change = { chain: definition.code, tag: undefined };
    const yaml = chainYaml({ ...definition, controlShare });
    await saveDraft(desk, { ...change, yaml, file: `${definition.code}.yaml`, language: "ru" });
    await switchOnChain(desk, change);
  }
}
