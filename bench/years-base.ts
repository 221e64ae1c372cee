/**
 * What years leave behind in a base that generateBase has made: for every client 1.2 cards, five dealings and ten touches
 * in all. Everything follows from the row's number, and costs no more than arithmetic.
 */
import type { RawBuilder } from "kysely";
import { sql, type OpenTransaction } from "../src/database/sql.ts";

interface Years {
  clients: number;
  day: RawBuilder<unknown>;
}

/** Needs the dice of base.ts, and is quick while the tables have no indexes. */
export async function addYears(trx: OpenTransaction, years: Years): Promise<void> {
  await moreCards(trx, years);
  await moreDealings(trx, years);
  await moreTouches(trx, years);
}

/** Every third client has another card, given. */
async function moreCards(trx: OpenTransaction, { clients, day }: Years): Promise<void> {
  await sql`
    insert into card (client_id, id, number, sold_on, sold_at_office_id, price, expires_on, last_presented_on,
      last_presented_office_id, valid_through, balance)
    select pg_temp.id('client', i), pg_temp.id('second card', i), '78' || lpad(i::text, 14, '0'), presented - 300,
      pg_temp.id('office', 1 + i % 4), 0, presented + 795, presented, pg_temp.id('office', 1 + i % 4),
      (presented + interval '6 months')::date,
      case when presented + interval '6 months' >= ${day} and i % 10 < 7 then 5000 + i * 7919::bigint % 1000000 else 0 end
    from generate_series(1, ${clients}::int) as i
    cross join lateral (select ${day} - (i * 104729::bigint % 400)::int as presented) as showing
    where i % 20 < 7`.execute(trx);
  await sql`
    insert into card_number (number, client_id, card_id)
    select number, client_id, id from card where number like '78%'`.execute(trx);
}

async function moreDealings(trx: OpenTransaction, { clients, day }: Years): Promise<void> {
  await sql`
    insert into dealing (client_id, id, kind, office_id, happened_on, price, paid)
    select client.id, ('01700000-0000-7000-8000-' || lpad((i * 10::bigint + n)::text, 12, '0'))::uuid, 'purchase',
      pg_temp.id('office', 1 + i % 4), ${day} - ((i * 7919::bigint + n * 104729) % 1500)::int, price, price
    from generate_series(1, ${clients}::int) as i
    cross join lateral (select pg_temp.id('client', i) as id offset 0) as client
    cross join generate_series(1, 4) as n
    cross join lateral (select 10000 + (i * 15485863::bigint + n * 32452843) % 3000000 as price) as sum
    where n < 4 or i % 2 = 0`.execute(trx);
}

/** Day after day for two years, as they were planned and made; what the rules saw is kept with each. */
async function moreTouches(trx: OpenTransaction, { clients, day }: Years): Promise<void> {
  const days = 730;
  const aDay = Math.round((clients * 8.5) / days);
  await sql`
    insert into touch (client_id, id, on_day, chain, chain_version, step, occasion_kind, occasion_key, occasion_date, facts,
      purpose, channel, state, planned_at, moved_at, says, due_on, window_ends, consent_given, consent_at, consent_how,
      zone, zone_from, opens_at, closes_at, proactive_count, calls_count)
    select client.id, pg_temp.id('old touch', (nth * 1000 + ago)::int), on_day, 'after-trip', 1, 'ask', 'returned', 'returned:' || i || ':' || on_day,
      on_day - 3, jsonb_build_object('returnedOn', on_day - 3, 'destination', 'Sochi'), case i % 3 when 0 then 'care' when 1 then 'loyalty' else 'greeting' end,
      case i % 4 when 0 then 'call' else 'email' end, case i % 4 when 0 then 'done' else 'sent' end,
      on_day - 1, on_day, 349525, on_day, on_day + 4, true, on_day - 800, 'form', 'Europe/Moscow', 'office',
      on_day + interval '7 hours', on_day + interval '17 hours', 1, 0
    from generate_series(1, ${days}::int) as ago
    cross join lateral (select ${day} - ${days}::int - 1 + ago as on_day) as date
    cross join generate_series(1, ${aDay}::int) as nth
    cross join lateral (select 1 + ((ago * 7919::bigint + nth * 613::bigint) % ${clients}::int)::int as i) as one
    cross join lateral (select pg_temp.id('client', i) as id offset 0) as client`.execute(trx);
}
