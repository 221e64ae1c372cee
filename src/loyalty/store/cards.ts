/** Cards and their numbers in the database. */
import { columns, list, sql, type OpenTransaction } from "../../database/sql.ts";
import { fromPlainDate, type EpochDay } from "../../kernel/calendar.ts";
import { deriveCardNumber } from "../card-number.ts";

export interface LockedCard {
  clientId: string;
  cardId: string;
  cardType: string;
  soldOn: EpochDay;
  expiresOn: EpochDay;
  /** No office and no staff member sold it: its day of sale is only what the imported purchases say. */
  soldByImport: boolean;
}

/** By client: the card that purchases go to, the active one sold first; locked until the transaction ends. */
export async function lockCards(
  trx: OpenTransaction,
  clientIds: readonly string[],
): Promise<Map<string, LockedCard>> {
  const cards = new Map<string, LockedCard>();
  if (clientIds.length === 0) return cards;
  const { rows } = await sql<{
    client_id: string;
    id: string;
    card_type: string;
    sold_on: Temporal.PlainDate;
    expires_on: Temporal.PlainDate;
    sold_by_import: boolean;
  }>`
    select client_id, id, card_type, sold_on, expires_on,
      sold_at_office_id is null and sold_by_id is null as sold_by_import
    from card join unnest(${list(clientIds, "uuid")}) as asked (client_id) using (client_id)
    order by client_id, state <> 'active', sold_on, id for update of card`.execute(trx);
  for (const row of rows) {
    if (cards.has(row.client_id)) continue;
    cards.set(row.client_id, {
      clientId: row.client_id,
      cardId: row.id,
      cardType: row.card_type,
      soldOn: fromPlainDate(row.sold_on),
      expiresOn: fromPlainDate(row.expires_on),
      soldByImport: row.sold_by_import,
    });
  }
  return cards;
}

/** A card at its state after booking. Days as YYYY-MM-DD. */
export type CardRow = {
  clientId: string;
  id: string;
  cardType: string;
  soldOn: string;
  expiresOn: string;
  price: bigint;
  lastPresentedOn: string;
  validThrough: string;
  balance: bigint;
  soldAtOfficeId: string | null;
  soldById: string | null;
};

export async function insertCards(
  trx: OpenTransaction,
  cards: readonly (CardRow & { number: string })[],
): Promise<void> {
  await sql`
    insert into card
      (client_id, id, number, card_type, sold_on, expires_on, price, last_presented_on, valid_through, balance,
        sold_at_office_id, sold_by_id, last_presented_office_id)
    select new.*, sold_at_office_id from ${columns(cards, {
      clientId: "uuid",
      id: "uuid",
      number: "text",
      cardType: "text",
      soldOn: "date",
      expiresOn: "date",
      price: "bigint",
      lastPresentedOn: "date",
      validThrough: "date",
      balance: "bigint",
      soldAtOfficeId: "uuid",
      soldById: "uuid",
    })} as new (client_id, id, number, card_type, sold_on, expires_on, price, last_presented_on, valid_through, balance,
      sold_at_office_id, sold_by_id)`.execute(trx);
}

export type CardChange = {
  clientId: string;
  cardId: string;
  soldOn: string;
  expiresOn: string | null;
  lastPresentedOn: string;
  validThrough: string;
  /** Where the last presentation was, if it is a new one. */
  officeId: string | null;
  balanceChange: bigint;
  depositChange: bigint;
};

/** In the transaction that writes the presentations and entries these follow from. Null `expiresOn` keeps it. */
export async function updateCards(trx: OpenTransaction, changes: readonly CardChange[]): Promise<void> {
  await sql`
    update card set sold_on = new.sold_on, expires_on = coalesce(new.expires_on, card.expires_on),
      last_presented_on = new.last_presented_on, valid_through = new.valid_through,
      last_presented_office_id = case
        when new.office_id is not null or new.last_presented_on > card.last_presented_on then new.office_id
        else card.last_presented_office_id end,
      balance = card.balance + new.balance_change, deposit = card.deposit + new.deposit_change
    from ${columns(changes, {
      clientId: "uuid",
      cardId: "uuid",
      soldOn: "date",
      expiresOn: "date",
      lastPresentedOn: "date",
      validThrough: "date",
      officeId: "uuid",
      balanceChange: "bigint",
      depositChange: "bigint",
    })} as new (client_id, id, sold_on, expires_on, last_presented_on, valid_through, office_id, balance_change,
      deposit_change)
    where card.client_id = new.client_id and card.id = new.id`.execute(trx);
}

/** By card id: a number of its own, derived from `owner`; where one is taken, the next. */
export async function claimCardNumbers(
  trx: OpenTransaction,
  cards: readonly { clientId: string; cardId: string; owner: string }[],
): Promise<Map<string, string>> {
  const numbers = new Map<string, string>();
  let open = cards;
  for (let attempt = 0; open.length > 0; attempt++) {
    const claims = open.map(({ clientId, cardId, owner }) => ({
      number: deriveCardNumber(owner, attempt),
      clientId,
      cardId,
    }));
    const { rows } = await sql<{ number: string; card_id: string }>`
      insert into card_number (number, client_id, card_id)
      select * from ${columns(claims, { number: "text", clientId: "uuid", cardId: "uuid" })}
      as new (number, client_id, card_id) order by number
      on conflict do nothing returning number, card_id`.execute(trx);
    for (const row of rows) numbers.set(row.card_id, row.number);
    open = open.filter(({ cardId }) => !numbers.has(cardId));
  }
  return numbers;
}
