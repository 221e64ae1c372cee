/** Trips and visits that stand by themselves: what a till or a file booked on a card is not theirs to change. */
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { Kopecks } from "../../kernel/money.ts";
import type { DealInput } from "../deal-contract.ts";

export interface DealRow {
  id: string;
  kind: "trip" | "visit";
  on: string;
  departsOn: string | null;
  returnsOn: string | null;
  destination: string | null;
  office: string | null;
  price: bigint;
}

const columns = sql`id, kind, happened_on::text as "on", departs_on::text as "departsOn", returns_on::text as "returnsOn",
  destination, office_id as office, price`;
const isDeal = sql`kind in ('trip', 'visit') and card_id is null`;

/** Served by dealing_line, read backwards. */
export async function loadDeals(db: Connection, client: string): Promise<DealRow[]> {
  const { rows } = await sql<DealRow>`
    select ${columns} from dealing where client_id = ${client}::uuid and ${isDeal}
    order by happened_on desc, id desc limit 200`.execute(db);
  return rows;
}

export async function findDeal(db: Connection, client: string, id: string): Promise<DealRow | undefined> {
  const { rows } = await sql<DealRow>`
    select ${columns} from dealing where client_id = ${client}::uuid and id = ${id}::uuid and ${isDeal}`.execute(
    db,
  );
  return rows[0];
}

const nothingMore = { departsOn: null, returnsOn: null, destination: null, office: null };

/** New, or instead of what had this id. False where there is no such office. */
export async function putDeal(
  trx: OpenTransaction,
  { client, id, price }: { client: string; id: string; price: Kopecks },
  deal: DealInput,
): Promise<boolean> {
  const { kind, on } = deal;
  const { departsOn, returnsOn, destination, office } = { ...nothingMore, ...deal };
  const { rows } = await sql`
    insert into dealing (client_id, id, kind, happened_on, departs_on, returns_on, destination, office_id, price, paid)
    select ${client}::uuid, ${id}::uuid, ${kind}, ${on}::text::date, ${departsOn}::text::date, ${returnsOn}::text::date,
      ${destination}::text, ${office}::text::uuid, ${price.toString()}::text::bigint, ${price.toString()}::text::bigint
    where ${office}::text is null or exists (select from office where id = ${office}::text::uuid)
    on conflict (client_id, id) do update set kind = excluded.kind, happened_on = excluded.happened_on,
      departs_on = excluded.departs_on, returns_on = excluded.returns_on, destination = excluded.destination,
      office_id = excluded.office_id, price = excluded.price, paid = excluded.paid
    returning id`.execute(trx);
  return rows.length > 0;
}

export async function deleteDeal(trx: OpenTransaction, client: string, id: string): Promise<void> {
  await sql`delete from dealing where client_id = ${client}::uuid and id = ${id}::uuid and ${isDeal}`.execute(
    trx,
  );
}
