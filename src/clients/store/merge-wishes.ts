/** What a merge does to wishes not to be disturbed, and what becomes of them when it is taken apart. */
import { columns, sql, type OpenTransaction } from "../../database/sql.ts";
import type { Way } from "./merge-rows.ts";

/** A wish that both keep is in force if it is in either, and the survivor's own if it was said by either. */
export async function joinWishes(trx: OpenTransaction, { from, to }: Way): Promise<void> {
  await sql`
    update do_not_disturb as own
    set ended_at = case when other.ended_at is null then null else own.ended_at end,
      ended_by = case when other.ended_at is null then null else own.ended_by end,
      inherited = own.inherited and other.inherited,
      words = case when own.inherited then other.words else own.words end,
      recorded_by = case when own.inherited then other.recorded_by else own.recorded_by end
    from do_not_disturb as other
    where own.client_id = ${to}::text::uuid and other.client_id = ${from}::text::uuid and other.id = own.id`.execute(
    trx,
  );
}

/** What one of them asked for and is in force, the other keeps. */
export async function shareWishes(trx: OpenTransaction, { from, to }: Way): Promise<void> {
  await sql`
    insert into do_not_disturb (client_id, id, scope, channel, since, until, recorded_by, words, inherited)
    select ${to}::text::uuid, id, scope, channel, since, until, '', '', true from do_not_disturb
    where client_id = ${from}::text::uuid and ended_at is null
    on conflict do nothing`.execute(trx);
}

/**
 * A wish that the survivor only kept of the record it was said in is the record's alone again: ended by the survivor, it
 * does not end for the record.
 */
export async function tellWishesApart(trx: OpenTransaction, { from, to }: Way): Promise<void> {
  await sql`
    update do_not_disturb as kept set inherited = true, words = '', recorded_by = ''
    from do_not_disturb as said
    where kept.client_id = ${from}::text::uuid and said.client_id = ${to}::text::uuid and said.id = kept.id
      and not kept.inherited and not said.inherited`.execute(trx);
}

/**
 * Wishes that were ended on the survivor since the merge and that it did not say itself: nobody knows which of the two
 * ended them, so on the record, by its addresses, and with whoever kept them of it they are in force again. On the survivor
 * they stay ended. Returns the wishes, and everybody who keeps one of them again.
 */
export async function reopenWishes(
  trx: OpenTransaction,
  { from, to }: Way,
  { merged, today }: { merged: Temporal.Instant; today: Temporal.PlainDate },
): Promise<{ wishes: string[]; clients: string[] }> {
  const { rows: endings } = await sql<{ id: string; endedAt: Temporal.Instant; said: boolean }>`
    select ending.subject_id as id, max(ending.at) as "endedAt", coalesce(bool_or(not own.inherited), false) as said
    from client_change as ending left join do_not_disturb as own on own.client_id = ${to}::text::uuid and own.id = ending.subject_id
    where ending.client_id = ${from}::text::uuid and ending.field = 'wish' and ending.after -> 'ended' = 'true'
      and ending.at >= ${merged.toString()}::text::timestamptz
      and not exists (
        select from do_not_disturb as said where said.client_id = ${from}::text::uuid and said.id = ending.subject_id
          and not said.inherited)
    group by ending.subject_id`.execute(trx);
  if (endings.length === 0) return { wishes: [], clients: [] };
  const ended = sql`${columns(
    endings.map(({ endedAt, ...ending }) => ({ ...ending, endedAt: endedAt.toString() })),
    { id: "uuid", endedAt: "timestamptz", said: "boolean" },
  )} as ending (id, ended_at, said)`;
  const lasts = (wish: string) =>
    sql`(${sql.ref(`${wish}.until`)} is null or ${sql.ref(`${wish}.until`)} >= ${today.toString()}::text::date)`;
  const has = (client: string) => sql`exists (
    select from contact_point as point where point.client_id = ${client}::text::uuid
      and point.kind = held.kind and point.value = held.value)`;
  // Where it only came with the record it leaves a trace, or the record would share it anew.
  await sql`
    insert into do_not_disturb (client_id, id, scope, channel, since, until, ended_at, ended_by, recorded_by, words, inherited)
    select ${from}::text::uuid, own.id, own.scope, own.channel, own.since, own.until, own.ended_at, own.ended_by, '', '', true
    from do_not_disturb as own join ${ended} on ending.id = own.id and ending.ended_at = own.ended_at
    where own.client_id = ${to}::text::uuid and ${lasts("own")} on conflict do nothing`.execute(trx);
  const { rows: kept } = await sql<{ id: string; client: string }>`
    update do_not_disturb as kept set ended_at = null, ended_by = null from ${ended}
    where kept.id = ending.id and kept.ended_at = ending.ended_at and kept.client_id <> ${from}::text::uuid and ${lasts("kept")}
      and (ending.said or kept.client_id = ${to}::text::uuid)
    returning kept.id, kept.client_id as client`.execute(trx);
  const { rows: addresses } = await sql<{ id: string; client: string | null }>`
    with held as (
      update silenced_address as held set ended_at = null from ${ended}
      where held.id = ending.id and held.ended_at = ending.ended_at and ${lasts("held")}
        and (${has(to)} or (ending.said and not ${has(from)}))
      returning held.id, held.kind, held.value
    )
    select held.id, address.client_id as client
    from held left join contact_address as address using (kind, value)`.execute(trx);
  const again = [...kept, ...addresses];
  return {
    wishes: [...new Set(again.map(({ id }) => id))],
    clients: [...new Set(again.flatMap(({ client }) => client ?? []))],
  };
}
