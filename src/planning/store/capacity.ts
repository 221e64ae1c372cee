/**
 * How many calls operators can make on a day, and which are beyond that. The clients of an office with operator hours
 * of its own are called in these; all others share the hours of the network. Where no hours are set nothing is held.
 */
import type { RawBuilder } from "kysely";
import { columns, constants, list, sql } from "../../database/sql.ts";
import { day } from "../occasion.ts";
import type { PlanningDay } from "./planning-day.ts";

const free = constants(["planned"]);
const busy = constants(["claimed", "queued", "done", "unknown"]);

/** The pools, and what of them is used by calls that this judgement does not decide about. */
export function pools(planning: PlanningDay, rank: RawBuilder<unknown>): RawBuilder<unknown> {
  const rows = planning.pools.map(({ office, calls }) => ({ office, calls }));
  // Judged for some clients, the calls of all others stand as the day's plan has them.
  const others = planning.clients
    ? sql`o.state in ${busy} or (o.state in ${free} and o.client_id <> all((select ${list(planning.clients, "uuid")})::uuid[]))`
    : sql`o.state in ${busy}`;
  return sql`pool as materialized (
    select office_id, calls from ${columns(rows, { office: "uuid", calls: "int" })} as pool (office_id, calls)
  ),
  rival as materialized (
    select own.office_id, o.client_id, o.state not in ${free} as first, ${rank} as rank, o.worth, o.window_ends, o.chain,
      o.step, o.occasion_key, o.reason_key, null::text as mine
    from touch as o join client on client.id = o.client_id
    left join pool as own on own.office_id = client.home_office_id
    where o.on_day = ${day(planning.on)} and o.channel = 'call' and (${others})
  )`;
}

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

/** Rows of `told` as `o`, with `capacity_calls` where a call is beyond what its pool can do. */
export function beyondCapacity(planning: PlanningDay, rank: RawBuilder<unknown>): RawBuilder<unknown> {
  if (planning.pools.length === 0) return sql`select o.*, null::int as capacity_calls from told as o`;
  const mayHappen = sql`o.channel = 'call' and o.day_severity = 0 and o.call_back_at is null`;
  return sql`
    select o.*, case when queue.place > queue.calls then queue.calls end as capacity_calls
    from told as o left join (
      select line.*, coalesce(own.calls, network.calls) as calls,
        row_number() over (partition by line.office_id
          order by first desc, rank, worth desc, window_ends, occasion_key, chain, step, client_id) as place
      from (
        select * from rival
        union all
        select own.office_id, o.client_id, false, ${rank}, o.worth, o.window_ends, o.chain, o.step, o.occasion_key, o.reason_key, 'mine'
        from told as o left join pool as own on own.office_id = o.home_office_id
        where ${mayHappen}
      ) as line
      left join pool as own on own.office_id = line.office_id
      left join pool as network on network.office_id is null
    ) as queue on queue.mine is not null and queue.client_id = o.client_id and queue.reason_key = o.reason_key`;
}
