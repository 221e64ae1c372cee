/** What a day's plan would be by what is set now and by something else, counted against each other and kept by nobody. */
import { sql, type OpenTransaction } from "../../database/sql.ts";
import type { Candidates } from "./candidates.ts";
import { decided } from "./decide.ts";
import type { PlanningDay } from "./planning-day.ts";

type Side = "judged_before" | "judged_after";

/** Judges the day's candidates into a temporary table of the transaction. */
export async function judge(
  trx: OpenTransaction,
  planning: PlanningDay,
  candidates: Candidates,
  side: Side,
): Promise<void> {
  await sql`
    create temporary table if not exists ${sql.table(side)} (
      client_id uuid not null, on_day date not null, chain text not null, step text not null, occasion_key text not null,
      occasion_kind text not null, channel text not null, state text not null
    ) on commit drop`.execute(trx);
  await sql`
    insert into ${sql.table(side)}
    select client_id, on_day, chain, step, occasion_key, occasion_kind, channel, state
    from (${decided(planning, candidates)}) as decided`.execute(trx);
  await sql`drop table if exists pg_temp.candidate`.execute(trx);
}

export interface ChangeCount {
  chain: string;
  occasion: string;
  /** Planned now and not then, then and not now, by another channel, and the same. */
  gone: number;
  new: number;
  otherChannel: number;
  same: number;
}

export async function countChanges(trx: OpenTransaction): Promise<ChangeCount[]> {
  const { rows } = await sql<ChangeCount>`
    with before as (select * from judged_before where state = 'planned'),
    after as (select * from judged_after where state = 'planned')
    select coalesce(before.chain, after.chain) as chain, coalesce(before.occasion_kind, after.occasion_kind) as occasion,
      count(*) filter (where after.client_id is null)::int as gone,
      count(*) filter (where before.client_id is null)::int as new,
      count(*) filter (where before.channel <> after.channel)::int as "otherChannel",
      count(*) filter (where before.channel = after.channel)::int as same
    from before full join after using (client_id, on_day, chain, step, occasion_key)
    group by 1, 2 order by 1, 2`.execute(trx);
  return rows;
}

export interface ChangedTouch {
  client: string;
  name: string;
  on: Temporal.PlainDate;
  chain: string;
  step: string;
  before: string | null;
  after: string | null;
}

/** The first of those that change, a day after the other. */
export async function changedTouches(trx: OpenTransaction, limit: number): Promise<ChangedTouch[]> {
  const { rows } = await sql<ChangedTouch>`
    select client_id as client, trim(concat_ws(' ', client.family_name, client.given_name, client.patronymic)) as name,
      on_day as "on", chain, step, before.channel as before, after.channel as after
    from (select * from judged_before where state = 'planned') as before
    full join (select * from judged_after where state = 'planned') as after
      using (client_id, on_day, chain, step, occasion_key)
    join client on client.id = client_id
    where before.channel is distinct from after.channel
    order by on_day, chain, step, client_id limit ${limit}::int`.execute(trx);
  return rows;
}
