/** What is under way when the facts about a client change: calls go back into the plan, letters are called back. */
import { planOnce } from "../../database/prepared.ts";
import { anyOf, columns, constants, list, sql, type OpenTransaction } from "../../database/sql.ts";
import { openStates } from "../touch-states.ts";

export interface TakenCall {
  clientId: string;
  touchId: string;
  /** `queued`, or `claimed` by an operator. */
  state: string;
}

/** Calls that wait for an operator, or that one has taken, stand in the plan again, to be judged like all that does. */
export async function takeCallsBack(trx: OpenTransaction, clients: readonly string[]): Promise<TakenCall[]> {
  const { rows } = await sql<TakenCall>`${planOnce}
    with taken as (
      select client_id, id, state from touch
      where client_id = ${anyOf(clients, "uuid")}
        and (state = 'queued' or (state = 'claimed' and channel = 'call'))
      order by client_id, id for update
    )
    update touch set state = 'planned' from taken
    where touch.client_id = taken.client_id and touch.id = taken.id
    returning touch.client_id as "clientId", touch.id as "touchId", taken.state`.execute(trx);
  return rows;
}

/** Marks letters that are claimed: whoever holds one looks here before it leaves, and gives it back. */
export async function callBackLetters(
  trx: OpenTransaction,
  clients: readonly string[],
  at: Temporal.Instant,
): Promise<void> {
  await sql`${planOnce}
    update touch set recalled_at = ${at.toString()}::text::timestamptz
    where client_id = ${anyOf(clients, "uuid")} and state = 'claimed' and channel <> 'call' and recalled_at is null`.execute(
    trx,
  );
}

/** Calls that still may happen stand where they stood. */
export async function returnKept(trx: OpenTransaction, taken: readonly TakenCall[]): Promise<void> {
  if (taken.length === 0) return;
  await sql`
    update touch set state = taken.state
    from ${columns(
      taken.map(({ clientId, touchId, state }) => ({ clientId, touchId, state })),
      { clientId: "uuid", touchId: "uuid", state: "text" },
    )} as taken (client_id, id, state)
    where touch.client_id = taken.client_id and touch.id = taken.id and touch.state = 'planned'`.execute(trx);
}

export interface DayToJudge {
  day: Temporal.PlainDate;
  /** A call is promised for it, and it is later than today. */
  isPromised: boolean;
}

/**
 * Today, `days`, and the days to come for which something is planned, or a call was promised that a fact forbade since. Served
 * by touch_client_day.
 */
export async function daysToJudge(
  trx: OpenTransaction,
  clients: readonly string[],
  { at, days }: { at: Temporal.Instant; days: readonly Temporal.PlainDate[] },
): Promise<DayToJudge[]> {
  const { rows } = await sql<DayToJudge>`${planOnce}
    with today as (select (${at.toString()}::text::timestamptz at time zone zone)::date as day from business),
    asked as (
      select day, false as is_promised from today
      union all
      select day, false from unnest(${list(days, "date")}) as day
      union all
      select on_day, call_back_at is not null from touch
      where client_id = ${anyOf(clients, "uuid")} and on_day > (select day from today)
        and (state in ${constants(openStates)} or (call_back_at is not null and state = 'refused'))
    )
    select day, bool_or(is_promised) as "isPromised" from asked group by day order by day`.execute(trx);
  return rows;
}
