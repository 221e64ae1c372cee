/**
 * Gathers a day's candidates: every step of every live chain that is due for an occasion, from its one SQL source.
 */
import type { RawBuilder } from "kysely";
import { anyOf, constants, fixed, list, sql, type OpenTransaction } from "../../database/sql.ts";
import { addPeriod, fromPlainDate, parsePeriod, toPlainDate, type Period } from "../../kernel/calendar.ts";
import { ownersOfRows } from "../../clients/store/merged.ts";
import { assert } from "../../kernel/assert.ts";
import type { ChainVersion } from "../../chains/version.ts";
import {
  channelOf,
  channelsOf,
  controlShareOf,
  lastsOf,
  moveOnOf,
  type OccasionKind,
  type Step,
} from "../../chains/chain.ts";
import { occasionSource } from "../occasion-words.ts";
import { day, type OccasionRange } from "../occasion.ts";
import { endedStates, lockedStates, madeStates, openStates } from "../touch-states.ts";
import { chainOver } from "./chain-over.ts";
import { ofShare } from "./lanes.ts";
import { finishedUntil, type PlanningDay } from "./planning-day.ts";
import { lost, mayWait, stillWays, waitsOf } from "./undelivered.ts";

/** A step is looked at for one day past its window, so that what was missed is told and not silently skipped. */
const lookBackDays = 1;

/** A step of a live chain. */
export interface LiveStep {
  chain: ChainVersion;
  step: Step;
}

export const stepsOf = (chains: readonly ChainVersion[]): LiveStep[] =>
  chains.flatMap((chain) => chain.definition.steps.map((step) => ({ chain, step })));

export interface Candidates {
  /** The beginning of a statement that reads from `candidate`. */
  beginning: RawBuilder<unknown>;
  /** Each client is looked up; else tables are joined whole. */
  isLookedUp: boolean;
  /** Ends a sub-select about one client: a fence where each is looked up by the client. */
  lookUp: RawBuilder<unknown>;
  /** No candidate has more channels. */
  mostWays: number;
}

/**
 * The day's candidates, as the beginning of a statement: `${beginning} … from candidate`.
 * Of many clients they stand in a temporary table that lives as long as the transaction, so that the server knows how many
 * it judges; of few they are a part of the statement, which costs no table and is planned once.
 */
export async function gatherCandidates(
  trx: OpenTransaction,
  planning: PlanningDay,
  chains: readonly ChainVersion[],
): Promise<Candidates> {
  const steps = stepsOf(chains);
  const mostWays = Math.max(1, ...steps.map(({ step }) => step.channels.length));
  if (planning.isSmall) {
    const due = steps.map((step) => dueStep(planning, step));
    const beginning = sql`with due as materialized (${due.length > 0 ? sql.join(due, sql` union all `) : noCandidate}),
      open as materialized (${stillOpen(planning, sql`due`, { mayWait: true })}),
      candidate as materialized (select * from open union all ${vanished(planning, "open")}),`;
    return { beginning, isLookedUp: true, lookUp: oneByOne, mostWays };
  }
  await sql`drop table if exists pg_temp.candidate`.execute(trx);
  await sql`
    create temporary table candidate (
      client_id uuid not null, reason_key bigint not null, chain text not null, chain_version integer not null, step text not null,
      occasion_kind text not null, occasion_key text not null, occasion_date date not null, facts jsonb not null,
      purpose text not null, due_on date not null, window_ends date not null, worth bigint not null, fact_gone boolean,
      call_back_at timestamptz, in_control text, tries_at_most smallint not null, chain_over_by text, chain_over_on date,
      chain_free_on date, ways text[] not null
    ) on commit drop`.execute(trx);
  for (const step of steps) await gatherStep(trx, planning, step);
  await sql`insert into candidate ${vanished(planning, "candidate")}`.execute(trx);
  await sql`analyze candidate (client_id, chain, purpose)`.execute(trx);
  const isLookedUp = !(await areMostClients(trx, planning.share?.of ?? 1));
  return { beginning: sql`with`, isLookedUp, lookUp: isLookedUp ? oneByOne : sql``, mostWays };
}

/** Of some clients' candidates only the calls that are promised for the day. */
export const promisedCalls = (planning: PlanningDay): Candidates => ({
  beginning: sql`with nothing as (${noCandidate}),
    candidate as materialized (select ${ofCandidate}, ways from nothing as o union all ${vanished(planning, "nothing", true)}),`,
  isLookedUp: true,
  lookUp: oneByOne,
  mostWays: 1,
});

/**
 * Where nearly everybody is a candidate, what was done about all is read once, not looked up for each. A forecast has left out
 * most of them before.
 */
async function gatherStep(trx: OpenTransaction, planning: PlanningDay, due: LiveStep): Promise<void> {
  const waits = mayWait(due.step);
  const rows = dueStep(planning, due);
  if (waits || planning.isForecast || !occasionSource(due.chain.definition.occasion).isForMost) {
    await sql`insert into candidate ${stillOpen(planning, sql`(${rows})`, { mayWait: waits })}`.execute(trx);
    return;
  }
  // How many there are the planner does not know, and would look each of them up.
  await sql`set local enable_nestloop = off`.execute(trx);
  await sql`insert into candidate ${stillOpenOfMost(planning, due.chain.definition.occasion, rows)}`.execute(
    trx,
  );
  await sql`set local enable_nestloop = on`.execute(trx);
}

const candidateColumns = [
  "client_id",
  "reason_key",
  "chain",
  "chain_version",
  "step",
  "occasion_kind",
  "occasion_key",
  "occasion_date",
  "facts",
  "purpose",
  "due_on",
  "window_ends",
  "worth",
  "fact_gone",
  "call_back_at",
  "in_control",
  "tries_at_most",
  "chain_over_by",
  "chain_over_on",
  "chain_free_on",
];
const ofCandidate = fixed(sql.join(candidateColumns.map((column) => sql.ref(`o.${column}`))));

/** A fence: the planner cannot look at it together with what is around. */
const oneByOne = sql`offset 0`;

async function areMostClients(trx: OpenTransaction, shares: number): Promise<boolean> {
  const { rows } = await sql<{ most: boolean }>`
    select count(*) * ${sql.lit(shares)} > (select greatest(reltuples, 0) / 4 from pg_class where oid = 'client'::regclass) as most from candidate`.execute(
    trx,
  );
  return rows[0]?.most ?? false;
}

const noCandidate = sql`
  select client_id, reason_key, chain, chain_version, step, occasion_kind, occasion_key, occasion_date, facts, purpose,
    due_on, window_ends, worth, fact_gone, call_back_at, in_control, 0::smallint as tries_at_most, chain_over_by, chain_over_on,
    chain_free_on, array[channel] as ways, null::jsonb as waits from touch where false`;

/** What makes a touch this one and no other, besides its day, in a number: the column `touch.reason_key`. */
export const reasonKey = (
  chain: RawBuilder<unknown>,
  step: RawBuilder<unknown>,
  key: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`hashtextextended(${chain} || '/' || ${step} || '/' || ${key}, 0)`;

function dueStep(planning: PlanningDay, { chain, step }: LiveStep): RawBuilder<unknown> {
  const { offset, window } = stepPeriods(step);
  const on = day(planning.on);
  const source = occasionSource(chain.definition.occasion).select(occasionRange(planning, step));
  const ways = channelsOf(step).map((channel) => sql.lit(channel));
  const over = chainOver(planning, chain, step);
  // Promised calls are few, and have the index touch_promised: one stands as it was promised, until its day is over.
  return sql`
    select occasion.owner_id as client_id, occasion.reason_key, ${sql.lit(chain.chain)}::text as chain,
      ${sql.lit(chain.version)} as chain_version, ${sql.lit(step.code)}::text as step,
      ${sql.lit(chain.definition.occasion)}::text as occasion_kind, occasion.occasion_key, occasion.occasion_date, occasion.facts,
      ${sql.lit(step.purpose)}::text as purpose, due.due_on, due.window_ends, occasion.worth,
      null::boolean as fact_gone, null::timestamptz as call_back_at,
      ${inControl(planning, chain, step)} as in_control, ${sql.lit(triesAtMost(planning, step))}::smallint as tries_at_most,
      ${over ? sql`ending.by` : sql`null::text`} as chain_over_by, ${over ? sql`ending.over_on` : sql`null::date`} as chain_over_on,
      ${over ? sql`ending.free_on` : sql`null::date`} as chain_free_on,
      array[${sql.join(ways)}]::text[] as ways, ${waitsOf(step)} as waits
    from (
      select owned.*, ${reasonKey(sql.lit(chain.chain), sql.lit(step.code), sql`occasion_key`)} as reason_key
      from (${ownersOfRows(source)}) as owned where true ${ofShare(sql`owned.owner_id`, planning.share)} offset 0
    ) as occasion
    cross join lateral (
      select (occasion.occasion_date + ${interval(offset)})::date as due_on,
        ((occasion.occasion_date + ${interval(offset)})::date + ${interval(window)})::date as window_ends
    ) as due
    ${over ? sql`left join lateral (${over}) as ending on true` : sql``}
    where due.due_on <= ${on} and due.window_ends + ${sql.lit(lookBackDays)} >= ${on}
      and not exists (
        select from ${leavesOut(planning, step)?.real ?? planning.touches} as touch
        where touch.call_back_at is not null and touch.client_id = occasion.owner_id and touch.reason_key = occasion.reason_key
          and (touch.on_day >= due.due_on or touch.state in ${constants(madeStates)})
          and touch.on_day >= least(${on}, ${day(planning.today)})
      )
      ${foreseenBefore(planning, step)}
      ${finishedBefore(planning, chain, step)}`;
}

/** Promised calls that a forecast has seen are among what it leaves out, and not asked for twice. */
const leavesOut = ({ foreseen }: PlanningDay, step: Step): PlanningDay["foreseen"] =>
  mayWait(step) ? undefined : foreseen;

/**
 * What a forecast has seen ended on a day before is left out at once: a newsletter has everybody for a candidate on each
 * day of its window. Where a channel waits, that is told by each client's touches.
 */
function foreseenBefore(planning: PlanningDay, step: Step): RawBuilder<unknown> {
  const foreseen = leavesOut(planning, step);
  if (!foreseen) return sql``;
  return sql`
    and not exists (
      select from ${foreseen.seen} as touch
      where touch.client_id = occasion.owner_id and touch.reason_key = occasion.reason_key
        and (touch.on_day >= due.due_on or touch.state in ${constants(madeStates)})
    )`;
}

/**
 * Of the candidates that are due those whose step is not over for the occasion, with the channels that are left to them. A
 * step is over when it was made or refused on a day before, or is under way. Plan: the touches of the client, from
 * touch_client_day alone where no channel waits.
 */
function stillOpen(
  planning: PlanningDay,
  due: RawBuilder<unknown>,
  { mayWait }: { mayWait: boolean },
): RawBuilder<unknown> {
  return sql`
    select * from (
      select ${ofCandidate}, ${waysLeft(planning)} as ways
      from ${due} as o cross join lateral (${checked(planning, mayWait ? sql`not ${lost(planning)}` : sql`true`)}) as checked
      where checked.is_over is not true offset 0
    ) as open where ways <> '{}'`;
}

/**
 * The same where no channel waits, with the reason's touches joined whole. Such an occasion is the same for all of them, and
 * has a few keys for all. Plan: the touches of these keys, by touch_of_most.
 */
function stillOpenOfMost(
  planning: PlanningDay,
  occasion: OccasionKind,
  due: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    with due as materialized (${due}),
    checked as (
      select o.client_id, o.reason_key, ${overAndTried(planning, sql`true`)}
      from due as o join ${planning.touches} as touch on touch.client_id = o.client_id and touch.reason_key = o.reason_key
      where touch.on_day <= ${day(planning.on)} and touch.occasion_kind = ${sql.lit(occasion)}
        and touch.reason_key = any (array(select distinct reason_key from due))
      group by o.client_id, o.reason_key
    )
    select * from (
      select ${ofCandidate}, ${waysLeft(planning)} as ways
      from due as o left join checked on checked.client_id = o.client_id and checked.reason_key = o.reason_key
      where checked.is_over is not true
    ) as open where ways <> '{}'`;
}

/** A forecast leaves out touches that stand open, also those whose letter has failed. */
const waysLeft = (planning: PlanningDay): RawBuilder<unknown> => sql`
  case when ${planning.isForecast ? sql`true` : sql`checked.was_tried`} and cardinality(o.ways) > 1
    then array(${stillWays(planning)}) else o.ways end`;

const checked = (planning: PlanningDay, ends: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    select ${overAndTried(planning, ends)} from ${planning.touches} as touch
    where touch.client_id = o.client_id and touch.reason_key = o.reason_key and touch.on_day <= ${day(planning.on)}`;

/** Whether the step is over, `ends` where an ended touch of an earlier day ends it, and whether it was tried since it is due. */
function overAndTried(planning: PlanningDay, ends: RawBuilder<unknown>): RawBuilder<unknown> {
  const on = day(planning.on);
  // With one channel a step is over where that has failed; else it goes on over the others.
  const failed = sql`touch.state = 'failed' and cardinality(o.ways) = 1`;
  return sql`
      bool_or((touch.on_day >= o.due_on or touch.state in ${constants(madeStates)})
        and case when touch.on_day = ${on} then touch.state in ${constants(lockedStates)} or ${failed}
          else (touch.state in ${constants(endedStates)} or ${failed}) and ${ends}
            or (touch.state in ${constants(openStates)} and touch.on_day >= ${day(planning.today)})
        end) as is_over,
      bool_or(touch.on_day >= o.due_on) as was_tried`;
}

/**
 * A newer version of a chain leaves alone whom an earlier one has touched for the same occasion: by this very step
 * whenever that was, by the step it ended with, or, since this step was due, by one that has another code now.
 */
function finishedBefore(
  planning: PlanningDay,
  { chain, version, ends, definition }: ChainVersion,
  step: Step,
): RawBuilder<unknown> {
  if (ends.length === 0) return sql``;
  const codes = definition.steps.map(({ code }) => code);
  const ended = ends.map((end) => sql`(${end.version}::int, ${end.step}::text)`);
  return sql`
    and not exists (
      select from touch
      where touch.client_id = occasion.owner_id and touch.chain = ${chain}::text
        and touch.occasion_key = occasion.occasion_key and touch.chain_version <> ${version}::int
        and touch.state in ${constants(endedStates)} ${finishedUntil(planning)}
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
function vanished(
  planning: PlanningDay,
  found: "open" | "candidate" | "nothing",
  isPromised = planning.isForecast,
): RawBuilder<unknown> {
  // A forecast judges anew what waits for an operator; a look back knows no promises: what became of them is what is asked.
  const stands = isPromised
    ? sql`touch.call_back_at is not null and touch.state in ${constants([...openStates, "queued", "refused"])}
      and ${sql.lit(!planning.isOver)}`
    : sql`(touch.state in ${constants(openStates)} or (touch.call_back_at is not null and touch.state = 'refused'))`;
  return sql`
    select touch.client_id, touch.reason_key, touch.chain, touch.chain_version, touch.step, touch.occasion_kind, touch.occasion_key,
      touch.occasion_date, touch.facts, touch.purpose, touch.on_day, touch.on_day, touch.worth,
      case when touch.call_back_at is null then true end, touch.call_back_at, null, ${planning.settings.unansweredCalls}::smallint,
      null, null, null, array[touch.channel]
    from ${touchesOn(planning)} as touch
    where ${stands}
      and not exists (
        select from ${sql.table(found)} as o where o.client_id = touch.client_id and o.reason_key = touch.reason_key
      )`;
}

/**
 * The day's touches. Those of some clients are read by the client, whatever the statistics of the day say: what was
 * planned this morning is not in them yet.
 */
export const touchesOn = ({ on, clients, share }: PlanningDay): RawBuilder<unknown> =>
  clients
    ? sql`(select * from touch where client_id = ${anyOf(clients, "uuid")} and on_day = ${day(on)} offset 0)`
    : sql`(select * from touch where on_day = ${day(on)} ${ofShare(sql`touch.client_id`, share)})`;

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
    isOver: planning.isOver,
    at: planning.at,
    issueReaders: planning.issueReaders,
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
