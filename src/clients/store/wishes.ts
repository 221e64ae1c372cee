/** Wishes not to be disturbed, of the person and of the person's addresses. */
import { anyOf, list, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { Wish } from "../contract.ts";
import type { Address } from "./creations.ts";

export interface NewWish {
  id: string;
  scope: Wish["scope"];
  channel: string | null;
  since: Temporal.Instant;
  until: string | null;
  recordedBy: string;
  words: string;
}

export async function insertWish(trx: OpenTransaction, client: string, wish: NewWish): Promise<void> {
  await sql`
    insert into do_not_disturb (client_id, id, scope, channel, since, until, recorded_by, words)
    values (${client}::text::uuid, ${wish.id}::text::uuid, ${wish.scope}, ${wish.channel},
      ${wish.since.toString()}::text::timestamptz, ${wish.until}::text::date, ${wish.recordedBy}, ${wish.words})`.execute(
    trx,
  );
}

/** Every address of these clients holds every wish of theirs that has not ended. */
export async function silenceAddresses(trx: OpenTransaction, clients: readonly string[]): Promise<void> {
  await sql`
    insert into silenced_address (kind, value, id, scope, channel, since, until)
    select distinct on (point.kind, point.value, wish.id)
      point.kind, point.value, wish.id, wish.scope, wish.channel, wish.since, wish.until
    from do_not_disturb as wish join contact_point as point on point.client_id = wish.client_id
    where wish.client_id = ${anyOf(clients, "uuid")} and wish.ended_at is null
    order by point.kind, point.value, wish.id
    on conflict do nothing`.execute(trx);
}

/** What an address held stays with the client from whom the address is taken. */
export async function keepWishesOf(
  trx: OpenTransaction,
  client: string,
  { kind, value }: Address,
): Promise<void> {
  await sql`
    insert into do_not_disturb (client_id, id, scope, channel, since, until, ended_at, recorded_by, words, inherited)
    select ${client}::text::uuid, id, scope, channel, since, until, ended_at, '', '', true
    from silenced_address where kind = ${kind} and value = ${value}
    on conflict do nothing`.execute(trx);
}

export interface FoundWish {
  id: string;
  /** The client's own: said by the client, and not by somebody else with the same address. */
  own: boolean;
  ended: boolean;
}

export async function findWish(
  trx: OpenTransaction,
  client: string,
  id: string,
): Promise<FoundWish | undefined> {
  const { rows } = await sql<FoundWish>`
    select id, not inherited as own, ended_at is not null as ended from do_not_disturb
    where client_id = ${client}::text::uuid and id = ${id}::text::uuid
    union all
    select silenced.id, false, silenced.ended_at is not null
    from silenced_address as silenced
    join contact_point as point on point.kind = silenced.kind and point.value = silenced.value
    where point.client_id = ${client}::text::uuid and silenced.id = ${id}::text::uuid
    order by own desc, ended limit 1`.execute(trx);
  return rows[0];
}

export interface Ending {
  at: Temporal.Instant;
  by: string;
}

/** The client's own wish: with the person, with every address and with everybody who kept it. */
export async function endWishEverywhere(
  trx: OpenTransaction,
  id: string,
  { at, by }: Ending,
): Promise<string[]> {
  const ended = sql`${at.toString()}::text::timestamptz`;
  const { rows } = await sql<{ client: string }>`
    with everywhere as (
      update silenced_address set ended_at = ${ended} where id = ${id}::text::uuid and ended_at is null
      returning kind, value
    ), kept as (
      update do_not_disturb set ended_at = ${ended}, ended_by = ${by}
      where id = ${id}::text::uuid and ended_at is null returning client_id
    )
    select client_id as client from kept
    union
    select address.client_id from everywhere join contact_address as address using (kind, value)`.execute(
    trx,
  );
  return rows.map(({ client }) => client);
}

/** Somebody else's wish: for this client, and for the addresses this client has. Whoever said it stays silent. */
export async function endWishHere(
  trx: OpenTransaction,
  client: string,
  id: string,
  { at, by }: Ending,
): Promise<string[]> {
  const ended = sql`${at.toString()}::text::timestamptz`;
  const { rows } = await sql<{ client: string }>`
    with freed as (
      update silenced_address as silenced set ended_at = ${ended}
      from contact_point as point
      where point.client_id = ${client}::text::uuid and point.kind = silenced.kind and point.value = silenced.value
        and silenced.id = ${id}::text::uuid and silenced.ended_at is null
      returning silenced.kind, silenced.value
    ), own as (
      update do_not_disturb set ended_at = ${ended}, ended_by = ${by}
      where client_id = ${client}::text::uuid and id = ${id}::text::uuid and inherited and ended_at is null
    )
    select address.client_id as client from freed join contact_address as address using (kind, value)`.execute(
    trx,
  );
  return rows.map(({ client }) => client);
}

/** Everybody who has an address of one of these clients, they themselves included. */
export async function sharersOf(db: Connection, clients: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ client: string }>`
    select address.client_id as client
    from contact_point as point join contact_address as address using (kind, value)
    where point.client_id = ${anyOf(clients, "uuid")}
    union select * from unnest(${list(clients, "uuid")})`.execute(db);
  return rows.map(({ client }) => client);
}
