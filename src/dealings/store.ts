/** Dealings in the database. */
import { planOnce } from "../database/prepared.ts";
import { columns, list, sql, type Connection, type OpenTransaction } from "../database/sql.ts";
import type { NewPlannedTrip } from "./planned-trip.ts";

/** A purchase as it is booked. Days as YYYY-MM-DD, money in kopecks. */
export type PurchaseRow = {
  clientId: string;
  id: string;
  happenedOn: string;
  price: bigint;
  discount: bigint;
  redeemed: bigint;
  paid: bigint;
  cardId: string;
  officeId: string | null;
  staffMemberId: string | null;
  sourceKey: string;
};

export async function insertPurchases(
  trx: OpenTransaction,
  purchases: readonly PurchaseRow[],
): Promise<void> {
  await sql`${planOnce}
    insert into dealing
      (client_id, id, happened_on, price, discount, redeemed, paid, card_id, office_id, staff_member_id, source_key, kind)
    select *, 'purchase'
    from ${columns(purchases, {
      clientId: "uuid",
      id: "uuid",
      happenedOn: "date",
      price: "bigint",
      discount: "bigint",
      redeemed: "bigint",
      paid: "bigint",
      cardId: "uuid",
      officeId: "uuid",
      staffMemberId: "uuid",
      sourceKey: "text",
    })}`.execute(trx);
}

/** By client: the keys of the dealings that are booked already. */
export async function bookedSourceKeys(
  db: Connection,
  clientIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const keys = new Map<string, Set<string>>(clientIds.map((clientId) => [clientId, new Set()]));
  if (clientIds.length === 0) return keys;
  const { rows } = await sql<{ client_id: string; source_key: string }>`
    select client_id, source_key from dealing
    join unnest(${list(clientIds, "uuid")}) as asked (client_id) using (client_id)
    where source_key is not null`.execute(db);
  for (const row of rows) keys.get(row.client_id)?.add(row.source_key);
  return keys;
}

export async function insertPlannedTrip(
  trx: OpenTransaction,
  trip: NewPlannedTrip & { client: string; id: string; responsible: string | null; recordedOn: string },
): Promise<void> {
  await sql`
    insert into planned_trip
      (client_id, id, starts_on, precision, destination, companions, responsible_id, state, recorded_on)
    values (${trip.client}::text::uuid, ${trip.id}::text::uuid, ${trip.startsOn}::text::date, ${trip.precision},
      ${trip.destination}, ${trip.companions ?? null}, ${trip.responsible}::text::uuid, 'expected',
      ${trip.recordedOn}::text::date)`.execute(trx);
}
