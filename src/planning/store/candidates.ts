/**
 * Gathers a day's candidates, each over every channel of its step (an option): every step of every live chain that is due
 * for an occasion, from its one SQL source.
 */
import type { RawBuilder } from "kysely";
import { constants, list, sql, type OpenTransaction } from "../../database/sql.ts";
import { addPeriod, fromPlainDate, parsePeriod, toPlainDate, type Period } from "../../kernel/calendar.ts";
import { ownersOfRows } from "../../clients/store/merged.ts";
import { assert } from "../../kernel/assert.ts";
import type { ChainVersion } from "../../chains/version.ts";
import { channelOf, channelsOf, controlShareOf, lastsOf, moveOnOf, type Step } from "../../chains/chain.ts";
import { occasionSource } from "../occasion-words.ts";
import { day, onlyClients, type OccasionRange } from "../occasion.ts";
import { endedStates, lockedStates, madeStates, openStates } from "../touch-states.ts";
import { chainOver } from "./chain-over.ts";
import type { PlanningDay } from "./planning-day.ts";
import { lostEarlier, stillWays } from "./undelivered.ts";

/** A step is looked at for one day past its window, so that what was missed is told and not silently skipped. */
const lookBackDays = 1;

/** A step of a live chain. */
export interface LiveStep {
  chain: ChainVersion;
  step: Step;
}

export const stepsOf = (chains: readonly ChainVersion[]): LiveStep[] =>
  chains.flatMap((chain) => chain.definition.steps.map((step) => ({ chain, step })));

/**
 * The day's options, as the beginning of a statement: `${await gatherCandidates(…)} … from option`.
 * For everybody they stand in a temporary table that lives as long as the transaction, so that the server knows how many
 * rows it judges; for some clients they are a part of the statement, which costs no table.
 */
export async function gatherCandidates(
  trx: OpenTransaction,
  planning: PlanningDay,
  chains: readonly ChainVersion[],
): Promise<RawBuilder<unknown>> {
  const steps = stepsOf(chains);
  if (planning.clients) {
    const due = steps.map((step) => dueStep(planning, step));
    return sql`with due as materialized (${due.length > 0 ? sql.join(due, sql` union all `) : noCandidate}),
      option as materialized (select * from due union all ${vanished(planning, "due")}),`;
  }
  await sql`drop table if exists pg_temp.option`.execute(trx);
  await sql`
    create temporary table option (
      client_id uuid not null, chain text not null, chain_version integer not null, step text not null,
      occasion_kind text not null, occasion_key text not null, occasion_date date not null, facts jsonb not null,
      purpose text not null, channel text not null, preference integer not null, due_on date not null, window_ends date not null,
      worth bigint not null, fact_gone boolean,
      call_back_at timestamptz, in_control text, tries_at_most smallint not null,
      chain_over_by text, chain_over_on date, chain_free_on date
    ) on commit drop`.execute(trx);
  for (const step of steps) await sql`insert into option ${dueStep(planning, step)}`.execute(trx);
  await sql`insert into option ${vanished(planning, "option")}`.execute(trx);
  await sql`analyze option`.execute(trx);
  return sql`with`;
}

const noCandidate = sql`
  select client_id, chain, chain_version, step, occasion_kind, occasion_key, occasion_date, facts, purpose, channel, 1 as preference,
    due_on, window_ends, worth, fact_gone, call_back_at, in_control, 0::smallint as tries_at_most,
    chain_over_by, chain_over_on, chain_free_on from touch where false`;

function dueStep(planning: PlanningDay, { chain, step }: LiveStep): RawBuilder<unknown> {
  const { offset, window } = stepPeriods(step);
  const on = day(planning.on);
  const ways = channelsOf(step).map((channel, at) => sql`(${sql.lit(channel)}, ${sql.lit(at + 1)})`);
  const source = occasionSource(chain.definition.occasion).select(occasionRange(planning, step));
  const over = chainOver(planning, chain, step);
  const lostOnes = lostEarlier(planning, step);
  // What was not delivered goes on over the step's other channels; with one channel it is over.
  const hasOthers = step.channels.length > 1;
  const failed = hasOthers ? [] : ["failed"];
  // Ended touches of this step and occasion are found by touch_client_day: none is older than the window.
  return sql`
    select occasion.owner_id as client_id, ${sql.lit(chain.chain)}::text as chain, ${sql.lit(chain.version)} as chain_version, ${sql.lit(step.code)}::text as step,
      ${sql.lit(chain.definition.occasion)}::text as occasion_kind, occasion.occasion_key, occasion.occasion_date, occasion.facts,
      ${sql.lit(step.purpose)}::text as purpose, way.channel, way.preference, due.due_on, due.window_ends, occasion.worth,
      null::boolean as fact_gone, null::timestamptz as call_back_at, ${inControl(planning, chain, step)} as in_control,
      ${sql.lit(triesAtMost(planning, step))}::smallint as tries_at_most,
      ${over ? sql`ending.by` : sql`null::text`} as chain_over_by, ${over ? sql`ending.over_on` : sql`null::date`} as chain_over_on,
      ${over ? sql`ending.free_on` : sql`null::date`} as chain_free_on
    from (${ownersOfRows(source)}) as occasion
    cross join lateral (
      select (occasion.occasion_date + ${interval(offset)})::date as due_on,
        ((occasion.occasion_date + ${interval(offset)})::date + ${interval(window)})::date as window_ends
    ) as due
    cross join (values ${sql.join(ways)}) as way (channel, preference)
    ${over ? sql`left join lateral (${over}) as ending on true` : sql``}
    where due.due_on <= ${on} and due.window_ends + ${sql.lit(lookBackDays)} >= ${on}
      ${hasOthers ? stillWays(planning, { chain: chain.chain, step }) : sql``}
      and not exists (
        select from ${planning.touches} as touch
        where touch.client_id = occasion.owner_id and touch.chain = ${sql.lit(chain.chain)}::text
          and touch.step = ${sql.lit(step.code)}::text and touch.occasion_key = occasion.occasion_key
          and (touch.on_day >= due.due_on or touch.state in ${constants(madeStates)})
          and (touch.on_day <= ${on} or touch.call_back_at is not null)
          and case
            when touch.call_back_at is not null then true
            when touch.on_day = ${on} then touch.state in ${constants([...lockedStates, ...failed])}
            else touch.state in ${constants([...endedStates, ...failed])} ${lostOnes ? sql`and not ${lostOnes}` : sql``}
              or (touch.state in ${constants(openStates)} and touch.on_day >= ${day(planning.today)})
          end
      )
      ${finishedBefore(chain, step)}`;
}

/**
 * A newer version of a chain leaves alone whom an earlier one has touched for the same occasion: by this very step
 * whenever that was, by the step it ended with, or, since this step was due, by one that has another code now.
 */
function finishedBefore({ chain, version, ends, definition }: ChainVersion, step: Step): RawBuilder<unknown> {
  if (ends.length === 0) return sql``;
  const codes = definition.steps.map(({ code }) => code);
  const ended = ends.map((end) => sql`(${end.version}::int, ${end.step}::text)`);
  return sql`
    and not exists (
      select from touch
      where touch.client_id = occasion.owner_id and touch.chain = ${chain}::text
        and touch.occasion_key = occasion.occasion_key and touch.chain_version <> ${version}::int
        and touch.state in ${constants(endedStates)}
        and (touch.step = ${step.code}::text
          or (touch.chain_version, touch.step) in (${sql.join(ended)})
          or touch.on_day >= due.due_on and touch.step <> all(${list(codes, "text")}))
    )`;
}

/** How many calls without an answer move to the next channel: as the step says, else as the business has set it. */
function triesAtMost(planning: PlanningDay, step: Step): number {
  const call = step.channels.find((entry) => channelOf(entry) === "call");
  return (call && moveOnOf(call).unansweredCalls) ?? planning.settings.unansweredCalls;
}

/** Who is left alone on purpose: the same clients each time, by a hash of the client and the chain. */
function inControl(
  planning: PlanningDay,
  { chain, definition }: ChainVersion,
  step: Step,
): RawBuilder<unknown> {
  const { controlShare } = planning.settings;
  const ownShare = controlShareOf(definition);
  if (step.purpose === "service" || (controlShare === 0 && ownShare === 0)) return sql`null::text`;
  const below = (share: number, salt: string) => sql`
    ('x' || substr(md5(occasion.owner_id::text || ${sql.lit(`/${salt}`)}), 1, 8))::bit(32)::bigint % 10000 < ${sql.lit(share)}`;
  return sql`case when ${below(controlShare, "")} then 'everywhere' when ${below(ownShare, chain)} then 'chain' end`;
}

/**
 * What stands open in the day's plan and no source yields any more: its fact is gone, and the rule `withdrawn` says so.
 * A promised call stands as it was promised.
 */
function vanished(planning: PlanningDay, found: "due" | "option"): RawBuilder<unknown> {
  return sql`
    select touch.client_id, touch.chain, touch.chain_version, touch.step, touch.occasion_kind, touch.occasion_key,
      touch.occasion_date, touch.facts, touch.purpose, touch.channel, 1, touch.on_day, touch.on_day, touch.worth,
      case when touch.call_back_at is null then true end, touch.call_back_at, null, ${planning.settings.unansweredCalls}::smallint,
      null, null, null
    from touch
    where touch.on_day = ${day(planning.on)}
      and (touch.state in ${constants(openStates)} or (touch.call_back_at is not null and touch.state = 'refused'))
      ${planning.isForecast ? sql`and touch.call_back_at is not null` : sql``}
      ${onlyClients("touch.client_id", { clients: planning.clients } as OccasionRange)}
      and not exists (
        select from ${sql.table(found)} as found
        where found.client_id = touch.client_id and found.chain = touch.chain
          and found.step = touch.step and found.occasion_key = touch.occasion_key
      )`;
}

/** Dates an occasion can hang on for the step to be due on the day; with months a little too wide. */
export function occasionRange(planning: PlanningDay, step: Step, daysAhead = 0): OccasionRange {
  const { offset, window } = stepPeriods(step);
  const on = fromPlainDate(planning.on);
  // A month after the 30th of January is no day of its own: days alone are exact.
  const slackDays = offset.months === 0 && window.months === 0 ? 0 : 4;
  const earliestDue = { months: window.months, days: window.days + lookBackDays + slackDays };
  return {
    from: toPlainDate(addPeriod(addPeriod(on, earliestDue, -1), offset, -1)),
    to: toPlainDate(addPeriod(addPeriod(on, { months: 0, days: slackDays + daysAhead }), offset, -1)),
    clients: planning.records,
    settings: planning.settings,
    on: planning.on,
  };
}

export function stepPeriods(step: Step): { offset: Period; window: Period } {
  const size = parsePeriod(step.offset.replace(/^[+-]/, ""));
  const window = parsePeriod(lastsOf(step));
  assert(size && window, `the schema lets only periods through: ${step.offset}, ${lastsOf(step)}`);
  const sign = step.offset.startsWith("-") ? -1 : 1;
  return { offset: { months: sign * size.months, days: sign * size.days }, window };
}

export const interval = (period: Period) =>
  sql`interval ${sql.lit(`${period.months} months ${period.days} days`)}`;
