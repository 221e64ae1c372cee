/**
 * Why a chain leaves a candidate alone: it was answered or reached its goal for this occasion, or it keeps silent after
 * refusals or after nobody answered. Asked of the candidate's own rows, and only for chains that say so.
 */
import type { RawBuilder } from "kysely";
import { personOf } from "../../clients/store/merged.ts";
import { constants, sql } from "../../database/sql.ts";
import { parsePeriod, type Period } from "../../kernel/calendar.ts";
import { stopsOf, type Chain, type OccasionKind, type Step } from "../../chains/chain.ts";
import { stepsBefore, type ChainVersion, type End, type GoalEnd } from "../../chains/version.ts";
import { assert } from "../../kernel/assert.ts";
import { day } from "../occasion.ts";
import { finishedUntil, type PlanningDay } from "./planning-day.ts";

type Goal = Exclude<NonNullable<Chain["goal"]>, "none">;

/** On which day each goal is reached, from the rows `it` of the records `record` of one person. */
const goalRows: Record<
  Goal,
  { from: RawBuilder<unknown>; on: RawBuilder<unknown>; where: RawBuilder<unknown> }
> = {
  presented: { from: sql`presentation`, on: sql`it.presented_on`, where: sql`true` },
  dealing: { from: sql`dealing`, on: sql`it.happened_on`, where: sql`true` },
  planned_trip: { from: sql`planned_trip`, on: sql`it.recorded_on`, where: sql`it.state <> 'dropped'` },
  appointment: { from: sql`appointment`, on: sql`it.booked_on`, where: sql`it.state in ('booked', 'kept')` },
  card_renewed: { from: sql`card_renewal`, on: sql`it.since`, where: sql`it.state = 'handed_out'` },
  gift_picked_up: { from: sql`gift_reservation`, on: sql`it.ended_on`, where: sql`it.state = 'picked_up'` },
};

/** Occasions that are gone by themselves once the goal is reached: nobody need ask. */
const goneByItself: Partial<Record<Goal, readonly OccasionKind[]>> = {
  presented: ["bonus-burn", "silence"],
  dealing: ["silence"],
  planned_trip: ["silence"],
  appointment: ["recall"],
  card_renewed: ["card-expiry", "card-ready"],
  gift_picked_up: ["gift-waiting"],
};

const dated = (period: Period) => sql`interval ${sql.lit(`${period.months} months ${period.days} days`)}`;
const lasting = (text: string): RawBuilder<unknown> => {
  const period = parsePeriod(text);
  assert(period, `the schema lets only periods through: ${text}`);
  return dated(period);
};

/** The goal that ends the chain, where its occasion does not end with it. */
function endingGoal(chain: Chain): Goal | undefined {
  const { goal = "none" } = chain;
  if (goal === "none" || !stopsOf(chain).includes("goal")) return undefined;
  return goneByItself[goal]?.includes(chain.occasion) === true ? undefined : goal;
}

/** When a chain begins for an occasion, from its date: the first step's day, or the day after the date itself. */
function beginning(before: readonly string[]): RawBuilder<unknown> {
  if (before.length === 0) return sql`occasion.occasion_date + 1`;
  return sql`least(${sql.join(before.map((offset) => sql`(occasion.occasion_date - ${lasting(offset)})::date`))})`;
}

/** As the columns `by`, `over_on` and `free_on` of one row at most; undefined where nothing ends this chain. */
export function chainOver(
  planning: PlanningDay,
  { chain, definition, ends: earlier }: ChainVersion,
  step: Step,
): RawBuilder<unknown> | undefined {
  const on = day(planning.on);
  const ofChain = sql`touch.client_id = occasion.owner_id and touch.chain = ${sql.lit(chain)}::text`;
  const ends: RawBuilder<unknown>[] = [];
  if (stopsOf(definition).includes("answered") && definition.steps.length > 1)
    ends.push(sql`
      select 1 as rank, 'answered' as by, min(touch.on_day) as over_on, null::date as free_on
      from ${planning.touches} as touch
      where ${ofChain} and touch.occasion_key = occasion.occasion_key and touch.step <> ${sql.lit(step.code)}::text
        and touch.state = 'done' and touch.on_day <= ${on}`);
  const goal = endingGoal(definition);
  if (goal !== undefined) ends.push(reached(goal, beginning(stepsBefore(definition)), on));
  ends.push(...overBefore({ definition, ends: earlier }, sql`${ofChain} ${finishedUntil(planning)}`, on));
  ends.push(...silence(planning, { chain, definition }, ofChain));
  if (ends.length === 0) return undefined;
  return sql`
    select by, over_on, free_on from (${sql.join(ends, sql` union all `)}) as ending
    where over_on is not null order by rank limit 1`;
}

/** What ended earlier versions for the occasion, where this one does not say the same. */
function overBefore(
  { definition, ends }: Pick<ChainVersion, "definition" | "ends">,
  ofChain: RawBuilder<unknown>,
  on: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const own = endingGoal(definition);
  const ownBeginning = stepsBefore(definition).join();
  const goals = lastOfEach(ends).flatMap(({ goal, before, until }) => {
    if (goneByItself[goal]?.includes(definition.occasion)) return [];
    if (goal === own && before.join() === ownBeginning) return [];
    const through = sql`(select (${sql.lit(until)}::timestamptz at time zone zone)::date from business)`;
    return [reached(goal, beginning(before), sql`least(${through}, ${on})`)];
  });
  const answered = ends.filter((end) => end.answered).map(({ version }) => sql.lit(version));
  if (answered.length === 0) return goals;
  return [
    ...goals,
    sql`
      select 1 as rank, 'answered' as by, min(touch.on_day) as over_on, null::date as free_on
      from touch
      where ${ofChain} and touch.occasion_key = occasion.occasion_key and touch.state = 'done'
        and touch.chain_version in (${sql.join(answered)})`,
  ];
}

/** Versions that count a goal alike are one, as long as the last of them was in force. */
function lastOfEach(ends: readonly End[]): GoalEnd[] {
  const found = new Map<string, GoalEnd>();
  for (const { version: _, goal, before = [], until } of [...ends].sort((a, b) => a.version - b.version))
    if (goal !== undefined && until !== undefined)
      found.set(`${goal} ${before.join()}`, { goal, before, until });
  return [...found.values()];
}

function reached(goal: Goal, from: RawBuilder<unknown>, on: RawBuilder<unknown>): RawBuilder<unknown> {
  const rows = goalRows[goal];
  return sql`
    select 2 as rank, 'goal' as by, min(${rows.on}) as over_on, null::date as free_on
    from ${personOf("occasion.owner_id")} as record join ${rows.from} as it on it.client_id = record.id
    where ${rows.where} and ${rows.on} between ${from} and ${on}`;
}

/** Touches to which the client has not said a word: no conversation, and the goal not reached since. */
const unansweredStates = ["sent", "delivered", "no_answer"] as const;

function silence(
  planning: PlanningDay,
  { chain, definition }: Pick<ChainVersion, "chain" | "definition">,
  ofChain: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const limit = definition.limits?.silence;
  if (!limit) return [];
  const on = day(planning.on);
  const lasts = lasting(limit.for);
  const found: RawBuilder<unknown>[] = [];
  if (limit.refused !== undefined)
    found.push(
      silentSince(
        { by: "refused", rank: 3, limit: limit.refused, lasts, on },
        sql`
        select refused_on as on_day from refusal
        where client_id = occasion.owner_id and chain = ${sql.lit(chain)}::text and refused_on <= ${on}`,
      ),
    );
  if (limit.unanswered !== undefined)
    found.push(
      silentSince(
        { by: "unanswered", rank: 4, limit: limit.unanswered, lasts, on },
        sql`
        select touch.on_day from ${planning.touches} as touch
        where ${ofChain} and touch.state in ${constants(unansweredStates)} and touch.on_day < ${on}
          and touch.on_day > ${heard(planning, definition, ofChain)}`,
      ),
    );
  return found;
}

/** Silent for so long since the newest of `days`, where there were so many of them within such a time. */
function silentSince(
  {
    by,
    rank,
    limit,
    lasts,
    on,
  }: {
    by: "refused" | "unanswered";
    rank: number;
    limit: number;
    lasts: RawBuilder<unknown>;
    on: RawBuilder<unknown>;
  },
  days: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
      select ${sql.lit(rank)} as rank, ${sql.lit(by)} as by, newest as over_on, (newest + ${lasts})::date as free_on
      from (select on_day, max(on_day) over () as newest from (${days}) as told) as told
      where (newest + ${lasts})::date > ${on} and (on_day + ${lasts})::date > newest
      group by newest having count(*) >= ${sql.lit(limit)}`;
}

/** The last day on which the client was heard of what the chain is about. */
function heard(planning: PlanningDay, definition: Chain, ofChain: RawBuilder<unknown>): RawBuilder<unknown> {
  const on = day(planning.on);
  const never = sql`date '-infinity'`;
  const spoke = sql`(select max(touch.on_day) from ${planning.touches} as touch
    where ${ofChain} and touch.state = 'done' and touch.on_day <= ${on})`;
  const { goal = "none" } = definition;
  if (goal === "none") return sql`coalesce(${spoke}, ${never})`;
  const rows = goalRows[goal];
  return sql`greatest(${spoke}, (select max(${rows.on}) from ${personOf("occasion.owner_id")} as record
    join ${rows.from} as it on it.client_id = record.id where ${rows.where} and ${rows.on} <= ${on}), ${never})`;
}
