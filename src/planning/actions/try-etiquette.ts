/** Figures of the etiquette before they are set: what would be different in today's plan. Kept by nobody. */
import { liveChains } from "../../chains/store.ts";
import type { Connection } from "../../database/sql.ts";
import { changedEtiquette } from "../changed-etiquette.ts";
import { etiquetteSettings } from "../settings.ts";
import { gatherCandidates } from "../store/candidates.ts";
import { countChanges, judge, type ChangeCount } from "../store/comparison.ts";
import { loadStoredEtiquette } from "../store/etiquette.ts";
import { openPlanningDay, roomForALargePlan, todayAt } from "../store/planning-day.ts";

export interface EtiquetteTrial {
  on: Temporal.PlainDate;
  counts: ChangeCount[];
}

/** `changes` by name, as a person types them. Throws `bad_input`. */
export function tryEtiquette(
  db: Connection,
  { changes, at }: { changes: ReadonlyMap<string, string>; at: Temporal.Instant },
): Promise<EtiquetteTrial> {
  return db.transaction().execute(async (trx) => {
    const settings = etiquetteSettings(changedEtiquette(await loadStoredEtiquette(trx), changes));
    const on = await todayAt(trx, at);
    const chains = await liveChains(trx);
    await roomForALargePlan(trx);
    const before = await openPlanningDay(trx, { on, at });
    await judge(trx, before, await gatherCandidates(trx, before, chains), "judged_before");
    const after = await openPlanningDay(trx, { on, at, settings });
    await judge(trx, after, await gatherCandidates(trx, after, chains), "judged_after");
    return { on, counts: await countChanges(trx) };
  });
}
