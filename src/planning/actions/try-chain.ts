/** A chain before it is switched on: what it would do for one client on a day, and how the coming days would change. */
import { findChain } from "../../chains/actions/keep-chains.ts";
import { liveChains } from "../../chains/store.ts";
import { differences, endsOf, isInForce, type ChainVersion, type Difference } from "../../chains/version.ts";
import type { Connection } from "../../database/sql.ts";
import { gatherCandidates } from "../store/candidates.ts";
import {
  changedTouches,
  countChanges,
  judge,
  type ChangeCount,
  type ChangedTouch,
} from "../store/comparison.ts";
import { openPlanningDay, roomForALargePlan } from "../store/planning-day.ts";
import { explainDay, type Explanation } from "./explain-day.ts";

/** The chains as they would be with the newest version of this one live. Throws `not_found`. */
async function chainsWith(
  db: Connection,
  chain: string,
): Promise<{ before: ChainVersion[]; tried: ChainVersion; after: ChainVersion[] }> {
  const before = await liveChains(db);
  const { at, versions } = await findChain(db, chain);
  const tried: ChainVersion = { ...at, ends: isInForce(at) ? at.ends : endsOf(versions) };
  return { before, tried, after: [...before.filter((live) => live.chain !== chain), tried] };
}

/** Throws `not_found` where there is no such chain. */
export async function tryChain(
  db: Connection,
  request: { chain: string; client: string; on: Temporal.PlainDate; at: Temporal.Instant },
): Promise<Explanation> {
  const { after } = await chainsWith(db, request.chain);
  return explainDay(db, { ...request, chains: after });
}

export interface Comparison {
  differences: Difference;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  counts: ChangeCount[];
  /** The first touches that change. */
  examples: ChangedTouch[];
}

const mostExamples = 20;

/** Each day as if nothing happened on the days before it. Throws `not_found`. */
export async function compareChain(
  db: Connection,
  { chain, on, days, at }: { chain: string; on: Temporal.PlainDate; days: number; at: Temporal.Instant },
): Promise<Comparison> {
  return db.transaction().execute(async (trx) => {
    const { before, tried, after } = await chainsWith(trx, chain);
    await roomForALargePlan(trx);
    for (let ahead = 0; ahead < days; ahead++) {
      const planning = await openPlanningDay(trx, { on: on.add({ days: ahead }), at });
      await judge(trx, planning, await gatherCandidates(trx, planning, before), "judged_before");
      await judge(trx, planning, await gatherCandidates(trx, planning, after), "judged_after");
    }
    const live = before.find((version) => version.chain === chain)?.definition;
    return {
      differences: differences(live, tried.definition),
      from: on,
      to: on.add({ days: days - 1 }),
      counts: await countChanges(trx),
      examples: await changedTouches(trx, mostExamples),
    };
  });
}
