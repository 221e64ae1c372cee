/** Gifts: stock is a row for each gift and office, so that two desks with the last one meet on it and one of them loses. */
import { sql, type Connection, type OpenTransaction } from "../database/sql.ts";
import type { Words } from "../kernel/language.ts";
import type { Gifts, Reservations } from "./contract.ts";

const day = (date: Temporal.PlainDate) => sql`${date.toString()}::text::date`;

export async function insertGift(
  db: Connection,
  id: string,
  name: Words,
  at: Temporal.Instant,
): Promise<void> {
  await sql`insert into gift (id, name, added_at)
    values (${id}::uuid, ${JSON.stringify(name)}::text::jsonb, ${at.toString()}::text::timestamptz)`.execute(
    db,
  );
}

/** Null where there is no such gift or office; false where more are promised than that. */
export async function putStock(
  db: Connection,
  { gift, office, onHand }: { gift: string; office: string; onHand: number },
): Promise<boolean | null> {
  const { rows } = await sql<{ there: boolean; put: boolean }>`
    with place as (
      select gift.id as gift_id, office.id as office_id from gift cross join office
      where gift.id = ${gift}::uuid and office.id = ${office}::uuid
    ),
    put as (
      insert into gift_stock (gift_id, office_id, on_hand) select gift_id, office_id, ${onHand}::int from place
      on conflict (gift_id, office_id) do update set on_hand = excluded.on_hand
      where gift_stock.reserved <= excluded.on_hand
      returning 1
    )
    select exists (select from place) as there, exists (select from put) as put`.execute(db);
  const [found] = rows;
  return found?.there ? found.put : null;
}

export async function loadGifts(db: Connection): Promise<Gifts["gifts"]> {
  const { rows } = await sql<Gifts["gifts"][number]>`
    select gift.id as gift, gift.name, coalesce(jsonb_agg(jsonb_build_object('office', office.id, 'officeName', office.name,
        'onHand', stock.on_hand, 'reserved', stock.reserved) order by office.name) filter (where office.id is not null), '[]')
      as stock
    from gift left join gift_stock as stock on stock.gift_id = gift.id left join office on office.id = stock.office_id
    group by gift.id order by gift.added_at, gift.id`.execute(db);
  return rows;
}

/** Lays one by; false where none is left there. */
export async function takeFromStock(
  trx: OpenTransaction,
  { gift, office }: { gift: string; office: string },
): Promise<boolean> {
  const { rows } = await sql`
    update gift_stock set reserved = reserved + 1
    where gift_id = ${gift}::uuid and office_id = ${office}::uuid and reserved < on_hand returning 1`.execute(
    trx,
  );
  return rows.length > 0;
}

export async function insertReservation(
  trx: OpenTransaction,
  row: { client: string; id: string; gift: string; office: string; on: Temporal.PlainDate },
): Promise<void> {
  await sql`insert into gift_reservation (client_id, id, gift_id, office_id, reserved_on, state)
    values (${row.client}::uuid, ${row.id}::uuid, ${row.gift}::uuid, ${row.office}::uuid, ${day(row.on)}, 'reserved')`.execute(
    trx,
  );
}

export interface Reserved {
  gift: string;
  office: string;
  state: "reserved" | "picked_up" | "returned";
}

/** The reservation ends, and what lies at the office is right again. Undefined where it did not wait any more. */
export async function endReservation(
  trx: OpenTransaction,
  end: { client: string; id: string; to: "picked_up" | "returned"; on: Temporal.PlainDate },
): Promise<Reserved | undefined> {
  const { rows } = await sql<Reserved>`
    with ended as (
      update gift_reservation set state = ${end.to}, ended_on = ${day(end.on)}
      where client_id = ${end.client}::uuid and id = ${end.id}::uuid and state = 'reserved'
      returning gift_id, office_id, state
    ),
    stocked as (
      update gift_stock set reserved = reserved - 1, on_hand = on_hand - ${end.to === "picked_up" ? 1 : 0}::int
      from ended where gift_stock.gift_id = ended.gift_id and gift_stock.office_id = ended.office_id
    )
    select gift_id as gift, office_id as office, state from ended`.execute(trx);
  return rows[0];
}

/** What waits goes on waiting, at another office. Undefined where it does not wait any more. */
export async function moveReservation(
  trx: OpenTransaction,
  move: { client: string; id: string; office: string },
): Promise<Reserved | undefined> {
  const { rows } = await sql<Reserved>`
    with waits as (
      select gift_id, office_id, state from gift_reservation
      where client_id = ${move.client}::uuid and id = ${move.id}::uuid and state = 'reserved'
    ),
    moved as (
      update gift_reservation set office_id = ${move.office}::uuid from waits
      where client_id = ${move.client}::uuid and id = ${move.id}::uuid
    ),
    stocked as (
      update gift_stock set reserved = reserved - 1 from waits
      where gift_stock.gift_id = waits.gift_id and gift_stock.office_id = waits.office_id
    )
    select gift_id as gift, office_id as office, state from waits`.execute(trx);
  return rows[0];
}

export async function loadReservations(
  db: Connection,
  client: string,
): Promise<Reservations["reservations"]> {
  type Row = Omit<Reservations["reservations"][number], "reservedOn" | "endedOn"> & {
    reservedOn: Temporal.PlainDate;
    endedOn: Temporal.PlainDate | null;
  };
  const { rows } = await sql<Row>`
    select own.id, own.gift_id as gift, gift.name, own.office_id as office, own.reserved_on as "reservedOn", own.state,
      own.ended_on as "endedOn"
    from gift_reservation as own join gift on gift.id = own.gift_id
    where own.client_id = ${client}::uuid order by own.reserved_on desc, own.id desc`.execute(db);
  return rows.map((row) => ({
    ...row,
    reservedOn: row.reservedOn.toString(),
    endedOn: row.endedOn?.toString() ?? null,
  }));
}

/** What has waited since before a day. Served by gift_reservation_waiting. */
export async function waitingSince(
  db: Connection,
  before: Temporal.PlainDate,
): Promise<{ client: string; id: string }[]> {
  const { rows } = await sql<{ client: string; id: string }>`
    select client_id as client, id from gift_reservation
    where state = 'reserved' and reserved_on < ${day(before)} order by reserved_on, id limit 1000`.execute(
    db,
  );
  return rows;
}
