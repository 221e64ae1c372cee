/** What a merge does to the rows that do not simply move: the record itself, contact points, relations. */
import { anyOf, columns, sql, type OpenTransaction } from "../../database/sql.ts";
import type { Change } from "../desk.ts";
import { loadRemembered, rememberRows } from "./belongings.ts";
import type { Point } from "../merge/join-points.ts";

/** From one record to another. */
export interface Way {
  from: string;
  to: string;
}

export interface SetAside extends Way {
  merge: string;
  at: Temporal.Instant;
  staffMember: string | null;
}

/** The record is no client any more, and neither are those that were merged into it anybody else's. */
export async function setAside(
  trx: OpenTransaction,
  { from, to, merge, at, staffMember }: SetAside,
): Promise<void> {
  await sql`
    with gone as (
      delete from client where id = ${from}::text::uuid returning *
    )
    insert into merged_client (client_id, into_id, survivor_id, merge_id, merged_at, staff_member_id, record)
    select id, ${to}::text::uuid, ${to}::text::uuid, ${merge}::text::uuid, ${at.toString()}::text::timestamptz,
      ${staffMember}::text::uuid, to_jsonb(gone) from gone`.execute(trx);
  await sql`
    update merged_client set survivor_id = ${to}::text::uuid where survivor_id = ${from}::text::uuid`.execute(
    trx,
  );
}

/** As it was when it was set aside; columns that are newer have their defaults. Returns what the survivor took. */
export async function restoreRecord(trx: OpenTransaction, id: string): Promise<Change[]> {
  const { rows: names } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = 'client'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and exists (select from merged_client where client_id = ${id}::text::uuid and record ? attname::text)`.execute(
    trx,
  );
  const list = sql.join(names.map(({ name }) => sql.ref(name)));
  await sql`
    insert into client (${list})
    select ${list} from merged_client cross join lateral jsonb_populate_record(null::client, record)
    where client_id = ${id}::text::uuid`.execute(trx);
  const { rows } = await sql<{ given: Change[] }>`
    delete from merged_client where client_id = ${id}::text::uuid returning given`.execute(trx);
  await sql`
    with recursive under as (
      select client_id from merged_client where into_id = ${id}::text::uuid
      union all
      select merged.client_id from merged_client as merged join under on merged.into_id = under.client_id
    )
    update merged_client set survivor_id = ${id}::text::uuid from under
    where merged_client.client_id = under.client_id`.execute(trx);
  return rows[0]?.given ?? [];
}

export async function addGiven(trx: OpenTransaction, id: string, given: readonly Change[]): Promise<void> {
  if (given.length === 0) return;
  await sql`
    update merged_client set given = given || ${JSON.stringify(given)}::text::jsonb
    where client_id = ${id}::text::uuid`.execute(trx);
}

/** Records that were merged into this one itself, the earliest merge first. */
export async function loadMergedInto(trx: OpenTransaction, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select client_id as id from merged_client where into_id = ${id}::text::uuid order by merged_at, client_id`.execute(
    trx,
  );
  return rows.map((row) => row.id);
}

/** Everybody who is found by an address of these has it, and nobody else of them. */
export async function rewriteLookUp(trx: OpenTransaction, records: readonly string[]): Promise<void> {
  const among = anyOf(records, "uuid");
  await sql`
    delete from contact_address as address where address.client_id = ${among}
      and (address.kind, address.value) in (select kind, value from contact_point where client_id = ${among})`.execute(
    trx,
  );
  await sql`
    insert into contact_address (kind, value, client_id)
    select distinct point.kind, point.value, point.client_id
    from contact_point as point join client on client.id = point.client_id
    where point.client_id = ${among} order by 1, 2, 3
    on conflict do nothing`.execute(trx);
}

/** The two contact points of each address that both records have. */
export async function loadTwinPoints(
  trx: OpenTransaction,
  { from, to }: Way,
): Promise<{ own: Point; other: Point }[]> {
  const { rows } = await sql<{
    id: string;
    otherId: string;
    kind: Point["kind"];
    value: string;
    state: Point["state"];
    otherState: Point["state"];
    extension: string | null;
    otherExtension: string | null;
  }>`
    select own.id, other.id as "otherId", kind, value, own.state, other.state as "otherState", own.extension,
      other.extension as "otherExtension"
    from contact_point as own join contact_point as other using (kind, value)
    where own.client_id = ${to}::text::uuid and other.client_id = ${from}::text::uuid`.execute(trx);
  return rows.map(({ id, otherId, kind, value, state, otherState, extension, otherExtension }) => ({
    own: { client: to, id, kind, value, extension, state },
    other: { client: from, id: otherId, kind, value, extension: otherExtension, state: otherState },
  }));
}

export async function setPoints(trx: OpenTransaction, points: readonly Point[]): Promise<void> {
  if (points.length === 0) return;
  await sql`
    update contact_point as point set state = new.state, extension = new.extension
    from ${columns(
      points.map(({ client, id, state, extension }) => ({ client, id, state, extension })),
      { client: "uuid", id: "uuid", state: "text", extension: "text" },
    )} as new (client_id, id, state, extension)
    where point.client_id = new.client_id and point.id = new.id`.execute(trx);
}

/**
 * Their other sides point where they go. One to the survivor, or one that the survivor has too, stays behind: nobody is
 * told of it, for its record is no client.
 */
export async function moveRelations(trx: OpenTransaction, { from, to }: Way): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    with moved as (
      update client_relation as here set client_id = ${to}::text::uuid
      where here.client_id = ${from}::text::uuid and here.other_client_id <> ${to}::text::uuid
        and not exists (
          select from client_relation as there where there.client_id = ${to}::text::uuid
            and there.kind = here.kind and there.other_client_id = here.other_client_id)
      returning here.id, here.other_client_id
    ), mirrored as (
      update client_relation as there set other_client_id = ${to}::text::uuid from moved
      where there.client_id = moved.other_client_id and there.id = moved.id
    )
    select id from moved`.execute(trx);
  await rememberRows(
    trx,
    from,
    "client_relation",
    rows.map(({ id }) => id),
  );
}

export async function moveRelationsBack(trx: OpenTransaction, { from, to }: Way): Promise<void> {
  await sql`
    with moved as (
      update client_relation as here set client_id = ${to}::text::uuid
      where here.client_id = ${from}::text::uuid
        and here.id = ${anyOf(await loadRemembered(trx, to, "client_relation"), "uuid")}
      returning here.id, here.other_client_id
    )
    update client_relation as there set other_client_id = ${to}::text::uuid from moved
    where there.client_id = moved.other_client_id and there.id = moved.id`.execute(trx);
}
