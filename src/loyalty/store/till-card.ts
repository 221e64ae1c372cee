/** One card as a till meets it: found by its number, locked until the transaction ends. */
import type { TillCard } from "../till.ts";
import { planOnce } from "../../database/prepared.ts";
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { fromPlainDate } from "../../kernel/calendar.ts";
import { newId } from "../../kernel/ids.ts";

export async function findTillCard(db: Connection, number: string): Promise<TillCard | undefined> {
  return readCard(db, number, false);
}

/** Waits for whoever works on the card. */
export async function lockTillCard(trx: OpenTransaction, number: string): Promise<TillCard | undefined> {
  return readCard(trx, number, true);
}

/** By the card's own word: it is locked and fresh where the look-up's row may be of a moment before. */
export const numberState = `case when n.number = card.number then 'active' when n.state = 'waiting' then 'waiting'
  else 'replaced' end`;

export const cardColumns = `card.card_type as "cardType", card.state, card.sold_on as "soldOn", card.expires_on as "expiresOn",
  card.last_presented_on as "lastPresentedOn", card.valid_through as "validThrough", card.balance, card.deposit,
  coalesce((select zone from office where office.id = card.sold_at_office_id), (select zone from business)) as zone`;

export const renewalOpen = `exists (select 1 from card_renewal r where r.client_id = card.client_id
  and r.card_id = card.id and r.state not in ('handed_out', 'cancelled'))`;
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
  const { rows } = await sql<TillCardRow>`${planOnce}
    select card.client_id as "clientId", card.id as "cardId", n.number, ${sql.raw(numberState)} as "numberState",
      ${sql.raw(cardColumns)}, ${sql.raw(renewalOpen)} as "renewalOpen"
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
  numberState: row.numberState,
  state: row.state,
  renewalOpen: row.renewalOpen,
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

/** What became of a card besides what is booked on it, so that the plan can follow. */
export async function insertCardMove(
  trx: OpenTransaction,
  {
    card,
    ...move
  }: { card: { clientId: string; cardId: string }; what: "blocked" | "replaced"; at: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into card_move (client_id, id, card_id, at, what)
    values (${card.clientId}::uuid, ${newId()}::uuid, ${card.cardId}::uuid, ${move.at.toString()}::text::timestamptz,
      ${move.what})`.execute(trx);
}

/** Waits for whoever else works on the client. */
export async function lockClient(trx: OpenTransaction, clientId: string): Promise<void> {
  await sql`select 1 from client where id = ${clientId} for update`.execute(trx);
}

export async function isOffice(db: Connection, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from office where id = ${id}::uuid`.execute(db);
  return rows.length > 0;
}

/** By its id or its name; undefined where none, or more than one, is meant. */
export async function findOffice(
  db: Connection,
  text: string,
): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from office where id::text = lower(${text}) or name = ${text} limit 2`.execute(db);
  return rows.length === 1 ? rows[0] : undefined;
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
