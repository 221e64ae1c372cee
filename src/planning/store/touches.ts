/** The day's plan as it is stored and read. */
import type { RawBuilder } from "kysely";
import { constants, fixed, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { planOnceForAnyDay } from "../../database/prepared.ts";
import { late } from "../etiquette/late.ts";
import { replannableStates } from "../touch-states.ts";
import type { Verdict } from "../verdict.ts";
import { day, moment, type Facts } from "../occasion.ts";
import { touchesOn, type Candidates } from "./candidates.ts";
import { decided } from "./decide.ts";
import { keptFacts, saysRefused, spelledVerdicts } from "./kept-facts.ts";
import { ofShare } from "./lanes.ts";
import type { PlanningDay } from "./planning-day.ts";

const identity = ["client_id", "id", "on_day", "chain", "step", "occasion_kind", "occasion_key"] as const;
/** What judging again may change. */
const judged = [
  "chain_version",
  "occasion_date",
  "facts",
  "purpose",
  "channel",
  "contact_point_id",
  "state",
  "decided_by",
  "not_before",
  "not_after",
  "worth",
  "says",
  ...keptFacts,
] as const;
const columnsOf = (names: readonly string[], table?: string) =>
  fixed(sql.join(names.map((name) => sql.ref(table === undefined ? name : `${table}.${name}`))));
const everyColumn = columnsOf([...identity, ...judged]);
/** What a provider asked for stays: a postponed letter is planned for no earlier moment. */
const newValue = (name: string) =>
  name === "not_before"
    ? sql`case when excluded.state = 'planned' then greatest(excluded.not_before, touch.postponed_until) else excluded.not_before end`
    : sql.ref(`excluded.${name}`);

const overThePlan = fixed(sql`
  on conflict (client_id, id) do update set
    ${sql.join(judged.map((name) => sql`${sql.ref(name)} = ${newValue(name)}`))}, verdicts = null, moved_at = excluded.moved_at
  where touch.state in ${constants(replannableStates)}
    and (touch.verdicts is not null or (${columnsOf(judged, "touch")}) is distinct from (${sql.join(judged.map(newValue))}))`);

/**
 * Judges, by a select from decide.ts, and writes the result over the day's plan; what is the same stays untouched, what is
 * under way or made is never rewritten.
 */
export async function saveDecided(
  trx: OpenTransaction,
  planning: PlanningDay,
  decided: RawBuilder<unknown>,
): Promise<void> {
  const at = moment(planning.at);
  // In key order, so that two plans of overlapping clients wait for each other and never deadlock.
  await sql`${planning.isSmall ? planOnceForAnyDay : sql``}
    with stood as (
      select client_id, id, state from ${touchesOn(planning)} as touch where state in ${constants(replannableStates)}
    ),
    written as (
      insert into touch (${everyColumn}, planned_at, moved_at)
      select ${everyColumn}, ${at}, ${at} from (${decided}) as decided
      order by client_id, id
      ${overThePlan}
      returning client_id, id, state
    )
    insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
    select written.client_id, written.id, ${at}, stood.state, written.state, 'planned_again'
    from stood join written on written.client_id = stood.client_id and written.id = stood.id
    where written.state <> stood.state`.execute(trx);
}

/** Open touches of days that are over, promised calls too: they lapse, they are not made up for. */
export async function lapsePastDays(trx: OpenTransaction, planning: PlanningDay): Promise<void> {
  const before = sql`least(${day(planning.on)}, ${day(planning.today)})`;
  const at = moment(planning.at);
  // Served by touch_open and touch_queued, a scan of each.
  await sql`
    with over as (
      select client_id, id, state from (
        select client_id, id, state from touch where on_day < ${before} and state in ('planned', 'due')
        union all
        select client_id, id, state from touch where on_day < ${before} and state = 'queued'
      ) as touch where true ${ofShare(sql`touch.client_id`, planning.share)}
    ),
    lapsed as (
      update touch set state = 'lapsed', decided_by = 'late', says = ${saysRefused(sql`touch.says`, late)}, moved_at = ${at}
      from over where touch.client_id = over.client_id and touch.id = over.id and touch.state = over.state
      returning touch.client_id, touch.id, over.state
    )
    insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
    select client_id, id, ${at}, state, 'lapsed', 'day_over' from lapsed`.execute(trx);
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
  on_day: Temporal.PlainDate;
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
  /** The call in which it is said besides that call's own reason. */
  taken_along_by: string | null;
  verdicts: Verdict[];
}

const touchColumns = sql`o.id, o.client_id, o.on_day, o.chain, o.step, o.occasion_kind, o.occasion_key, o.occasion_date, o.facts, o.purpose,
  o.channel, o.state, o.not_before, o.taken_along_by, ${spelledVerdicts} as verdicts`;

/** The day's touches in pages of `size`, so that a large plan is never held whole. */
export async function* touchesOfDay(
  db: Connection,
  on: Temporal.PlainDate,
  size = 2000,
): AsyncGenerator<PlannedTouch[]> {
  let after: PlannedTouch | undefined;
  for (;;) {
    const { rows }: { rows: PlannedTouch[] } = await sql<PlannedTouch>`
      select ${touchColumns} from touch as o
      where on_day = ${day(on)}
        and ${after ? sql`(client_id, id) > (${after.client_id}::uuid, ${after.id}::uuid)` : sql`true`}
      order by client_id, id limit ${size}::int`.execute(db);
    if (rows.length > 0) yield rows;
    after = rows.at(-1);
    if (rows.length < size) return;
  }
}

/** What judging says, without storing it. */
export async function readDecided(
  trx: OpenTransaction,
  planning: PlanningDay,
  candidates: Candidates,
): Promise<PlannedTouch[]> {
  const { rows } = await sql<PlannedTouch>`${planOnceForAnyDay}
    select ${touchColumns} from (select *, null::jsonb as verdicts from (${decided(planning, candidates)}) as decided) as o
    order by client_id, occasion_date, chain, step`.execute(trx);
  return rows;
}

/** Whether the day was planned for anybody. Served by touch_day. */
export async function isPlanned(trx: OpenTransaction, on: Temporal.PlainDate): Promise<boolean> {
  const { rows } = await sql`select from touch where on_day = ${day(on)} limit 1`.execute(trx);
  return rows.length > 0;
}

/** What is kept of one client's touches of a day. */
export async function touchesOfClient(
  trx: OpenTransaction,
  client: string,
  on: Temporal.PlainDate,
): Promise<PlannedTouch[]> {
  const { rows } = await sql<PlannedTouch>`${planOnceForAnyDay}
    select ${touchColumns} from touch as o
    where o.client_id = ${client}::uuid and o.on_day = ${day(on)}
    order by occasion_date, chain, step`.execute(trx);
  return rows;
}
