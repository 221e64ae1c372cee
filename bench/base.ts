/**
 * A large base made by the database itself, for measuring: every value follows from the row's number, so each run
 * measures the same. On an ordinary day four to five clients in a hundred have some reason for a touch.
 */
import type { RawBuilder } from "kysely";
import { sql, type Connection, type OpenTransaction } from "../src/database/sql.ts";
import { inBulk } from "./in-bulk.ts";
import { addYears } from "./years-base.ts";

export interface BaseRequest {
  clients: number;
  /** The day whose plan is measured. */
  on: Temporal.PlainDate;
  /** A newsletter comes out on this day, for everybody. */
  issueOn?: Temporal.PlainDate;
  /** With what years leave behind: five dealings and ten touches a client. */
  years?: boolean;
}

const filled = [
  "client",
  "contact_point",
  "contact_address",
  "consent",
  "do_not_disturb",
  "silenced_address",
  "dealing",
  "card",
  "card_number",
  "presentation",
  "posting",
  "touch",
];

/** Into an empty, migrated database. */
export async function generateBase(
  db: Connection,
  { clients, on, issueOn, years }: BaseRequest,
): Promise<void> {
  const day = sql`${on.toString()}::text::date`;
  await db.transaction().execute(async (trx) => {
    // Nobody has names such as these: a list of their words, kept by a trigger, would cost more than all the rest.
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`set local work_mem = '256MB'`.execute(trx);
    await sql`set local maintenance_work_mem = '512MB'`.execute(trx);
    await defineDice(trx);
    await offices(trx);
    await inBulk(trx, filled, async () => {
      await people(trx, clients, day);
      await allowances(trx, clients, day);
      await dealings(trx, clients, day);
      await cards(trx, clients, day);
      await pastTouches(trx, clients, day);
      if (years) await addYears(trx, { clients, day });
    });
    if (issueOn)
      await sql`
        insert into newsletter_issue (number, issue_on, subject, body)
        values (1, ${issueOn.toString()}::text::date, '{"ru":"Выпуск","en":"Issue"}', '{"ru":"Текст","en":"Text"}')`.execute(
        trx,
      );
  });
  await sql`analyze`.execute(db);
}

/** `roll('what', i, n)` is 0 … n−1; `id('what', i)` a UUIDv7 in the order of the numbers. Both plain enough to be inlined, and cheap. */
async function defineDice(trx: OpenTransaction): Promise<void> {
  await sql`
    create function pg_temp.roll(what text, i integer, sides integer) returns integer language sql immutable
      as $$ select ((hashint8extended(i::bigint, hashtext(what)) & 2147483647) % sides)::integer $$`.execute(
    trx,
  );
  await sql`
    create function pg_temp.id(what text, i integer) returns uuid language sql immutable
      as $$ select overlay(lpad(to_hex(1600000000000 + i::bigint * 997), 12, '0') || '7'
        || lpad(to_hex(hashint8extended(i::bigint, hashtext(what))), 16, '0') || '000' placing '8' from 17)::uuid $$`.execute(
    trx,
  );
}

async function offices(trx: OpenTransaction): Promise<void> {
  await sql`
    insert into office (id, name, city, address, zone)
    select pg_temp.id('office', number::int), 'Office ' || number, zone, 'Street ' || number, zone
    from unnest(array['Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Vladivostok', 'Europe/Moscow'])
      with ordinality as place (zone, number)`.execute(trx);
}

const numbers = (clients: number): RawBuilder<unknown> => sql`generate_series(1, ${clients}::int) as i`;

async function people(trx: OpenTransaction, clients: number, day: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into client (id, family_name, given_name, birthday_month, birthday_day, birthday_year, zone, home_office_id,
      hours_from, hours_to, deceased_on, created_on)
    select pg_temp.id('client', i), 'Family ' || i, 'Given ' || i, extract(month from born), extract(day from born),
      case when pg_temp.roll('year', i, 10) > 0 then 1945 + pg_temp.roll('age', i, 60) end,
      case when pg_temp.roll('zone', i, 20) = 0 then 'Asia/Novosibirsk' end,
      case when pg_temp.roll('home', i, 50) > 0 then pg_temp.id('office', 1 + pg_temp.roll('office', i, 4)) end,
      case when pg_temp.roll('hours', i, 10) = 0 then time '12:00' end,
      case when pg_temp.roll('hours', i, 10) = 0 then time '18:00' end,
      case when pg_temp.roll('deceased', i, 500) = 0 then ${day} - 30 end, ${day} - 800
    from ${numbers(clients)}
    cross join lateral (select date '2023-01-01' + pg_temp.roll('birthday', i, 365) as born) as birthday`.execute(
    trx,
  );
  await sql`
    insert into contact_point (client_id, id, kind, value, state, since)
    select pg_temp.id('client', i), pg_temp.id('phone', i), 'phone', '+7900' || lpad(i::text, 7, '0'),
      case when pg_temp.roll('phone state', i, 25) = 0 then 'wrong' else 'verified' end, ${day} - 800
    from ${numbers(clients)} where pg_temp.roll('phone', i, 20) > 0
    union all
    select pg_temp.id('client', i), pg_temp.id('email', i), 'email', 'client' || i || '@example.org',
      case when pg_temp.roll('email state', i, 20) = 0 then 'bounced' else 'verified' end, ${day} - 800
    from ${numbers(clients)}`.execute(trx);
  await sql`
    insert into contact_address (kind, value, client_id) select kind, value, client_id from contact_point`.execute(
    trx,
  );
}

async function allowances(trx: OpenTransaction, clients: number, day: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into consent (client_id, id, purpose, channel, given, at, how, wording_version)
    select pg_temp.id('client', i), pg_temp.id('contact', i), 'contact', 'any', true, ${day} - 800, 'form', '1'
    from ${numbers(clients)} where pg_temp.roll('contact', i, 14) > 0
    union all
    select pg_temp.id('client', i), pg_temp.id('advertising', i), 'advertising', 'email',
      pg_temp.roll('withdrawn', i, 20) > 0, ${day} - 700, 'form', '1'
    from ${numbers(clients)} where pg_temp.roll('advertising', i, 3) = 0`.execute(trx);
  await sql`
    insert into do_not_disturb (client_id, id, scope, channel, since, recorded_by, words)
    select pg_temp.id('client', i), pg_temp.id('wish', i),
      case pg_temp.roll('scope', i, 3) when 0 then 'everything' when 1 then 'advertising' else 'channel' end,
      case when pg_temp.roll('scope', i, 3) = 2 then 'call' end, ${day} - 100, 'bench', 'Do not disturb'
    from ${numbers(clients)} where pg_temp.roll('wish', i, 40) = 0`.execute(trx);
  await sql`
    insert into silenced_address (kind, value, id, scope, channel, since)
    select kind, value, wish.id, scope, channel, wish.since
    from do_not_disturb as wish join contact_point using (client_id)`.execute(trx);
}

/** A trip a year, on any day of it; half have an older one too. */
async function dealings(trx: OpenTransaction, clients: number, day: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into dealing (client_id, id, kind, office_id, happened_on, departs_on, returns_on, destination, price, paid,
      card_id)
    select pg_temp.id('client', i), pg_temp.id('trip' || years, i), 'trip', pg_temp.id('office', 1 + pg_temp.roll('office', i, 4)),
      returned - 40, returned - 8, returned, 'Sochi', price, price,
      case when pg_temp.roll('card', i, 100) < 85 then pg_temp.id('card', i) end
    from ${numbers(clients)} cross join generate_series(0, 1) as years
    cross join lateral (
      select ${day} - pg_temp.roll('returned' || years, i, 365) - 365 * years as returned,
        5000000 + pg_temp.roll('price' || years, i, 200000) * 100::bigint as price
    ) as trip
    where years = 0 or pg_temp.roll('older', i, 2) = 0`.execute(trx);
}

/**
 * Presented on any of the last 400 days, so that bonuses burn on every day of the next six months, and up to four times
 * before, sold on any day of the three years before that; one in ten was given.
 */
async function cards(trx: OpenTransaction, clients: number, day: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into card (client_id, id, number, sold_on, sold_at_office_id, price, expires_on, last_presented_on,
      last_presented_office_id, valid_through, balance)
    select pg_temp.id('client', i), pg_temp.id('card', i), '77' || lpad(i::text, 14, '0'), sold,
      pg_temp.id('office', 1 + pg_temp.roll('office', i, 4)), case when pg_temp.roll('given', i, 10) > 0 then 50000 else 0 end,
      sold + 1095, presented, pg_temp.id('office', 1 + pg_temp.roll('last office', i, 4)), through,
      case when through >= ${day} and pg_temp.roll('spent', i, 10) < 7
        then 5000 + pg_temp.roll('balance', i, 1000000) else 0 end
    from ${numbers(clients)}
    cross join lateral (select ${day} - pg_temp.roll('presented', i, 400) as presented) as showing
    cross join lateral (select presented - pg_temp.roll('sold', i, 1000) as sold) as sale
    cross join lateral (select (presented + interval '6 months')::date as through) as validity
    where pg_temp.roll('card', i, 100) < 85`.execute(trx);
  await sql`insert into card_number (number, client_id, card_id) select number, client_id, id from card`.execute(
    trx,
  );
  await sql`
    insert into presentation (client_id, id, card_id, presented_on)
    select client_id, id, id, last_presented_on from card
    union all
    select client_id, pg_temp.id('earlier' || at, i), card.id,
      last_presented_on - pg_temp.roll('earlier' || at, i, greatest(last_presented_on - sold_on, 1))
    from (select card.*, substr(number, 3)::int as i from card where number like '77%') as card
    cross join generate_series(1, 4) as at where at <= pg_temp.roll('showings', i, 5)`.execute(trx);
  await sql`
    insert into posting (client_id, id, card_id, kind, happened_on, booked_at, idempotency_key, on_account, gained, against)
    select client_id, id, id, 'earned', last_presented_on, last_presented_on, 'earn:' || id, 'card-bonus', balance, 'issued'
    from card where balance > 0`.execute(trx);
}

/** Four issues of the newsletter to whoever allowed it, and a call to every third client, in the last two months. */
async function pastTouches(trx: OpenTransaction, clients: number, day: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into touch (client_id, id, on_day, chain, chain_version, step, occasion_kind, occasion_key, occasion_date,
      facts, purpose, channel, state, verdicts, planned_at, moved_at)
    select client, pg_temp.id(key, i), on_day, chain, 1, step, kind, key, on_day,
      case kind when 'returned' then jsonb_build_object('returnedOn', on_day - 3, 'destination', 'Sochi')
        else '{"number": 1, "subjectRu": "Выпуск", "subjectEn": "Issue"}' end, purpose, channel, state, '[]', on_day - 1, on_day
    from (
      select i, pg_temp.id('client', i) as client, ${day} - 7 - 14 * issue as on_day, 'newsletter' as chain,
        'letter' as step, 'issue' as kind, 'issue:-' || issue as key, 'advertising' as purpose, 'email' as channel,
        'sent' as state
      from ${numbers(clients)} cross join generate_series(0, 3) as issue
      where pg_temp.roll('advertising', i, 3) = 0 and pg_temp.roll('sent' || issue, i, 10) > 0
      union all
      select i, pg_temp.id('client', i), ${day} - 1 - pg_temp.roll('called', i, 60), 'after-trip', 'ask', 'returned',
        'returned:bench-' || i, 'care', 'call', 'done'
      from ${numbers(clients)} where pg_temp.roll('call', i, 3) = 0
    ) as past`.execute(trx);
}
