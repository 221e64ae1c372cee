/** The day's plan as it is stored and read. */
import { constants, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { replannableStates } from "../touch-states.ts";
import type { Verdict } from "../verdict.ts";
import { day, type Facts } from "../occasion.ts";
import type { PlanningDay } from "./planning-day.ts";

/** Writes `decided` over the day's plan; what is the same stays untouched, what is under way or made is never rewritten. */
export async function saveDecided(trx: OpenTransaction, planning: PlanningDay): Promise<void> {
  const at = sql`${planning.at.toString()}::text::timestamptz`;
  await sql`
    insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
    select touch.client_id, touch.id, ${at}, touch.state, decided.state, 'planned_again'
    from decided join touch on touch.client_id = decided.client_id and touch.id = decided.id
    where touch.state <> decided.state and touch.state in ${constants(replannableStates)}`.execute(trx);
  // In key order, so that two plans of overlapping clients wait for each other and never deadlock.
  await sql`
    insert into touch (client_id, id, on_day, chain, chain_version, step, occasion_kind, occasion_key, occasion_date, facts,
      purpose, channel, contact_point_id, state, decided_by, verdicts, not_before, not_after, worth, planned_at, moved_at)
    select client_id, id, ${day(planning.on)}, chain, chain_version, step, occasion_kind, occasion_key, occasion_date, facts,
      purpose, channel, contact_point_id, state, decided_by, verdicts, not_before, not_after, worth, ${at}, ${at}
    from decided order by client_id, id
    on conflict (client_id, id) do update set
      chain_version = excluded.chain_version, occasion_date = excluded.occasion_date, facts = excluded.facts,
      purpose = excluded.purpose, channel = excluded.channel, contact_point_id = excluded.contact_point_id,
      state = excluded.state, decided_by = excluded.decided_by, verdicts = excluded.verdicts,
      not_before = excluded.not_before, not_after = excluded.not_after, worth = excluded.worth, moved_at = excluded.moved_at
    where touch.state in ${constants(replannableStates)}
      and (touch.state, touch.channel, touch.contact_point_id, touch.decided_by, touch.facts, touch.verdicts, touch.not_before,
        touch.not_after, touch.chain_version)
      is distinct from (excluded.state, excluded.channel, excluded.contact_point_id, excluded.decided_by, excluded.facts,
        excluded.verdicts, excluded.not_before, excluded.not_after, excluded.chain_version)`.execute(trx);
}

/** Open touches of days that are over: they lapse, they are not made up for. */
export async function lapsePastDays(trx: OpenTransaction, planning: PlanningDay): Promise<void> {
  const before = sql`least(${day(planning.on)}, ${day(planning.today)})`;
  const at = sql`${planning.at.toString()}::text::timestamptz`;
  await sql`
    with lapsed as (
      update touch set state = 'lapsed', decided_by = 'late', moved_at = ${at}
      where on_day < ${before} and state in ('planned', 'due')
      returning client_id, id
    )
    insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
    select client_id, id, ${at}, 'planned', 'lapsed', 'day_over' from lapsed`.execute(trx);
}

export interface Counts {
  planned: number;
  refused: Record<string, number>;
  held: Record<string, number>;
  lapsed: Record<string, number>;
  withdrawn: Record<string, number>;
  /** Touches of the day that are under way or made, by state. */
  made: Record<string, number>;
}

export async function countDay(db: Connection, on: Temporal.PlainDate): Promise<Counts> {
  const { rows } = await sql<{ state: string; decided_by: string | null; count: number }>`
    select state, decided_by, count(*)::int as count from touch
    where on_day = ${day(on)} group by state, decided_by order by state, decided_by`.execute(db);
  const counts: Counts = { planned: 0, refused: {}, held: {}, lapsed: {}, withdrawn: {}, made: {} };
  for (const { state, decided_by: rule, count } of rows) {
    if (state === "planned") counts.planned += count;
    else if (state === "refused" || state === "held" || state === "lapsed" || state === "withdrawn")
      counts[state][rule ?? "unknown"] = count;
    else counts.made[state] = (counts.made[state] ?? 0) + count;
  }
  return counts;
}

export interface PlannedTouch {
  id: string;
  client_id: string;
  chain: string;
  step: string;
  occasion_kind: string;
  occasion_key: string;
  occasion_date: Temporal.PlainDate;
  facts: Facts;
  purpose: string;
  channel: string;
  state: string;
  not_before: Temporal.Instant | null;
  verdicts: Verdict[];
}

const touchColumns = sql`id, client_id, chain, step, occasion_kind, occasion_key, occasion_date, facts, purpose, channel, state,
  not_before, verdicts`;

/** The day's touches in pages of `size`, so that a large plan is never held whole. */
export async function* touchesOfDay(
  db: Connection,
  on: Temporal.PlainDate,
  size = 2000,
): AsyncGenerator<PlannedTouch[]> {
  let after: PlannedTouch | undefined;
  for (;;) {
    const { rows }: { rows: PlannedTouch[] } = await sql<PlannedTouch>`
      select ${touchColumns} from touch
      where on_day = ${day(on)}
        and ${after ? sql`(client_id, id) > (${after.client_id}::uuid, ${after.id}::uuid)` : sql`true`}
      order by client_id, id limit ${size}::int`.execute(db);
    if (rows.length > 0) yield rows;
    after = rows.at(-1);
    if (rows.length < size) return;
  }
}

/** What `decide` has just judged, without storing it. */
export async function readDecided(trx: OpenTransaction): Promise<PlannedTouch[]> {
  const { rows } = await sql<PlannedTouch>`
    select ${touchColumns} from decided order by client_id, occasion_date, chain, step`.execute(trx);
  return rows;
}

/** Touches of one client on a day that planning no longer judges: under way, made, or ended. */
export async function settledTouches(
  trx: OpenTransaction,
  client: string,
  on: Temporal.PlainDate,
): Promise<PlannedTouch[]> {
  const { rows } = await sql<PlannedTouch>`
    select ${touchColumns} from touch
    where client_id = ${client}::uuid and on_day = ${day(on)}
      and not exists (select from decided where decided.client_id = touch.client_id and decided.id = touch.id)
    order by occasion_date, chain, step`.execute(trx);
  return rows;
}
