/** A ledger of any size made by the database itself, for measuring. Every card's books balance. */
import { sql, type Connection } from "../src/database/sql.ts";
import { inBulk } from "./in-bulk.ts";

export interface LedgerRequest {
  cards: number;
  /** Each earns 10.00; two entries to a posting. */
  postingsPerCard: number;
  /** The first so many cards were last presented seven months before `on`, the others on the day before it. */
  dueCards: number;
  on: Temporal.PlainDate;
}

/** Into an empty, migrated database. Card `i` has the number `77…i`. */
export async function generateLedger(
  db: Connection,
  { cards, postingsPerCard, dueCards, on }: LedgerRequest,
): Promise<void> {
  const all = sql`generate_series(1, ${cards}::int) as i`;
  const shown = sql`case when i <= ${dueCards}::int then (${on.toString()}::text::date - interval '7 months')::date
    else ${on.toString()}::text::date - 1 end`;
  await db.transaction().execute(async (trx) => {
    // Nobody has a name: the trigger that keeps the words of names would look through all of them in vain.
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`
      create function pg_temp.id(what text, i bigint) returns uuid language sql immutable
        as $$ select (lpad(to_hex(1600000000000 + i * 7), 12, '0') || '7' || substr(md5(what || i::text), 1, 3)
          || '8' || substr(md5(what || i::text), 4, 15))::uuid $$`.execute(trx);
    await inBulk(trx, ["client", "card", "card_number", "presentation", "posting"], async () => {
      await sql`
        insert into client (id, created_on) select pg_temp.id('client', i), '2020-01-01' from ${all}`.execute(
        trx,
      );
      await sql`
        insert into card (client_id, id, number, sold_on, price, expires_on, last_presented_on, valid_through, balance)
        select pg_temp.id('client', i), pg_temp.id('card', i), '77' || lpad(i::text, 14, '0'), ${on.toString()}::text::date - 500,
          50000, ${on.toString()}::text::date + 595, shown, (shown + interval '6 months')::date,
          1000 * ${postingsPerCard}::int
        from ${all} cross join lateral (select ${shown} as shown) as showing`.execute(trx);
      await sql`
        insert into card_number (number, client_id, card_id) select number, client_id, id from card`.execute(
        trx,
      );
      await sql`
        insert into presentation (client_id, id, card_id, presented_on)
        select client_id, id, id, last_presented_on from card`.execute(trx);
      await sql`
        insert into posting (client_id, id, card_id, kind, happened_on, booked_at, idempotency_key, on_account, gained, against)
        select client_id, pg_temp.id('posting', n * 10000000::bigint + row_number() over ()), id, 'earned', last_presented_on,
          ${on.toString()}::text::date, 'earn:' || n, 'card-bonus', 1000, 'issued'
        from card cross join generate_series(1, ${postingsPerCard}::int) as n`.execute(trx);
    });
  });
  await sql`analyze`.execute(db);
}
