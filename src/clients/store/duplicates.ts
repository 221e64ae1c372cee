/**
 * Which records may be one person. Candidates meet in an index, by an address or by name and birthday; only those pairs are
 * looked at, so the cost follows what records have in common and not their number squared.
 */
import type { RawBuilder } from "kysely";
import { anyOf, list, sql, type OpenTransaction } from "../../database/sql.ts";
import { leastScore, mostSharers, weights, type Weight } from "../duplicates/likeness.ts";
import { madeIds } from "../import/made-id.ts";

type Sql = RawBuilder<unknown>;
const most = sql.lit(mostSharers);

/** Of each group of records that share something every pair, the smaller id first. */
const pairsIn = (groups: Sql, what: Sql): Sql => sql`
  select least(a.id, b.id) as first_id, greatest(a.id, b.id) as second_id, ${what}
  from (${groups}) as shared
  cross join lateral unnest(shared.ids) with ordinality as a (id, at)
  join lateral unnest(shared.ids) with ordinality as b (id, at) on a.at < b.at`;

/**
 * All that clients share: addresses of those who share any (`same_person`), and name with birthday. Who has a namesake is
 * found by a number made of the name, so that a million names are held as a million numbers and few are compared.
 */
const nameAndDay = sql`hashtextextended(family_key || '|' || given_key, birthday_month * 32 + birthday_day)`;
const hasNameAndDay = sql`birthday_month is not null and family_key <> '' and given_key <> ''`;
const allSharedAddresses = sql`
  select kind, array_agg(client_id) as ids from contact_address join same_person using (client_id)
  where kind in ('phone', 'email') group by kind, value having count(*) between 2 and ${most}`;
const allNamesakes = sql`
  select array_agg(id) as ids from client
  where ${hasNameAndDay} and ${nameAndDay} = any (
    select ${nameAndDay} from client where ${hasNameAndDay} group by 1 having count(*) > 1)
  group by family_key, given_key, birthday_month, birthday_day having count(*) between 2 and ${most}`;

const allPairs = sql`
  ${pairsIn(allSharedAddresses, sql`kind`)}
  union all
  ${pairsIn(allNamesakes, sql`'birthday'`)}`;

/**
 * The same for the clients of `concerned` alone. Addresses: of those who share any, contact points by the primary key, who
 * else has the address by the look-up's.
 */
const addressesOfConcerned = sql`
  select distinct least(id, other_id) as first_id, greatest(id, other_id) as second_id, kind
  from (
    select point.client_id as id, other.client_id as other_id, point.kind,
      count(*) over (partition by point.client_id, point.kind, point.value) as sharers
    from concerned join same_person on same_person.client_id = concerned.id
    join contact_point as point on point.client_id = concerned.id
    join contact_address as other on other.kind = point.kind and other.value = point.value
    where point.kind in ('phone', 'email')
  ) as shared
  where id <> other_id and sharers <= ${most}`;
const namesakesOfConcerned = sql`
  select distinct least(id, other_id), greatest(id, other_id), 'birthday'
  from (
    select client.id, other.id as other_id, count(*) over (partition by client.id) as sharers
    from concerned join client on client.id = concerned.id
    join client as other on other.family_key = client.family_key and other.given_key = client.given_key
      and other.birthday_month = client.birthday_month and other.birthday_day = client.birthday_day
    where client.family_key <> '' and client.given_key <> ''
  ) as namesakes
  where id <> other_id and sharers <= ${most}`;

/** A few, each by client_by_family. */
const pairsOfConcerned = sql`${addressesOfConcerned} union all ${namesakesOfConcerned}`;

/** So many of all clients that one pass over all of them costs less. */
const pairsOfMany = sql`
  ${addressesOfConcerned}
  union all
  select * from (${pairsIn(allNamesakes, sql`'birthday'`)}) as pair
  where first_id in (select id from concerned) or second_id in (select id from concerned)`;

/** For every weight: when it counts. */
const counts: Record<Weight, Sql> = {
  phone: sql`phone`,
  email: sql`email`,
  second_address: sql`phone and email`,
  given_name: sql`given = 'same'`,
  given_name_near: sql`given = 'near'`,
  other_given_name: sql`given = 'other'`,
  family_name: sql`family = 'same'`,
  family_name_near: sql`family = 'near'`,
  other_family_name: sql`family = 'other'`,
  patronymic: sql`patronymic = 'same'`,
  patronymic_near: sql`patronymic = 'near'`,
  other_patronymic: sql`patronymic = 'other'`,
  birthday: sql`same_day and same_year`,
  birthday_day: sql`same_day and same_year is null`,
  other_birthday: sql`not (same_day and coalesce(same_year, true))`,
  other_sex: sql`other_sex`,
};
const each = Object.entries(counts) as [Weight, Sql][];

/** Score and reasons of candidates; those that were told apart, as these or as records merged since, are left out. */
const judged = (pairs: Sql): Sql => sql`
  select first_id, second_id, least(score, 100)::smallint as score, reasons from (
    select first_id, second_id,
      ${sql.join(
        each.map(([code, when]) => sql`case when ${when} then ${sql.lit(weights[code])} else 0 end`),
        sql` + `,
      )} as score,
      to_jsonb(array_remove(array[${sql.join(
        each
          .filter(([code]) => code !== "second_address")
          .map(([code, when]) => sql`case when ${when} then ${sql.lit(code)} end`),
      )}], null)) as reasons
    from (
      select pair.first_id, pair.second_id, phone, email,
        name_likeness(a.family_key, b.family_key) as family, name_likeness(a.given_key, b.given_key) as given,
        name_likeness(a.patronymic_key, b.patronymic_key) as patronymic,
        a.birthday_month = b.birthday_month and a.birthday_day = b.birthday_day as same_day,
        a.birthday_year = b.birthday_year as same_year, a.sex <> b.sex as other_sex
      from (
        select first_id, second_id, bool_or(kind = 'phone') as phone, bool_or(kind = 'email') as email
        from (${pairs}) as met group by first_id, second_id
      ) as pair
      join client as a on a.id = pair.first_id join client as b on b.id = pair.second_id
    ) as compared
  ) as scored
  where score >= ${sql.lit(leastScore)} and not exists (
    select from (
      select coalesce(one.survivor_id, apart.first_id) as a, coalesce(other.survivor_id, apart.second_id) as b
      from told_apart as apart
      left join merged_client as one on one.client_id = apart.first_id
      left join merged_client as other on other.client_id = apart.second_id
    ) as apart where least(a, b) = first_id and greatest(a, b) = second_id)`;

const keep = sql`
  insert into duplicate (first_id, second_id, score, reasons)
  select first_id, second_id, score, reasons from found order by first_id, second_id
  on conflict (first_id, second_id) do update set score = excluded.score, reasons = excluded.reasons
  where (duplicate.score, duplicate.reasons) is distinct from (excluded.score, excluded.reasons)`;

const gone = (among: Sql): Sql => sql`
  delete from duplicate as known where ${among} and not exists (
    select from found where found.first_id = known.first_id and found.second_id = known.second_id)`;

/** The whole base. Returns how many pairs there are. */
export async function searchAll(trx: OpenTransaction): Promise<number> {
  await sql`set local work_mem = '128MB'`.execute(trx);
  // A pair that somebody else finds meanwhile is not this search's to forget.
  await sql`create temporary table before on commit drop as select first_id, second_id from duplicate`.execute(
    trx,
  );
  await sql`create temporary table found on commit drop as ${judged(allPairs)}`.execute(trx);
  await sql`analyze before`.execute(trx);
  await sql`analyze found`.execute(trx);
  await gone(sql`(known.first_id, known.second_id) in (select first_id, second_id from before)`).execute(trx);
  await keep.execute(trx);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from found`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** Some clients, in one statement. */
export async function searchSome(trx: OpenTransaction, clients: readonly string[]): Promise<void> {
  if (clients.length === 0) return;
  const among = sql`(known.first_id = ${anyOf(clients, "uuid")} or known.second_id = ${anyOf(clients, "uuid")})`;
  await sql`
    with concerned as (select distinct id from unnest(${list(clients, "uuid")}) as asked (id)),
    found as materialized (${judged(pairsOfConcerned)}),
    gone as (${gone(among)})
    ${keep}`.execute(trx);
}

/** Everybody whom an import made or changed, in an import's own transaction or after it. Returns how many pairs were found. */
export async function searchImport(trx: OpenTransaction, importId: string): Promise<number> {
  await sql`set local work_mem = '128MB'`.execute(trx);
  const { firstClient, lastClient } = madeIds(importId);
  await sql`
    create temporary table concerned on commit drop as
    select client_id as id from import_change where import_id = ${importId}::text::uuid
    union
    select client_id from imported_row
    where client_id between ${firstClient}::text::uuid and ${lastClient}::text::uuid and made_as is not null`.execute(
    trx,
  );
  await sql`analyze concerned`.execute(trx);
  const { rows: shares } = await sql<{ many: boolean }>`
    select (select count(*) from concerned) * 20 > reltuples as many from pg_class where oid = 'client'::regclass`.execute(
    trx,
  );
  const pairs = shares[0]?.many === true ? pairsOfMany : pairsOfConcerned;
  await sql`create temporary table found on commit drop as ${judged(pairs)}`.execute(trx);
  await sql`analyze found`.execute(trx);
  await gone(
    sql`(known.first_id in (select id from concerned) or known.second_id in (select id from concerned))`,
  ).execute(trx);
  await keep.execute(trx);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from found`.execute(trx);
  return rows[0]?.count ?? 0;
}

export async function forgetPairsOf(trx: OpenTransaction, clients: readonly string[]): Promise<void> {
  await sql`
    delete from duplicate where first_id = ${anyOf(clients, "uuid")} or second_id = ${anyOf(clients, "uuid")}`.execute(
    trx,
  );
}

export interface Apart {
  a: string;
  b: string;
  at: Temporal.Instant;
  staffMember: string | null;
}

const ordered = ({ a, b }: Pick<Apart, "a" | "b">): [string, string] => (a < b ? [a, b] : [b, a]);

/** False: it was said before. */
export async function tellApart(trx: OpenTransaction, apart: Apart): Promise<boolean> {
  const [first, second] = ordered(apart);
  const { rows } = await sql`
    with gone as (
      delete from duplicate where first_id = ${first}::text::uuid and second_id = ${second}::text::uuid
    )
    insert into told_apart (first_id, second_id, at, staff_member_id)
    values (${first}::text::uuid, ${second}::text::uuid, ${apart.at.toString()}::text::timestamptz,
      ${apart.staffMember}::text::uuid)
    on conflict do nothing returning 1`.execute(trx);
  return rows.length === 1;
}

/** False: it was never said. */
export async function forgetApart(trx: OpenTransaction, pair: Pick<Apart, "a" | "b">): Promise<boolean> {
  const [first, second] = ordered(pair);
  const { rows } = await sql`
    delete from told_apart where first_id = ${first}::text::uuid and second_id = ${second}::text::uuid
    returning 1`.execute(trx);
  return rows.length === 1;
}
