/** A client's cards and plans. */
import { recordsOf } from "../../clients/store/merged.ts";
import { planOnce } from "../../database/prepared.ts";
import { sql, type Connection } from "../../database/sql.ts";
import { renewalOpen } from "../../loyalty/store/till-card.ts";
import type { Card, PlannedTrip } from "../client-contract.ts";

export interface CardRow {
  /** The record it is kept under: the client's own, or one that was merged into it. */
  clientId: string;
  id: string;
  number: string;
  cardType: string;
  state: Card["state"];
  soldOn: Temporal.PlainDate;
  soldAt: string | null;
  /** The zone whose calendar the card lives by; null where no office sold it. */
  zone: string | null;
  expiresOn: Temporal.PlainDate;
  renewalOpen: boolean;
  lastPresentedOn: Temporal.PlainDate;
  lastPresentedAt: string | null;
  validThrough: Temporal.PlainDate;
  balance: bigint;
  deposit: bigint;
}

/** The card in use first. */
export async function loadCards(db: Connection, client: string): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`${planOnce}
    select card.client_id as "clientId", card.id, number, card_type as "cardType", state, sold_on as "soldOn", seller.name as "soldAt", seller.zone,
      expires_on as "expiresOn", last_presented_on as "lastPresentedOn", last.name as "lastPresentedAt",
      valid_through as "validThrough", balance, deposit, ${sql.raw(renewalOpen)} as "renewalOpen"
    from (select ${client}::text::uuid as id) as asked
    cross join lateral ${recordsOf("asked.id")} as record
    join card on card.client_id = record.id
    left join office as seller on seller.id = card.sold_at_office_id
    left join office as last on last.id = card.last_presented_office_id
    order by state <> 'active', sold_on desc, card.id desc limit 50`.execute(db);
  return rows;
}

type PlannedTripRow = Omit<PlannedTrip, "startsOn" | "recordedOn"> & {
  startsOn: Temporal.PlainDate;
  recordedOn: Temporal.PlainDate;
};

/** Live plans, the nearest first. */
export async function loadPlannedTrips(db: Connection, client: string): Promise<PlannedTripRow[]> {
  const { rows } = await sql<PlannedTripRow>`${planOnce}
    select planned_trip.id, starts_on as "startsOn", precision, destination, companions, staff.name as responsible,
      state, recorded_on as "recordedOn"
    from planned_trip left join staff_member as staff on staff.id = planned_trip.responsible_id
    where client_id = ${client}::text::uuid and state in ('expected', 'confirmed', 'handed_over')
    order by starts_on, planned_trip.id limit 50`.execute(db);
  return rows;
}
