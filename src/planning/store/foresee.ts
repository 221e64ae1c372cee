/**
 * The plan's own statements for a day that is not here yet (or is long over), among the touches that earlier days of the
 * same look would have made. Nothing of it is kept: the days seen stand in a temporary table, or, for one client, in the
 * statement itself.
 */
import type { RawBuilder } from "kysely";
import { planOnceForAnyDay } from "../../database/prepared.ts";
import { anyOf, columns, constants, sql, type OpenTransaction } from "../../database/sql.ts";
import { day } from "../occasion.ts";
import { endedStates, replannableStates } from "../touch-states.ts";
import { reasonKey } from "./candidates.ts";
import type { PlanningDay } from "./planning-day.ts";
import type { PlannedTouch } from "./touches.ts";

/** One row for each combination. */
export interface ForeseenCount {
  chain: string;
  step: string;
  channel: string;
  state: string;
  decidedBy: string | null;
  count: number;
}

/** What of the touches that really are does not count, since the look decides it anew. */
export interface LeftOut {
  /** Open touches from this day on. */
  openFrom: Temporal.PlainDate;
  /** Everything that these chains did from this day on, where what they would have done is asked. */
  chains: readonly string[];
}

const seenColumnsWith = (state: string) =>
  sql.raw(
    `client_id, id, on_day, chain, step, occasion_key, reason_key, purpose, channel, ${state}, moved_at, taken_along_by, call_back_at`,
  );
const seenColumns = seenColumnsWith("state");

/**
 * What really is, without what is left out. A call that was promised for a day before and still waits will not be made.
 * Told apart by the index touch_client_day alone.
 */
const left = (leftOut: LeftOut): RawBuilder<unknown> => sql`
    select ${seenColumns} from touch
    where ((on_day < ${day(leftOut.openFrom)} and state <> 'queued') or not ${isOpen}) ${ofOthers(leftOut)}`;

/** Promised calls that stand open count all the same, and are judged on their day: `planned` until then. */
const promised = (leftOut: LeftOut): RawBuilder<unknown> => sql`
    select ${seenColumnsWith("case state when 'queued' then 'planned' else state end as state")} from touch
    where call_back_at is not null and on_day >= ${day(leftOut.openFrom)} and ${isOpen} ${ofOthers(leftOut)}`;

const isOpen = sql`state in ${constants([...replannableStates, "queued"])}`;
const ofOthers = ({ chains, openFrom }: LeftOut): RawBuilder<unknown> =>
  chains.length > 0 ? sql`and (on_day < ${day(openFrom)} or chain not in ${constants(chains)})` : sql``;

/** The promised calls stand in the table first, so that each client is asked of in two places and not in three. */
export async function startForeseeing(trx: OpenTransaction, leftOut: LeftOut): Promise<void> {
  await sql`
    create temporary table foreseen (
      client_id uuid not null, id uuid not null, on_day date not null, chain text not null, step text not null, occasion_key text not null, reason_key bigint not null,
      purpose text not null, channel text not null, state text not null, moved_at timestamptz, taken_along_by uuid, call_back_at timestamptz
    ) on commit drop`.execute(trx);
  await sql`insert into foreseen (${seenColumns}) ${promised(leftOut)}`.execute(trx);
  await sql`create index on foreseen (client_id, on_day)`.execute(trx);
}

/** The day as everybody's days before it have left it. */
export const foreseenDay = (planning: PlanningDay, leftOut: LeftOut): PlanningDay => ({
  ...planning,
  today: planning.on,
  isForecast: true,
  foreseen: { seen: sql`foreseen`, real: sql`(${left(leftOut)})` },
  touches: sql`(${left(leftOut)} union all select ${seenColumns} from foreseen)`,
});

/** The same for one client, with what their days before would have made or refused. */
export const foreseenDayOf = (
  planning: PlanningDay,
  leftOut: LeftOut,
  seen: readonly PlannedTouch[],
): PlanningDay => ({
  ...planning,
  today: planning.on,
  isForecast: true,
  touches: sql`(
    ${left(leftOut)} union all ${promised(leftOut)}
    union all
    select ${seenColumns} from (
      select *, ${reasonKey(sql`chain`, sql`step`, sql`occasion_key`)} as reason_key, null::timestamptz as moved_at,
        null::timestamptz as call_back_at
      from ${columns(
        seen.map((touch) => ({
          ...touch,
          facts: "",
          verdicts: "",
          not_before: "",
          state: stateBeyond(touch),
        })),
        seenTypes,
      )} as touch (client_id, id, on_day, chain, step, occasion_key, purpose, channel, state, taken_along_by)
    ) as seen
  )`,
});

const seenTypes = {
  client_id: "uuid",
  id: "uuid",
  on_day: "date",
  chain: "text",
  step: "text",
  occasion_key: "text",
  purpose: "text",
  channel: "text",
  state: "text",
  taken_along_by: "uuid",
};

/**
 * What is planned will have been made by the next morning, and what a call takes along with it; a refusal ends the step; all
 * else comes again.
 */
export const lastsBeyondItsDay = (touch: PlannedTouch): boolean =>
  touch.state === "planned" ||
  touch.taken_along_by !== null ||
  (endedStates as readonly string[]).includes(touch.state);

const stateBeyond = ({ state, channel, taken_along_by: along }: PlannedTouch): string => {
  if (along !== null) return "done";
  return state === "planned" ? (channel === "call" ? "done" : "sent") : state;
};

/** From today on the days before `until` for which a call is promised to the planned clients. Served by touch_client_day. */
export async function promisedDays(
  trx: OpenTransaction,
  { clients = [], today }: PlanningDay,
  until: Temporal.PlainDate,
): Promise<Temporal.PlainDate[]> {
  const { rows } = await sql<{ on: Temporal.PlainDate }>`${planOnceForAnyDay}
    select distinct on_day as "on" from touch
    where client_id = ${anyOf(clients, "uuid")} and on_day >= ${day(today)} and on_day < ${day(until)}
      and call_back_at is not null and ${isOpen}`.execute(trx);
  return rows.map(({ on }) => on);
}

/** Judges the day, by a select from decide.ts, remembers what days to come have to know of it, and counts. */
export async function foresee(
  trx: OpenTransaction,
  { isSmall, on }: PlanningDay,
  decided: RawBuilder<unknown>,
): Promise<ForeseenCount[]> {
  const { rows } = await sql<ForeseenCount>`${isSmall ? planOnceForAnyDay : sql``}
    with decided as materialized (${decided}),
    remembered as (
      insert into foreseen (client_id, id, on_day, chain, step, occasion_key, reason_key, purpose, channel, state, taken_along_by)
      select client_id, id, on_day, chain, step, occasion_key, ${reasonKey(sql`chain`, sql`step`, sql`occasion_key`)}, purpose, channel,
        case when taken_along_by is not null then 'done' when state <> 'planned' then state
          when channel = 'call' then 'done' else 'sent' end,
        taken_along_by
      from decided where state = 'planned' or taken_along_by is not null or state in ${constants(endedStates)}
    ),
    -- What became of a call that was promised for the day is among the remembered; where it was held, its step may come again.
    judged as (delete from foreseen where on_day = ${day(on)} and call_back_at is not null)
    select chain, step, channel, state, decided_by as "decidedBy", count(*)::int as count
    from decided group by chain, step, channel, state, decided_by order by chain, step, channel, state, decided_by`.execute(
    trx,
  );
  // Statistics would have the statement planned anew.
  if (!isSmall) await sql`analyze foreseen (client_id, on_day, state)`.execute(trx);
  return rows;
}
