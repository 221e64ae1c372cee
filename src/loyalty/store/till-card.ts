/** One card as a till meets it: found by its number, locked until the transaction ends. */
import type { ShownCard } from "../till.ts";
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { fromPlainDate } from "../../kernel/calendar.ts";

export interface TillCard extends ShownCard {
  cardId: string;
  cardType: string;
  /** The calendar of its dates: of the office that sold it, else of the business. */
  zone: string;
}

export async function findTillCard(db: Connection, number: string): Promise<TillCard | undefined> {
  return readCard(db, number, false);
}

/** Waits for whoever works on the card. */
export async function lockTillCard(trx: OpenTransaction, number: string): Promise<TillCard | undefined> {
  return readCard(trx, number, true);
}

/** Null: not known. */
export async function lastPresentedAt(
  db: Connection,
  { clientId, cardId }: Pick<TillCard, "clientId" | "cardId">,
): Promise<string | null> {
  const { rows } = await sql<{ name: string | null }>`
    select office.name from card left join office on office.id = last_presented_office_id
    where card.client_id = ${clientId} and card.id = ${cardId}`.execute(db);
  return rows[0]?.name ?? null;
}

export type TillCardRow = Omit<TillCard, Days> & Record<Days, Temporal.PlainDate>;
type Days = "soldOn" | "expiresOn" | "lastPresentedOn" | "validThrough";

async function readCard(db: Connection, number: string, lock: boolean): Promise<TillCard | undefined> {
  const { rows } = await sql<TillCardRow>`
    select card.client_id as "clientId", card.id as "cardId", card.card_type as "cardType", card.number, card.state, sold_on as "soldOn",
      expires_on as "expiresOn", last_presented_on as "lastPresentedOn", valid_through as "validThrough", balance, deposit,
      coalesce((select zone from office where office.id = card.sold_at_office_id), (select zone from business)) as zone
    from card_number n join card on card.client_id = n.client_id and card.id = n.card_id
    where n.number = ${number} ${lock ? sql`for update of card` : sql``}`.execute(db);
  const [row] = rows;
  return row && toTillCard(row);
}

export const toTillCard = (row: TillCardRow): TillCard => ({
  clientId: row.clientId,
  cardId: row.cardId,
  cardType: row.cardType,
  number: row.number,
  state: row.state,
  soldOn: fromPlainDate(row.soldOn),
  expiresOn: fromPlainDate(row.expiresOn),
  lastPresentedOn: fromPlainDate(row.lastPresentedOn),
  validThrough: fromPlainDate(row.validThrough),
  balance: row.balance,
  deposit: row.deposit,
  zone: row.zone,
});

export async function markBlocked(
  trx: OpenTransaction,
  card: { clientId: string; cardId: string },
): Promise<void> {
  await sql`
    update card set state = 'blocked' where client_id = ${card.clientId} and id = ${card.cardId}`.execute(
    trx,
  );
}

/** Waits for whoever else works on the client. */
export async function lockClient(trx: OpenTransaction, clientId: string): Promise<void> {
  await sql`select 1 from client where id = ${clientId} for update`.execute(trx);
}

export async function isOffice(db: Connection, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from office where id = ${id}::uuid`.execute(db);
  return rows.length > 0;
}

export async function zoneForSale(db: Connection, officeId: string | undefined): Promise<string> {
  const { rows } = await sql<{ zone: string }>`
    select coalesce((select office.zone from office where office.id = ${officeId ?? null}::uuid), business.zone) as zone from business`.execute(
    db,
  );
  return rows[0]?.zone ?? "UTC";
}

/** Undefined: there is no such staff member. */
export async function roleOf(db: Connection, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ role: string }>`
    select role from staff_member where id = ${id}::uuid`.execute(db);
  return rows[0]?.role;
}
