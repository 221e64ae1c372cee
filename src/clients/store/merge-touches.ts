/** Touches of a record that is merged: what was made goes along, what only stands in the plan is judged anew. */
import { anyOf, constants, sql, type OpenTransaction } from "../../database/sql.ts";
import { loadRemembered, rememberRows } from "./belongings.ts";
import type { Way } from "./merge-rows.ts";

/** Nothing was done about it: the plan finds it again from the facts. */
const onlyPlanned = ["planned", "due", "queued", "refused", "held", "lapsed", "withdrawn", "control"];

/** An operator speaks with this client, or a letter is on its way. Whoever claims one meanwhile waits for the transaction. */
export async function isUnderWay(trx: OpenTransaction, client: string): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`
    select state from touch where client_id = ${client}::text::uuid order by id for update`.execute(trx);
  return rows.some(({ state }) => state === "claimed");
}

/** Returns the days from today on that something was planned for. */
export async function dropPlanned(
  trx: OpenTransaction,
  client: string,
  today: Temporal.PlainDate,
): Promise<Temporal.PlainDate[]> {
  const { rows } = await sql<{ day: Temporal.PlainDate }>`
    with dropped as (
      delete from touch where client_id = ${client}::text::uuid and on_day >= ${today.toString()}::text::date
        and state in ${constants(onlyPlanned)}
      returning on_day
    )
    select distinct on_day as day from dropped order by on_day`.execute(trx);
  return rows.map(({ day }) => day);
}

/** An occasion of the record, its birthday for one, is the survivor's from now on: what was made is not made again. */
export async function moveTouches(trx: OpenTransaction, { from, to }: Way): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update touch set client_id = ${to}::text::uuid, occasion_key = replace(occasion_key, ${from}, ${to})
    where client_id = ${from}::text::uuid returning id`.execute(trx);
  const ids = rows.map(({ id }) => id);
  await rememberRows(trx, from, "touch", ids);
  await followTouches(trx, { from, to }, ids);
}

/** Besides those that came, the ones made since about a card that goes back. */
export async function moveTouchesBack(trx: OpenTransaction, { from, to }: Way): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update touch set client_id = ${to}::text::uuid, occasion_key = replace(occasion_key, ${from}, ${to})
    where client_id = ${from}::text::uuid and state <> 'claimed'
      and (id = ${anyOf(await loadRemembered(trx, to, "touch"), "uuid")}
        or facts ->> 'card' in (
          select card.id::text from card where card.client_id = ${to}::text::uuid or card.client_id in (
            select client_id from merged_client where survivor_id = ${to}::text::uuid)))
    returning id`.execute(trx);
  await followTouches(
    trx,
    { from, to },
    rows.map(({ id }) => id),
  );
}

/** The moves of a touch, and what stood between it and its sending. */
async function followTouches(trx: OpenTransaction, { from, to }: Way, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const table of ["touch_move", "intent"])
    await sql`
      update ${sql.table(table)} set client_id = ${to}::text::uuid
      where client_id = ${from}::text::uuid and touch_id = ${anyOf(ids, "uuid")}`.execute(trx);
}
