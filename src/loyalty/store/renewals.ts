/** Renewals of cards with every move of theirs, and the change from one number to another. */
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { RenewalState } from "../renewal.ts";
import type { Owner } from "./number-ranges.ts";

export interface RenewalRow {
  id: string;
  state: RenewalState;
  /** The day of the state. */
  since: Temporal.PlainDate;
  officeId: string | null;
  number: string | null;
}

/** The last one of a card, open or over. */
export async function lastRenewal(db: Connection, card: Owner): Promise<RenewalRow | undefined> {
  const { rows } = await sql<RenewalRow>`
    select id, state, since, office_id as "officeId", number from card_renewal
    where client_id = ${card.clientId}::uuid and card_id = ${card.cardId}::uuid order by id desc limit 1`.execute(
    db,
  );
  return rows[0];
}

/** Makes it, or brings it to where it stands now. Days as YYYY-MM-DD. */
export async function saveRenewal(
  trx: OpenTransaction,
  card: Owner,
  renewal: Omit<RenewalRow, "since"> & { since: string },
): Promise<void> {
  await sql`
    insert into card_renewal (client_id, id, card_id, state, since, office_id, number)
    values (${card.clientId}::uuid, ${renewal.id}::uuid, ${card.cardId}::uuid, ${renewal.state},
      ${renewal.since}::text::date, ${renewal.officeId}::uuid, ${renewal.number})
    on conflict (client_id, id) do update
      set state = excluded.state, since = excluded.since, office_id = excluded.office_id, number = excluded.number`.execute(
    trx,
  );
}

export interface RenewalMoveRow {
  to: RenewalState;
  at: Temporal.Instant;
  officeId: string | null;
  staffMemberId: string | null;
}

export async function insertMove(
  trx: OpenTransaction,
  { clientId, renewalId, id, ...move }: RenewalMoveRow & { clientId: string; renewalId: string; id: string },
): Promise<void> {
  await sql`
    insert into card_renewal_move (client_id, id, renewal_id, at, to_state, office_id, staff_member_id)
    values (${clientId}::uuid, ${id}::uuid, ${renewalId}::uuid, ${move.at.toString()}::text::timestamptz, ${move.to},
      ${move.officeId}::uuid, ${move.staffMemberId}::uuid)`.execute(trx);
}

/** In the order they were made. */
export async function loadMoves(
  db: Connection,
  clientId: string,
  renewalId: string,
): Promise<RenewalMoveRow[]> {
  const { rows } = await sql<RenewalMoveRow>`
    select to_state as "to", at, office_id as "officeId", staff_member_id as "staffMemberId" from card_renewal_move
    where client_id = ${clientId}::uuid and renewal_id = ${renewalId}::uuid order by id`.execute(db);
  return rows;
}

export interface NumberChange {
  /** Taken for the card before. */
  number: string;
  /** YYYY-MM-DD. */
  on: string;
  officeId: string | null;
  staffMemberId: string | null;
  /** Of the card from now on; null keeps it. */
  expiresOn: string | null;
}

/** From one moment on the card goes by the new number alone. It was lost or renewed, so it is active again. */
export async function changeNumber(trx: OpenTransaction, card: Owner, change: NumberChange): Promise<void> {
  await sql`
    update card_number set state = 'replaced', until = ${change.on}::text::date
    where number = (select number from card where client_id = ${card.clientId}::uuid and id = ${card.cardId}::uuid)`.execute(
    trx,
  );
  await sql`
    update card_number set state = 'active', since = ${change.on}::text::date, office_id = ${change.officeId}::uuid,
      staff_member_id = ${change.staffMemberId}::uuid
    where number = ${change.number}`.execute(trx);
  await sql`
    update card set number = ${change.number}, state = 'active',
      expires_on = coalesce(${change.expiresOn}::text::date, expires_on)
    where client_id = ${card.clientId}::uuid and id = ${card.cardId}::uuid`.execute(trx);
}

/** Made and not handed out. */
export async function markWaiting(trx: OpenTransaction, number: string): Promise<void> {
  await sql`update card_number set state = 'waiting' where number = ${number}`.execute(trx);
}

/** It never works, nor is it given to another card. */
export async function markGivenUp(trx: OpenTransaction, number: string, on: string): Promise<void> {
  await sql`update card_number set state = 'replaced', until = ${on}::text::date where number = ${number}`.execute(
    trx,
  );
}
