/** A chain before it is switched on: what it would do for one client on a day, and how the coming days would change. */
import { findChain } from "../../chains/actions/keep-chains.ts";
import { liveChains } from "../../chains/store.ts";
import {
  differences,
  isInForce,
  switchedOn,
  type ChainVersion,
  type Difference,
} from "../../chains/version.ts";
import type { Connection } from "../../database/sql.ts";
import { refuseIfInterruptedMeanwhile } from "../../kernel/interruption.ts";
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
  { chain, at: now }: { chain: string; at: Temporal.Instant },
): Promise<{ before: ChainVersion[]; tried: ChainVersion; after: ChainVersion[] }> {
  const before = await liveChains(db);
  const { at, versions } = await findChain(db, chain);
  const tried = isInForce(at) ? at : switchedOn(at.definition, versions, now);
  return { before, tried, after: [...before.filter((live) => live.chain !== chain), tried] };
}

/** Throws `not_found` where there is no such chain. */
export async function tryChain(
  db: Connection,
  request: { chain: string; client: string; on: Temporal.PlainDate; at: Temporal.Instant },
): Promise<Explanation> {
  const { after } = await chainsWith(db, request);
  return explainDay(db, { ...request, chains: after });
}

export interface ComparisonRequest {
  chain: string;
  on: Temporal.PlainDate;
  days: number;
  at: Temporal.Instant;
  signal?: AbortSignal;
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

/**
 * Each day as if nothing happened on the days before it, in a transaction of its own: on the embedded engine others get
 * their turn between two days. Throws `not_found`, `interrupted`.
 */
export async function compareChain(
  db: Connection,
  { chain, on, days, at, signal }: ComparisonRequest,
): Promise<Comparison> {
  const { before, tried, after } = await chainsWith(db, { chain, at });
  const counts: ChangeCount[] = [];
  const examples: ChangedTouch[] = [];
  for (let ahead = 0; ahead < days; ahead++) {
    await refuseIfInterruptedMeanwhile(signal);
    await db.transaction().execute(async (trx) => {
      await roomForALargePlan(trx);
      const planning = await openPlanningDay(trx, { on: on.add({ days: ahead }), at });
      await judge(trx, planning, await gatherCandidates(trx, planning, before), "judged_before");
      await judge(trx, planning, await gatherCandidates(trx, planning, after), "judged_after");
      counts.push(...(await countChanges(trx)));
      examples.push(...(await changedTouches(trx, mostExamples - examples.length)));
    });
  }
  const live = before.find((version) => version.chain === chain)?.definition;
  return {
    differences: differences(live, tried.definition),
    from: on,
    to: on.add({ days: days - 1 }),
    counts: summedUp(counts),
    examples,
  };
}

/** By chain and kind of occasion, in their order. */
const summedUp = (counts: readonly ChangeCount[]): ChangeCount[] =>
  [...Map.groupBy(counts, ({ chain, occasion }) => `${chain} ${occasion}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => same.reduce(added));

const added = (a: ChangeCount, b: ChangeCount): ChangeCount => ({
  ...a,
  gone: a.gone + b.gone,
  new: a.new + b.new,
  otherChannel: a.otherChannel + b.otherChannel,
  same: a.same + b.same,
});
