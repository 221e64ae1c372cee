/**
 * A large base of cards with a year behind them, made by the database itself: every value follows from the card's
 * number, so each run measures the same. 1.6 purchases a card, three to four postings, an eighth of the cards with a
 * purchase in the last month, one refund in fifty purchases. Balances are the sums of the entries.
 */
import { sql, type Connection, type OpenTransaction } from "../src/database/sql.ts";
import { inBulk } from "./in-bulk.ts";

/** The month that is stated, and the day after it on which it is. */
export const lastMonth = "2026-06";
export const statedAt = Temporal.Instant.from("2026-07-02T06:00:00Z");

const tables = ["client", "posting", "presentation", "dealing", "refund", "card", "card_number"];

/** Into an empty, migrated database. */
export async function generateCards(db: Connection, cards: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // All have one name, in Russian letters: the words of names, kept by a trigger, would cost more than all the rest.
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`set local work_mem = '256MB'`.execute(trx);
    await sql`set local maintenance_work_mem = '256MB'`.execute(trx);
    await sql`
      create function pg_temp.client(i integer) returns uuid language sql immutable
        as $$ select lpad(to_hex(i), 32, '0')::uuid $$`.execute(trx);
    await sql`
      create function pg_temp.nth(what integer, n integer) returns uuid language sql immutable
        as $$ select ('0190000000007000800000000000' || what::text || lpad(n::text, 3, '0'))::uuid $$`.execute(
      trx,
    );
    await sql`
      insert into office (id, name, city, address, zone)
      select pg_temp.nth(1, n), 'Office ' || n, 'City', 'Street ' || n, 'Europe/Moscow' from generate_series(1, 40) as n`.execute(
      trx,
    );
    // Nothing is written after this: what a crash would take is made again.
    for (const table of tables) await sql`alter table ${sql.table(table)} set unlogged`.execute(trx);
    await inBulk(trx, tables, () => fill(trx, cards));
  });
  await sql`analyze`.execute(db);
}

async function fill(trx: OpenTransaction, cards: number): Promise<void> {
  await sql`
    insert into client (id, family_name, given_name, created_on)
    select pg_temp.client(i), 'Сорокина', 'Анна', date '2025-06-01' from generate_series(1, ${cards}::int) as i`.execute(
    trx,
  );
  await sql`
    create temporary table bought on commit drop as
    select i, n, date '2026-07-01' - ((i * 7919::bigint + n * 104729) % 365)::int as on_day,
      10000 + (i * 15485863::bigint + n * 32452843) % 3000000 as price
    from generate_series(1, ${cards}::int) as i cross join generate_series(1, 2) as n where n = 1 or i % 5 < 3`.execute(
    trx,
  );
  await sql`
    insert into dealing (client_id, id, kind, office_id, happened_on, price, discount, redeemed, paid, card_id)
    select pg_temp.client(i), pg_temp.nth(2, n), 'purchase', pg_temp.nth(1, 1 + i % 40), on_day, price, price * 3 / 100,
      case when i % 2 = 0 then price / 1000 else 0 end, price - price * 3 / 100, pg_temp.client(i) from bought`.execute(
    trx,
  );
  await sql`
    insert into presentation (client_id, id, card_id, presented_on, office_id)
    select pg_temp.client(i), pg_temp.nth(3, n), pg_temp.client(i), on_day, pg_temp.nth(1, 1 + i % 40) from bought`.execute(
    trx,
  );
  await sql`
    insert into refund (client_id, id, card_id, dealing_id, refunded_on, price, booked_at)
    select pg_temp.client(i), pg_temp.nth(4, n), pg_temp.client(i), pg_temp.nth(2, n), least(on_day + 9, date '2026-07-01'),
      price / 2, least(on_day + 9, date '2026-07-01') from bought where (i + n) % 50 = 0`.execute(trx);
  await post(trx);
  await sql`
    insert into card (client_id, id, number, sold_on, price, expires_on, last_presented_on, valid_through, balance)
    select pg_temp.client(i), pg_temp.client(i), '77' || lpad(i::text, 14, '0'), date '2025-06-01', 50000, date '2028-06-01',
      last_on, (last_on + interval '6 months')::date, coalesce(balance, 0)
    from (select i, max(on_day) as last_on from bought group by i) as presented
    left join (
      select client_id, sum(gained) as balance from posting where on_account = 'card-bonus' group by client_id
    ) as summed on client_id = pg_temp.client(i)
    order by i`.execute(trx);
  await sql`insert into card_number (number, client_id, card_id) select number, client_id, id from card`.execute(
    trx,
  );
}

/** Accrual, redemption of half, the burn of what was bought in the first half of the year, reversals. */
async function post(trx: OpenTransaction): Promise<void> {
  await sql`
    insert into posting (client_id, id, card_id, kind, happened_on, booked_at, dealing_id, idempotency_key, on_account, gained,
      against)
    select pg_temp.client(i), pg_temp.nth(5, n * 10 + step), pg_temp.client(i), kind, happened_on, booked_at,
      case when kind <> 'burned' then pg_temp.nth(2, n) end, (n * 10 + step)::text, 'card-bonus', amount, against
    from bought
    cross join lateral (values
      (1, 'earned', 'issued', on_day, on_day::timestamptz, price / 20, true),
      (2, 'redeemed', 'redeemed', on_day, on_day::timestamptz, -price / 1000, i % 2 = 0),
      (3, 'burned', 'burned', on_day + 184, (on_day + 184)::timestamptz, -price / 40, on_day < date '2026-01-01'),
      (4, 'reversed', 'issued', on_day, least(on_day + 9, date '2026-07-01')::timestamptz, -price / 40, (i + n) % 50 = 0)
    ) as step (step, kind, against, happened_on, booked_at, amount, holds)
    where holds and happened_on <= date '2026-07-01'`.execute(trx);
}
