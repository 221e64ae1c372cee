/** What the occasion sources hold for some clients in the time to come, not yet judged. */
import type { ChainVersion } from "../../chains/version.ts";
import { planOnceForAnyDay } from "../../database/prepared.ts";
import { sql, type OpenTransaction } from "../../database/sql.ts";
import { occasionSource } from "../occasion-words.ts";
import { day, type Facts } from "../occasion.ts";
import { interval, occasionRange, stepPeriods, stepsOf } from "./candidates.ts";
import type { PlanningDay } from "./planning-day.ts";

export interface ComingStep {
  chain: string;
  step: string;
  occasion_kind: string;
  occasion_date: Temporal.PlainDate;
  facts: Facts;
  due_on: Temporal.PlainDate;
}

const horizonDays = 400;

export async function comingSteps(
  trx: OpenTransaction,
  planning: PlanningDay,
  chains: readonly ChainVersion[],
): Promise<ComingStep[]> {
  const steps = stepsOf(chains);
  if (steps.length === 0) return [];
  const selects = steps.map(({ chain, step }) => {
    const range = occasionRange(planning, step, horizonDays);
    const due = sql`(occasion.occasion_date + ${interval(stepPeriods(step).offset)})::date`;
    return sql`
      select ${chain.chain}::text as chain, ${step.code}::text as step, ${chain.definition.occasion}::text as occasion_kind,
        occasion.occasion_date, occasion.facts, ${due} as due_on
      from (${occasionSource(chain.definition.occasion).select(range)}) as occasion where ${due} > ${day(planning.on)}`;
  });
  const { rows } = await sql<ComingStep>`${planOnceForAnyDay}
    select * from (${sql.join(selects, sql` union all `)}) as coming order by due_on, chain, step limit 10`.execute(
    trx,
  );
  return rows;
}

/** A step that some client has a reason for, and the days on which it makes sense. */
export interface StepWindow {
  chain: string;
  step: string;
  key: string;
  dueOn: Temporal.PlainDate;
  windowEnds: Temporal.PlainDate;
}

/** Every step of the planned clients that could happen between the planned day and the one before `until`. */
export async function windowsUntil(
  trx: OpenTransaction,
  planning: PlanningDay,
  chains: readonly ChainVersion[],
  until: Temporal.PlainDate,
): Promise<StepWindow[]> {
  const steps = stepsOf(chains);
  if (steps.length === 0) return [];
  const selects = steps.map(({ chain, step }) => {
    const { offset, window } = stepPeriods(step);
    const range = occasionRange(planning, step, planning.on.until(until).days);
    const due = sql`(occasion.occasion_date + ${interval(offset)})::date`;
    return sql`
      select ${sql.lit(chain.chain)} as chain, ${sql.lit(step.code)} as step, occasion.occasion_key as key, ${due} as "dueOn",
        (${due} + ${interval(window)})::date as "windowEnds"
      from (${occasionSource(chain.definition.occasion).select(range)}) as occasion
      where ${due} < ${day(until)} and (${due} + ${interval(window)})::date >= ${day(planning.on)}`;
  });
  const { rows } = await sql<StepWindow>`${planOnceForAnyDay} ${sql.join(selects, sql` union all `)}`.execute(
    trx,
  );
  return rows;
}
