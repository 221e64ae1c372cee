/** Gathers a day's candidates: every step of every live chain that is due for an occasion, from its one SQL source. */
import { constants, list, sql, type OpenTransaction } from "../../database/sql.ts";
import { addPeriod, fromPlainDate, parsePeriod, toPlainDate, type Period } from "../../kernel/calendar.ts";
import { assert } from "../../kernel/assert.ts";
import type { ChainVersion } from "../../chains/store.ts";
import type { Step } from "../../chains/chain.ts";
import { occasionSources } from "../occasion-words.ts";
import { day, onlyClients, type OccasionRange } from "../occasion.ts";
import { endedStates, lockedStates, openStates } from "../touch-states.ts";
import type { PlanningDay } from "./planning-day.ts";

/** A step is looked at for one day past its window, so that what was missed is told and not silently skipped. */
const lookBackDays = 1;

/** Fills the temporary table `candidate`, which lives as long as the transaction. */
export async function gatherCandidates(
  trx: OpenTransaction,
  planning: PlanningDay,
  chains: readonly ChainVersion[],
): Promise<void> {
  await sql`
    create temporary table candidate (
      client_id uuid not null, chain text not null, chain_version integer not null, step text not null,
      occasion_kind text not null, occasion_key text not null, occasion_date date not null, facts jsonb not null,
      purpose text not null, channels text[] not null, due_on date not null, window_ends date not null,
      worth bigint not null, fact_gone boolean not null
    ) on commit drop`.execute(trx);
  for (const chain of chains) {
    for (const step of chain.definition.steps) await gatherStep(trx, planning, chain, step);
  }
  await gatherVanished(trx, planning);
  await sql`analyze candidate`.execute(trx);
}

async function gatherStep(
  trx: OpenTransaction,
  planning: PlanningDay,
  chain: ChainVersion,
  step: Step,
): Promise<void> {
  const { offset, window } = stepPeriods(step);
  const on = day(planning.on);
  const source = occasionSources[chain.definition.occasion].select(occasionRange(planning, step));
  // Ended touches of this step and occasion are found by touch_client_day: none is older than the window.
  await sql`
    insert into candidate
    select occasion.client_id, ${chain.chain}::text, ${chain.version}::int, ${step.code}::text,
      ${chain.definition.occasion}::text, occasion.occasion_key, occasion.occasion_date, occasion.facts,
      ${step.purpose}::text, ${list(step.channels, "text")}, due.due_on, due.window_ends, occasion.worth, false
    from (${source}) as occasion
    cross join lateral (
      select (occasion.occasion_date + ${interval(offset)})::date as due_on,
        ((occasion.occasion_date + ${interval(offset)})::date + ${interval(window)})::date as window_ends
    ) as due
    where due.due_on <= ${on} and due.window_ends + ${lookBackDays}::int >= ${on}
      and not exists (
        select from touch
        where touch.client_id = occasion.client_id and touch.chain = ${chain.chain}::text
          and touch.step = ${step.code}::text and touch.occasion_key = occasion.occasion_key
          and touch.on_day >= due.due_on and touch.on_day <= ${on}
          and case
            when touch.on_day = ${on} then touch.state in ${constants(lockedStates)}
            else touch.state in ${constants(endedStates)}
              or (touch.state in ${constants(openStates)} and touch.on_day >= ${day(planning.today)})
          end
      )`.execute(trx);
}

/** What stands open in the day's plan and no source yields any more: its fact is gone, and the rule `withdrawn` says so. */
async function gatherVanished(trx: OpenTransaction, planning: PlanningDay): Promise<void> {
  await sql`
    insert into candidate
    select touch.client_id, touch.chain, touch.chain_version, touch.step, touch.occasion_kind, touch.occasion_key,
      touch.occasion_date, touch.facts, touch.purpose, array[touch.channel], touch.on_day, touch.on_day, touch.worth, true
    from touch
    where touch.on_day = ${day(planning.on)} and touch.state in ${constants(openStates)}
      ${onlyClients("touch.client_id", { clients: planning.clients } as OccasionRange)}
      and not exists (
        select from candidate
        where candidate.client_id = touch.client_id and candidate.chain = touch.chain
          and candidate.step = touch.step and candidate.occasion_key = touch.occasion_key
      )`.execute(trx);
}

/** Dates an occasion can hang on for the step to be due on the day; a little too wide, since months differ. */
export function occasionRange(planning: PlanningDay, step: Step, daysAhead = 0): OccasionRange {
  const { offset, window } = stepPeriods(step);
  const on = fromPlainDate(planning.on);
  const slackDays = 4;
  const earliestDue = { months: window.months, days: window.days + lookBackDays + slackDays };
  return {
    from: toPlainDate(addPeriod(addPeriod(on, earliestDue, -1), offset, -1)),
    to: toPlainDate(addPeriod(addPeriod(on, { months: 0, days: slackDays + daysAhead }), offset, -1)),
    clients: planning.clients,
    settings: planning.settings,
    on: planning.on,
  };
}

export function stepPeriods(step: Step): { offset: Period; window: Period } {
  const size = parsePeriod(step.offset.replace(/^[+-]/, ""));
  const window = parsePeriod(step.window);
  assert(size && window, `the schema lets only periods through: ${step.offset}, ${step.window}`);
  const sign = step.offset.startsWith("-") ? -1 : 1;
  return { offset: { months: sign * size.months, days: sign * size.days }, window };
}

export const interval = (period: Period) =>
  sql`make_interval(months => ${period.months}::int, days => ${period.days}::int)`;
