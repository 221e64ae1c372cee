/** Why this client gets what on a day, and when at the earliest: the plan's own statements for one client, kept by nobody. */
import { liveChains, type ChainVersion } from "../../chains/store.ts";
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { occasionSources } from "../occasion-words.ts";
import { day, type Facts } from "../occasion.ts";
import { gatherCandidates, interval, occasionRange, stepPeriods } from "../store/candidates.ts";
import { decide } from "../store/decide.ts";
import { openPlanningDay, type PlanningDay } from "../store/planning-day.ts";
import { readDecided, settledTouches, type PlannedTouch } from "../store/touches.ts";

export interface ComingStep {
  chain: string;
  step: string;
  occasion_kind: string;
  occasion_date: Temporal.PlainDate;
  facts: Facts;
  due_on: Temporal.PlainDate;
}

export interface Explanation {
  /** What the day's plan says of every reason there is. */
  touches: PlannedTouch[];
  /** The reasons that come after the day, the nearest first. */
  coming: ComingStep[];
}

const horizonDays = 400;

export async function explainDay(
  db: Connection,
  request: { client: string; on: Temporal.PlainDate; at: Temporal.Instant },
): Promise<Explanation> {
  return db.transaction().execute(async (trx) => {
    const planning = await openPlanningDay(trx, {
      on: request.on,
      at: request.at,
      clients: [request.client],
    });
    const chains = await liveChains(trx);
    await gatherCandidates(trx, planning, chains);
    await decide(trx, planning);
    const touches = [...(await settledTouches(trx, request.client, request.on)), ...(await readDecided(trx))];
    return { touches, coming: await comingSteps(trx, planning, chains) };
  });
}

async function comingSteps(
  trx: OpenTransaction,
  planning: PlanningDay,
  chains: readonly ChainVersion[],
): Promise<ComingStep[]> {
  const steps = chains.flatMap((chain) => chain.definition.steps.map((step) => ({ chain, step })));
  if (steps.length === 0) return [];
  const selects = steps.map(({ chain, step }) => {
    const range = occasionRange(planning, step, horizonDays);
    const due = sql`(occasion.occasion_date + ${interval(stepPeriods(step).offset)})::date`;
    return sql`
      select ${chain.chain}::text as chain, ${step.code}::text as step, ${chain.definition.occasion}::text as occasion_kind,
        occasion.occasion_date, occasion.facts, ${due} as due_on
      from (${occasionSources[chain.definition.occasion].select(range)}) as occasion where ${due} > ${day(planning.on)}`;
  });
  const { rows } = await sql<ComingStep>`
    select * from (${sql.join(selects, sql` union all `)}) as coming order by due_on, chain, step limit 10`.execute(
    trx,
  );
  return rows;
}
