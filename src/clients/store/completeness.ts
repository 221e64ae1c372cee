/** What is known of what the business wants, for any number of clients at once: the same rules as completeness.ts. */
import type { RawBuilder } from "kysely";
import { planOnce } from "../../database/prepared.ts";
import { anyOf, columns, constants, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import {
  attributeOf,
  isCommonFact,
  liveTripStates,
  usableStates,
  type CommonFact,
  type WantedFact,
} from "../completeness.ts";
import { stopsOfClient } from "./demands.ts";

export async function loadWanted(db: Connection): Promise<WantedFact[]> {
  const { rows } = await sql<WantedFact>`${planOnce}
    select fact, worth,
      case when question_ru is not null then jsonb_build_object('ru', question_ru, 'en', question_en) end as question
    from wanted_fact order by worth desc, fact collate "C"`.execute(db);
  return rows;
}

export async function replaceWanted(trx: OpenTransaction, wanted: readonly WantedFact[]): Promise<void> {
  await sql`delete from wanted_fact`.execute(trx);
  await sql`
    insert into wanted_fact (fact, worth, question_ru, question_en)
    select * from ${columns(
      wanted.map(({ fact, worth, question }) => ({
        fact,
        worth,
        ru: question?.ru ?? null,
        en: question?.en ?? null,
      })),
      { fact: "text", worth: "integer", ru: "text", en: "text" },
    )}`.execute(trx);
}

const point = (kind: string) => sql`coalesce(${sql.ref(`points.${kind}`)}, false)`;
const knownBy: Record<CommonFact, RawBuilder<unknown>> = {
  family_name: sql`client.family_name <> ''`,
  given_name: sql`client.given_name <> ''`,
  patronymic: sql`client.patronymic <> ''`,
  sex: sql`client.sex is not null`,
  birthday: sql`client.birthday_month is not null`,
  birth_year: sql`client.birthday_month is not null and client.birthday_year is not null`,
  hours: sql`client.hours_from is not null`,
  home_office: sql`client.home_office_id is not null`,
  phone: point("phone"),
  email: point("email"),
  telegram: point("telegram"),
  max: point("max"),
  vk: point("vk"),
  postal: point("postal"),
  contact_consent: sql`coalesce(said.contact, false)`,
  advertising_consent: sql`coalesce(said.advertising, false)`,
  planned_trip: sql`trips.client_id is not null`,
};

function isKnown(fact: string): RawBuilder<unknown> {
  const attribute = attributeOf(fact);
  if (attribute !== undefined) return sql`client.attributes ? ${attribute}::text`;
  return isCommonFact(fact) ? knownBy[fact] : sql`false`;
}

interface Asked {
  on: Temporal.PlainDate;
  /** Everybody who may be asked anything where absent. */
  clients?: readonly string[] | undefined;
}

/**
 * `known`: a row for each client, `fact_0`, `fact_1` … in the order of `wanted`, and the percent. Each side table is read once,
 * along its key; one that no wanted fact needs is not read at all.
 */
function known(wanted: readonly WantedFact[], { on, clients }: Asked): RawBuilder<unknown> {
  const only = clients === undefined ? sql`true` : sql`client_id = ${anyOf(clients, "uuid")}`;
  const kinds = ["phone", "email", "telegram", "max", "vk", "postal"].map(
    (kind) => sql`bool_or(kind = ${sql.lit(kind)}) as ${sql.ref(kind)}`,
  );
  const facts = wanted.map(({ fact }, at) => sql`(${isKnown(fact)}) as ${sql.ref(`fact_${at}`)}`);
  const total = wanted.reduce((sum, { worth }) => sum + worth, 0);
  const worth = wanted.map(({ worth: each }, at) => sql`${sql.lit(each)} * ${sql.ref(`fact_${at}`)}::int`);
  const percent = total === 0 ? sql`100` : sql`(${sql.join(worth, sql` + `)}) * 100 / ${sql.lit(total)}`;
  return sql`known as (
    select told.*, ${percent} as percent from (
      select client.id, client.home_office_id${facts.length > 0 ? sql`, ${sql.join(facts)}` : sql``}
      from client
      left join (
        select client_id, ${sql.join(kinds)} from contact_point
        where ${only} and state in ${constants(usableStates)} group by client_id
      ) as points on points.client_id = client.id
      left join (
        select client_id, bool_or(purpose = 'contact') as contact, bool_or(purpose = 'advertising') as advertising
        from consent where ${only} group by client_id
      ) as said on said.client_id = client.id
      left join (
        select client_id from planned_trip
        where ${only} and state in ${constants(liveTripStates)}
          and (starts_on + case precision when 'day' then interval '0' when 'month' then interval '1 month'
            else interval '3 months' end)::date >= ${on.toString()}::text::date
        group by client_id
      ) as trips on trips.client_id = client.id
      where ${clients === undefined ? sql`true` : sql`client.id = ${anyOf(clients, "uuid")}`}
        and client.deceased_on is null and client.erased_on is null
        and not exists (select from ${stopsOfClient})
    ) as told
  )`;
}

export interface ClientShare {
  client: string;
  percent: number;
  /** The places in `wanted` of what is missing. */
  missing: number[];
}

/** Of those who may be asked: not of the dead, the erased, and those who demanded to be left alone. */
export async function loadShares(
  db: Connection,
  wanted: readonly WantedFact[],
  asked: Asked & { clients: readonly string[] },
): Promise<ClientShare[]> {
  const missing = wanted.map((_, at) => sql`case when not ${sql.ref(`fact_${at}`)} then ${sql.lit(at)} end`);
  const places =
    missing.length > 0 ? sql`array_remove(array[${sql.join(missing)}]::int[], null)` : sql`'{}'::int[]`;
  const { rows } = await sql<ClientShare>`${planOnce}
    with ${known(wanted, asked)}
    select id as client, percent::int, to_jsonb(${places}) as missing from known`.execute(db);
  return rows;
}

export interface ShareCount {
  office: string | null;
  /** 0: below ten percent … 9: ninety and more. */
  tenth: number;
  clients: number;
  /** Sum of their percents. */
  percents: number;
  /** Of how many each wanted fact is known, in the order of `wanted`. */
  known: number[];
}

/** The whole base in one pass. */
export async function countShares(
  db: Connection,
  wanted: readonly WantedFact[],
  on: Temporal.PlainDate,
): Promise<ShareCount[]> {
  const counts = wanted.map((_, at) => sql`count(*) filter (where ${sql.ref(`fact_${at}`)})::int`);
  const { rows } = await sql<ShareCount>`
    with ${known(wanted, { on })}
    select home_office_id as office, least(percent / 10, 9)::int as tenth, count(*)::int as clients,
      sum(percent)::float8 as percents,
      ${counts.length > 0 ? sql`jsonb_build_array(${sql.join(counts)})` : sql`'[]'::jsonb`} as known
    from known group by home_office_id, least(percent / 10, 9)`.execute(db);
  return rows;
}

export interface Learned {
  /** The first day of the month. */
  month: Temporal.PlainDate;
  office: string | null;
  staffMember: string | null;
  staffName: string | null;
  /** As the history names it: `birthday`, `contactPoint phone`, `consent contact`, `attributes.hobby`. */
  field: string;
  facts: number;
}

/** Facts that were unknown and are known since, by whoever wrote them down. Served by client_change_at. */
export async function countLearned(
  db: Connection,
  { from, zone }: { from: Temporal.PlainDate; zone: string },
): Promise<Learned[]> {
  const since = from.toZonedDateTime(zone).toInstant().toString();
  const { rows } = await sql<Learned>`
    select date_trunc('month', change.at at time zone ${zone})::date as month, client.home_office_id as office,
      change.staff_member_id as "staffMember", staff_member.name as "staffName", told.field, count(*)::int as facts
    from client_change as change join client on client.id = change.client_id
    cross join lateral (select case change.field
      when 'contactPoint' then 'contactPoint ' || coalesce(change.after ->> 'kind', '')
      when 'consent' then 'consent ' || coalesce(change.after ->> 'purpose', '')
      else change.field end as field) as told
    left join staff_member on staff_member.id = change.staff_member_id
    where change.at >= ${since}::text::timestamptz
      and coalesce(change.before, '""') in ('""', 'null') and coalesce(change.after, '""') not in ('""', 'null')
    group by 1, 2, 3, 4, 5`.execute(db);
  return rows;
}

/** Clients that were made, by month and office. */
export async function countMade(
  db: Connection,
  from: Temporal.PlainDate,
): Promise<{ month: Temporal.PlainDate; office: string | null; clients: number }[]> {
  const { rows } = await sql<{ month: Temporal.PlainDate; office: string | null; clients: number }>`
    select date_trunc('month', created_on)::date as month, home_office_id as office, count(*)::int as clients
    from client where created_on >= ${from.toString()}::text::date group by 1, 2`.execute(db);
  return rows;
}
