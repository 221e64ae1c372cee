/**
 * How many calls operators can make on a day, and which are beyond that. The clients of an office with operator hours
 * of its own are called in these; all others share the hours of the network. Where no hours are set nothing is held.
 */
import type { RawBuilder } from "kysely";
import { columns, constants, list, sql, type OpenTransaction } from "../../database/sql.ts";
import { day } from "../occasion.ts";
import { nextWithCalls } from "./operators.ts";
import type { PlanningDay } from "./planning-day.ts";

const isInLine = sql`(o.channel = 'call' and o.day_severity = 0)`;
/** A promised call is made whoever waits: it is the first in the line, and no line is too long for it. */
const isHeldByTheLine = sql`(${isInLine} and o.call_back_at is null)`;
/** A judgement decides about these: a forecast about promised calls that wait for an operator as well. */
const freeIn = ({ isForecast }: PlanningDay) => constants(isForecast ? ["planned", "queued"] : ["planned"]);
const busyIn = ({ isForecast }: PlanningDay) =>
  constants(["claimed", "done", "unknown", ...(isForecast ? [] : ["queued"])]);

/**
 * The pools, and what of them is used by calls that this judgement does not decide about: the day's, read only where a
 * call of `told` asks for a place among them.
 */
export function pools(planning: PlanningDay, rank: RawBuilder<unknown>): RawBuilder<unknown> {
  const rows = planning.pools.map(({ office, calls }) => ({ office, calls }));
  const [free, busy] = [freeIn(planning), busyIn(planning)];
  // Judged for some clients, the calls of all others stand as the day's plan has them.
  const others = planning.clients
    ? sql`o.state in ${busy} or (o.state in ${free} and o.client_id <> all((select ${list(planning.clients, "uuid")})::uuid[]))`
    : sql`o.state in ${busy}`;
  const hasOffices = planning.pools.some(({ office }) => office !== null);
  return sql`pool as materialized (
    select office_id, calls from ${columns(rows, { office: "uuid", calls: "int" })} as pool (office_id, calls)
  ),
  next_with_calls as materialized (${nextWithCalls(day(planning.on), planning.pools)}),
  rival as materialized (
    select ${hasOffices ? sql`own.office_id` : sql`null::uuid as office_id`}, o.client_id,
      o.state not in ${free} or o.call_back_at is not null as first, ${rank} as rank, o.worth, o.window_ends, o.chain,
      o.step, o.occasion_key, o.reason_key, null::text as mine
    from touch as o
    ${hasOffices ? sql`join client on client.id = o.client_id left join pool as own on own.office_id = client.home_office_id` : sql``}
    where o.on_day = ${day(planning.on)} and o.channel = 'call' and (${others})
      and exists (select from told as o where ${isInLine})
  )`;
}

/** When a call that nobody is free for today could be made: the first day after it with operators for the client's office. */
export const freeAgain = ({ pools }: PlanningDay): RawBuilder<unknown> =>
  pools.length === 0
    ? sql`null::date`
    : sql`(select next.on_day from next_with_calls as next
        where next.office_id = o.home_office_id or next.office_id is null order by next.office_id nulls last limit 1)`;

/** Nobody has time for a single call to this client today, and the step has no other day left. */
export function nobodyCalls({ on, pools }: PlanningDay): RawBuilder<unknown> {
  if (pools.every(({ calls }) => calls > 0)) return sql`false`;
  const own = pools.flatMap(({ office }) => office ?? []);
  const idle = pools.flatMap(({ office, calls }) => (office !== null && calls === 0 ? [office] : []));
  const network = pools.find(({ office }) => office === null);
  const home = sql`asked.home_office_id`;
  const ofOthers = sql.lit(network?.calls === 0);
  const among = (offices: readonly string[]) =>
    offices.length === 0
      ? sql`false`
      : sql`${home} in (${sql.join(offices.map((id) => sql`${sql.lit(id)}::uuid`))})`;
  return sql`(asked.window_ends <= ${day(on)}
    and case when ${home} is null then ${ofOthers} when ${among(own)} then ${among(idle)} else ${ofOthers} end)`;
}

/** Rows of `told` as `o`, with `beyond_calls` where a call, or that whose spare it is, is beyond what its pool can do. */
export function beyondCapacity(planning: PlanningDay, rank: RawBuilder<unknown>): RawBuilder<unknown> {
  if (planning.pools.length === 0) return sql`select o.*, null::int as beyond_calls from told as o`;
  return sql`
    select o.*, case when queue.place > queue.calls and o.call_back_at is null then queue.calls end as beyond_calls
    from told as o left join (${inLine(callsOfTold(rank))}) as queue
      on queue.mine is not null and queue.client_id = o.client_id and queue.reason_key = o.reason_key`;
}

/** A call that may happen, with all that its place in the line depends on. */
const lineCall = {
  office_id: "uuid",
  client_id: "uuid",
  first: "boolean",
  rank: "int",
  worth: "bigint",
  window_ends: "date",
  chain: "text",
  step: "text",
  occasion_key: "text",
  reason_key: "bigint",
};
type LineCall = Record<keyof typeof lineCall, string | number | bigint | boolean | Temporal.PlainDate | null>;
const lineColumns = sql.join(Object.keys(lineCall).map((column) => sql.ref(column)));

/** The calls of one lane's table `told` that its pools have room for, as long as no other lane has better ones. */
export async function firstCalls(
  trx: OpenTransaction,
  planning: PlanningDay,
  rank: RawBuilder<unknown>,
): Promise<LineCall[]> {
  const { rows } = await sql<LineCall>`
    with ${pools(planning, rank)}
    select ${lineColumns} from (${inLine(callsOfTold(rank))}) as queue where mine is not null and place <= calls`.execute(
    trx,
  );
  return rows;
}

/** The same as beyondCapacity in one lane, which knows the first calls of `all` lanes. */
export function beyondCapacityOfAll(all: readonly LineCall[]): RawBuilder<unknown> {
  const calls = sql`
    select office_id, client_id, first, rank, worth, window_ends, chain, step, occasion_key, reason_key, 'mine'
    from ${columns(all, lineCall)} as call (${lineColumns})`;
  return sql`
    select o.*, case when (${isHeldByTheLine} or o.is_spare and o.day_severity = 0) and winner.client_id is null
      then coalesce(own.calls, network.calls) end as beyond_calls
    from told as o
    left join pool as own on own.office_id = o.home_office_id
    left join pool as network on network.office_id is null
    left join (
      select client_id, reason_key from (${inLine(calls)}) as queue where mine is not null and place <= calls offset 0
    ) as winner on winner.client_id = o.client_id and winner.reason_key = o.reason_key`;
}

const callsOfTold = (rank: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select own.office_id, o.client_id, o.call_back_at is not null, ${rank}, o.worth, o.window_ends, o.chain, o.step, o.occasion_key, o.reason_key, 'mine'
  from told as o left join pool as own on own.office_id = o.home_office_id
  where ${isInLine}`;

/** The calls of a judgement among those that it does not decide about, each with its place in the line of its pool. */
const inLine = (calls: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select line.*, coalesce(own.calls, network.calls) as calls,
    row_number() over (partition by line.office_id
      order by first desc, rank, worth desc, window_ends, occasion_key, chain, step, client_id) as place
  from (select * from rival union all ${calls}) as line
  left join pool as own on own.office_id = line.office_id
  left join pool as network on network.office_id is null`;
