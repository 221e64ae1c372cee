/** Trips and visits that stand by themselves: what a till or a file booked on a card is not theirs to change. */
import { columns, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { Kopecks } from "../../kernel/money.ts";
import type { DealFields } from "../deal-contract.ts";

export interface DealRow {
  id: string;
  kind: "trip" | "visit";
  on: string;
  departsOn: string | null;
  returnsOn: string | null;
  destination: string | null;
  companions: string | null;
  office: string | null;
  price: bigint;
}

const columnsOf = sql`id, kind, happened_on::text as "on", departs_on::text as "departsOn", returns_on::text as "returnsOn",
  destination, companions, office_id as office, price`;
const isDeal = sql`kind in ('trip', 'visit') and card_id is null`;

/** Served by dealing_line, read backwards. */
export async function loadDeals(db: Connection, client: string): Promise<DealRow[]> {
  const { rows } = await sql<DealRow>`
    select ${columnsOf} from dealing where client_id = ${client}::uuid and ${isDeal}
    order by happened_on desc, id desc limit 200`.execute(db);
  return rows;
}

export async function findDeal(db: Connection, client: string, id: string): Promise<DealRow | undefined> {
  const { rows } = await sql<DealRow>`
    select ${columnsOf} from dealing where client_id = ${client}::uuid and id = ${id}::uuid and ${isDeal}`.execute(
    db,
  );
  return rows[0];
}

/** Whole, with the client it belongs to. `key`: what another system calls it. */
export interface StoredDeal extends DealRow {
  client: string;
  key: string | null;
}

export const asStored = (
  of: { client: string; id: string; key: string | null; price: Kopecks },
  { kind, on, departsOn, returnsOn, destination, companions, office }: DealFields,
): StoredDeal => ({
  ...of,
  kind,
  on,
  departsOn: departsOn ?? null,
  returnsOn: returnsOn ?? null,
  destination: destination ?? null,
  companions: companions ?? null,
  office: office ?? null,
});

/**
 * New, written down by a staff member where one is named, or instead of what has the same id; whose it was and what it was
 * called stays. Of offices that there are.
 */
export async function putDeals(
  trx: OpenTransaction,
  deals: readonly StoredDeal[],
  by: string | null,
): Promise<void> {
  if (deals.length === 0) return;
  const types = {
    client: "uuid",
    id: "uuid",
    kind: "text",
    on: "date",
    departsOn: "date",
    returnsOn: "date",
    destination: "text",
    companions: "text",
    office: "uuid",
    price: "bigint",
    key: "text",
  };
  await sql`
    insert into dealing (client_id, id, kind, happened_on, departs_on, returns_on, destination, companions, office_id, price,
      source_key, paid, staff_member_id)
    select told.*, told.price, ${by}::text::uuid from ${columns(
      deals.map((deal) => ({ ...deal })),
      types,
    )}
      as told (client_id, id, kind, happened_on, departs_on, returns_on, destination, companions, office_id, price, source_key)
    on conflict (client_id, id) do update set kind = excluded.kind, happened_on = excluded.happened_on,
      departs_on = excluded.departs_on, returns_on = excluded.returns_on, destination = excluded.destination,
      companions = excluded.companions, office_id = excluded.office_id, price = excluded.price, paid = excluded.paid`.execute(
    trx,
  );
}

/** Served by dealing_source. */
export async function loadDealsByKey(
  db: Connection,
  asked: readonly { client: string; key: string }[],
): Promise<StoredDeal[]> {
  const { rows } = await sql<StoredDeal>`
    select ${columnsOf}, dealing.client_id as client, source_key as key
    from (select distinct * from ${columns(asked, { client: "uuid", key: "text" })}) as asked (client_id, key)
    join dealing on dealing.client_id = asked.client_id and dealing.source_key = asked.key and ${isDeal}`.execute(
    db,
  );
  return rows;
}

export async function deleteDeal(trx: OpenTransaction, client: string, id: string): Promise<void> {
  await sql`delete from dealing where client_id = ${client}::uuid and id = ${id}::uuid and ${isDeal}`.execute(
    trx,
  );
}
