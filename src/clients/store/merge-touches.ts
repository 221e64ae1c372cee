/** Touches of a record that is merged: what was made goes along, what only stands in the plan is judged anew. */
import type { RawBuilder } from "kysely";
import { anyOf, columns, constants, sql, type OpenTransaction } from "../../database/sql.ts";
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

/** What was promised to the client stands. Returns the days from today on that something was planned for. */
export async function dropPlanned(
  trx: OpenTransaction,
  client: string,
  today: Temporal.PlainDate,
): Promise<Temporal.PlainDate[]> {
  const { rows } = await sql<{ day: Temporal.PlainDate }>`
    with dropped as (
      delete from touch where client_id = ${client}::text::uuid and on_day >= ${today.toString()}::text::date
        and state in ${constants(onlyPlanned)} and call_back_at is null
      returning on_day
    )
    select distinct on_day as day from dropped order by on_day`.execute(trx);
  return rows.map(({ day }) => day);
}

/** A touch under its name before it moves, and after. */
type Named = Record<"before" | "after", string>;

/** An occasion of the record, its birthday for one, is the survivor's from now on: what was made is not made again. */
export async function moveTouches(trx: OpenTransaction, way: Way): Promise<void> {
  const moved = await moveNamed(trx, way, sql`true`);
  await rememberRows(
    trx,
    way.from,
    "touch",
    moved.map(({ after }) => after),
  );
}

/** Besides those that came, the ones made since about a card that goes back. */
export async function moveTouchesBack(trx: OpenTransaction, way: Way): Promise<void> {
  const { to } = way;
  await moveNamed(
    trx,
    way,
    sql`state <> 'claimed'
      and (id = ${anyOf(await loadRemembered(trx, to, "touch"), "uuid")}
        or facts ->> 'card' in (
          select card.id::text from card where card.client_id = ${to}::text::uuid or card.client_id in (
            select client_id from merged_client where survivor_id = ${to}::text::uuid)))`,
  );
}

/**
 * A promised call gets the name by which the plan finds it with whom it moves to. Where they were promised a call for the same
 * reason on the same day, or were called then, it stays behind.
 */
async function moveNamed(
  trx: OpenTransaction,
  { from, to }: Way,
  which: RawBuilder<unknown>,
): Promise<Named[]> {
  const target = sql`${to}::text::uuid`;
  const { rows: asked } = await sql<Named>`
    select id as before, case when call_back_at is null then id
      else touch_id(${target}, chain, step, replace(occasion_key, ${from}, ${to}), on_day) end as after
    from touch where client_id = ${from}::text::uuid and ${which}`.execute(trx);
  const named = sql`${columns(asked, { before: "uuid", after: "uuid" })} as named (before, after)`;
  // What a plan says of the day is no promise.
  await sql`
    delete from touch using ${named}
    where touch.client_id = ${target} and touch.id = named.after and touch.call_back_at is null
      and touch.state in ${constants(onlyPlanned)}`.execute(trx);
  const { rows: moved } = await sql<Named>`
    update touch set client_id = ${target}, id = named.after, occasion_key = replace(occasion_key, ${from}, ${to})
    from ${named}
    where touch.client_id = ${from}::text::uuid and touch.id = named.before
      and not exists (select from touch as there where there.client_id = ${target} and there.id = named.after)
    returning named.before, named.after`.execute(trx);
  await followTouches(trx, { from, to }, moved);
  return moved;
}

/** The moves of a touch, what stood between it and its sending, and the calls that were made for it. */
async function followTouches(
  trx: OpenTransaction,
  { from, to }: Way,
  moved: readonly Named[],
): Promise<void> {
  if (moved.length === 0) return;
  const named = sql`${columns(moved, { before: "uuid", after: "uuid" })} as named (before, after)`;
  const [own, target] = [sql`${from}::text::uuid`, sql`${to}::text::uuid`];
  for (const table of ["touch_move", "intent"])
    await sql`
      update ${sql.table(table)} as row set client_id = ${target}, touch_id = named.after from ${named}
      where row.client_id = ${own} and row.touch_id = named.before`.execute(trx);
  // These have moved already, as all that is of one client alone.
  await sql`
    update call set touch_id = named.after, occasion_key = replace(occasion_key, ${from}, ${to}) from ${named}
    where call.client_id = ${target} and call.touch_id = named.before`.execute(trx);
}
