/** Postings and their entries in the database: written once, read, never changed. */
import { planOnce } from "../../database/prepared.ts";
import { columns, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { formatDay, fromPlainDate } from "../../kernel/calendar.ts";
import { newId } from "../../kernel/ids.ts";
import type { CardHistory } from "../booking.ts";
import type { Posting } from "../ledger.ts";
import { askedCards } from "./asked-cards.ts";

export interface CardPostings {
  clientId: string;
  cardId: string;
  postings: readonly Posting[];
}

/** In one statement: the ledger is most of what an import writes. */
export async function insertPostings(
  trx: OpenTransaction,
  cards: readonly CardPostings[],
  bookedAt: Temporal.Instant,
): Promise<void> {
  const rows = cards.flatMap(({ clientId, cardId, postings }) =>
    postings.map((posting) => ({ clientId, cardId, ...postingRow(posting) })),
  );
  if (rows.length === 0) return;
  await sql`${planOnce}
    insert into posting (client_id, id, card_id, kind, happened_on, dealing_id, idempotency_key, on_account, gained, against,
      booked_at)
    select new.*, ${bookedAt.toString()}::text::timestamptz
    from ${columns(rows, {
      clientId: "uuid",
      id: "uuid",
      cardId: "uuid",
      kind: "text",
      happenedOn: "date",
      dealingId: "uuid",
      idempotencyKey: "text",
      account: "text",
      amount: "bigint",
      against: "text",
    })} as new`.execute(trx);
}

/** The second entry is the first with the other sign. */
export const postingRow = ({
  kind,
  happenedOn,
  dealingId,
  idempotencyKey,
  entries: [own, other],
}: Posting) => ({
  id: newId(),
  kind,
  happenedOn: formatDay(happenedOn),
  dealingId,
  idempotencyKey,
  account: own.account,
  amount: own.amount,
  against: other.account,
});

type BookedBonus = Pick<CardHistory, "changes" | "burns">;

/** By card: what is booked on its bonus account, in the order it happened. */
export async function bookedBonus(
  db: Connection,
  cards: readonly { clientId: string; cardId: string }[],
): Promise<Map<string, BookedBonus>> {
  const { mark, asked } = askedCards(cards);
  const { rows } = await sql<{
    card_id: string;
    is_burn: boolean;
    happened_on: Temporal.PlainDate;
    amount: bigint;
  }>`${mark}
    select p.card_id, p.kind in ('burned', 'restored') as is_burn, p.happened_on, p.gained as amount
    from ${asked}
    join posting p on p.client_id = asked.client_id and p.card_id = asked.card_id and p.on_account = 'card-bonus'
    order by p.card_id, p.happened_on, p.id`.execute(db);
  const booked = new Map<
    string,
    { changes: { on: Day; amount: bigint }[]; burns: { burnsOn: Day; amount: bigint; postings: number }[] }
  >();
  for (const row of rows) {
    let card = booked.get(row.card_id);
    if (!card) booked.set(row.card_id, (card = { changes: [], burns: [] }));
    const on = fromPlainDate(row.happened_on);
    if (!row.is_burn) {
      card.changes.push({ on, amount: row.amount });
      continue;
    }
    const last = card.burns.at(-1);
    if (last?.burnsOn === on) {
      last.amount -= row.amount;
      last.postings += 1;
    } else card.burns.push({ burnsOn: on, amount: -row.amount, postings: 1 });
  }
  return booked;
}

type Day = ReturnType<typeof fromPlainDate>;

/** Kopecks over all cards, what was restored and reversed taken off: issued + adjusted = redeemed + burned + outstanding. */
export interface LedgerTotals {
  issued: bigint;
  /** By hand. */
  adjusted: bigint;
  redeemed: bigint;
  burned: bigint;
  outstanding: bigint;
}

export async function ledgerTotals(db: Connection): Promise<LedgerTotals> {
  const { rows } = await sql<{ account: string; sum: string }>`
    select account, sum(amount) as sum from entry group by account`.execute(db);
  const sums = new Map(rows.map((row) => [row.account, BigInt(row.sum)]));
  return {
    issued: -(sums.get("issued") ?? 0n),
    adjusted: -(sums.get("adjusted") ?? 0n),
    redeemed: sums.get("redeemed") ?? 0n,
    burned: sums.get("burned") ?? 0n,
    outstanding: sums.get("card-bonus") ?? 0n,
  };
}

/** The embedded engine never does this by itself, a server only some minutes later. */
export async function analyzeLedger(db: Connection): Promise<void> {
  await sql`analyze client, client_external_id, card, dealing, presentation, posting, entry`.execute(db);
}
