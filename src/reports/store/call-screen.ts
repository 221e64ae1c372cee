/** What only the operator's screen asks about a client. */
import { recordsOf } from "../../clients/store/merged.ts";
import { planOnce } from "../../database/prepared.ts";
import { constants, sql, type Connection } from "../../database/sql.ts";
import type { Words } from "../../kernel/language.ts";

const talks = constants(["done", "refused", "do_not_disturb", "complaint", "call_back"]);

export interface ScreenRow {
  place: string | null;
  trips: number;
  talkedAt: Temporal.Instant | null;
  talkedWith: string | null;
  talkWords: string | null;
}

/** Where the client's clock is, how often they travelled, and the last conversation of which something was written down. */
export async function loadScreenRow(db: Connection, client: string): Promise<ScreenRow | undefined> {
  const { rows } = await sql<ScreenRow>`${planOnce}
    select coalesce(case when office.zone = local.zone then office.city end,
        (select min(city) from office where office.zone = local.zone)) as place,
      (select count(*)::int from ${recordsOf("client.id")} as record
        join dealing on dealing.client_id = record.id where dealing.kind = 'trip') as trips,
      talk.ended_at as "talkedAt", talk.name as "talkedWith", talk.words as "talkWords"
    from client cross join business left join office on office.id = client.home_office_id
    cross join lateral (select coalesce(client.zone, client.phone_zone, office.zone, business.zone) as zone) as local
    left join lateral (
      select call.ended_at, staff.name, call.words
      from ${recordsOf("client.id")} as record join call on call.client_id = record.id
      left join staff_member as staff on staff.id = call.staff_member_id
      where call.outcome in ${talks} and call.words <> ''
      order by call.ended_at desc limit 1
    ) as talk on true
    where client.id = ${client}::text::uuid`.execute(db);
  return rows[0];
}

export interface OfficeRow {
  id: string;
  name: string;
  city: string;
}

export async function loadOffices(db: Connection): Promise<OfficeRow[]> {
  const { rows } = await sql<OfficeRow>`${planOnce}
    select id, name, city from office order by city, name, id`.execute(db);
  return rows;
}

export interface WaitingGiftRow {
  id: string;
  gift: string;
  name: Words;
  office: string;
  officeId: string;
  reservedOn: Temporal.PlainDate;
}

export async function loadWaitingGifts(db: Connection, client: string): Promise<WaitingGiftRow[]> {
  const { rows } = await sql<WaitingGiftRow>`${planOnce}
    select own.id, own.gift_id as gift, gift.name, office.name as office, office.id as "officeId", own.reserved_on as "reservedOn"
    from gift_reservation as own join gift on gift.id = own.gift_id join office on office.id = own.office_id
    where own.client_id = ${client}::text::uuid and own.state = 'reserved' order by own.reserved_on, own.id`.execute(
    db,
  );
  return rows;
}

/** Gifts of which there is one that nobody was promised, with the offices where it lies. */
export async function loadGiftsAtHand(
  db: Connection,
): Promise<{ gift: string; name: Words; offices: string[] }[]> {
  const { rows } = await sql<{ gift: string; name: Words; offices: string[] }>`${planOnce}
    select gift.id as gift, gift.name, jsonb_agg(stock.office_id) as offices
    from gift join gift_stock as stock on stock.gift_id = gift.id and stock.reserved < stock.on_hand
    group by gift.id order by gift.added_at, gift.id`.execute(db);
  return rows;
}
