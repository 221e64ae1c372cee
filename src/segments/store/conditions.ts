/** Conditions as SQL over `client`. Each fact is read as a whole and hashed, so a million clients take one pass a fact. */
import type { RawBuilder } from "kysely";
import { ownersOfRows } from "../../clients/store/merged.ts";
import { anyOf, sql } from "../../database/sql.ts";
import { fromDecimal } from "../../kernel/money.ts";
import type { Condition, Conditions, Fact } from "../contract.ts";

type Sql = RawBuilder<unknown>;
export interface Asked {
  now: Temporal.Instant;
  /** The business's day. */
  today: Temporal.PlainDate;
}

/** The living who fit. */
export function fits({ all }: Conditions, asked: Asked): Sql {
  return both([sql`client.deceased_on is null`, ...all.map((condition) => holds(condition, asked))]);
}

function holds(condition: Condition, asked: Asked): Sql {
  if ("any" in condition)
    return sql`(${sql.join(
      condition.any.map((each) => holds(each, asked)),
      sql` or `,
    )})`;
  if ("not" in condition) return sql`not (${known(condition.not, asked)})`;
  return sql`(${known(condition, asked)})`;
}

const both = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);

/** True or false, never null: what is unknown is no such fact. */
function known(fact: Fact, asked: Asked): Sql {
  switch (fact.fact) {
    case "office":
      return sql`coalesce(client.home_office_id = ${anyOf(fact.in, "uuid")}, false)`;
    case "sex":
      return sql`coalesce(client.sex = ${fact.is}::text, false)`;
    case "language":
      return sql`client.language = ${fact.is}::text`;
    case "birthday":
      return sql`coalesce(client.birthday_month = ${anyOf(fact.months, "smallint")}, false)`;
    case "known_since":
      return within(sql`client.created_on`, fact);
    case "last_dealing":
      return sql`client.id in (
        select owner_id from (${ownersOfRows(sql`select client_id, happened_on from dealing`)}) as dealing
        group by owner_id having ${within(sql`max(happened_on)`, fact)})`;
    case "turnover":
      return turnover(fact);
    case "contact":
      return sql`client.id in (
        select client_id from contact_point
        where kind = ${fact.kind}::text and state not in ('bounced', 'wrong', 'opted_out'))`;
    case "consent":
      return consent(fact, asked);
    case "do_not_disturb":
      return silent(asked);
    case "tag":
      return sql`${fact.is}::text = any(client.tags)`;
    case "attribute":
      return fact.is === undefined
        ? sql`client.attributes ? ${fact.name}::text`
        : sql`coalesce(client.attributes -> ${fact.name}::text = ${JSON.stringify(fact.is)}::text::jsonb, false)`;
    case "card":
      return card(fact);
    case "bonus":
      return sum(
        sql`select owner_id as client_id, sum(balance) as total
          from (${ownersOfRows(sql`select client_id, balance, valid_through from card`)}) as card
          where valid_through >= ${day(asked.today)} group by owner_id`,
        { atLeast: fact.atLeast },
      );
  }
}

/** The client's own wish, or one that an address of the client holds; what the client has of it tells how it stands. */
function silent({ now, today }: Asked): Sql {
  const inForce = sql`scope = 'everything' and (ended_at is null or ended_at > ${moment(now)})
    and (until is null or until >= ${day(today)})`;
  return sql`client.id in (
    select client_id from do_not_disturb where ${inForce}
    union all
    select address.client_id from silenced_address as silenced
    join contact_address as address on address.kind = silenced.kind and address.value = silenced.value
    where ${inForce} and not exists (
      select from do_not_disturb as own where own.client_id = address.client_id and own.id = silenced.id))`;
}

function turnover(fact: Fact & { fact: "turnover" }): Sql {
  return sum(
    sql`select owner_id as client_id, sum(price) as total
      from (${ownersOfRows(sql`select client_id, happened_on, price from dealing`)}) as dealing
      where ${within(sql`happened_on`, fact)} group by owner_id`,
    fact,
  );
}

/** Who has no row has nothing, and nothing may be enough. */
function sum(totals: Sql, { atLeast, atMost }: { atLeast?: string; atMost?: string }): Sql {
  const least = kopecksOf(atLeast);
  const most = kopecksOf(atMost);
  const inBounds = both([
    ...(least === undefined ? [] : [sql`total >= ${least}::text::bigint`]),
    ...(most === undefined ? [] : [sql`total <= ${most}::text::bigint`]),
  ]);
  const nothingFits = (least ?? 0n) <= 0n && (most ?? 0n) >= 0n;
  const fitting = sql`client.id in (select client_id from (${totals}) as summed where ${inBounds})`;
  return nothingFits
    ? sql`not (client.id in (select client_id from (${totals}) as summed where not (${inBounds})))`
    : fitting;
}

function consent({ purpose, channel }: Fact & { fact: "consent" }, { now }: Asked): Sql {
  return sql`client.id in (
    select client_id from (
      select distinct on (client_id) client_id, given from consent
      where purpose = ${purpose}::text and channel in (${channel}::text, 'any') and at <= ${moment(now)}
      order by client_id, consent.at desc, id desc
    ) as newest where given)`;
}

function card({ soldFrom, soldBefore, soldAt }: Fact & { fact: "card" }): Sql {
  return sql`client.id in (
    select owner_id from (${ownersOfRows(sql`select client_id, sold_on, sold_at_office_id from card`)}) as card
    where ${within(sql`sold_on`, { from: soldFrom, before: soldBefore })}
      and ${soldAt ? sql`sold_at_office_id = ${anyOf(soldAt, "uuid")}` : sql`true`})`;
}

function within(
  column: Sql,
  { from, before }: { from?: string | undefined; before?: string | undefined },
): Sql {
  return both([
    ...(from === undefined ? [] : [sql`${column} >= ${day(from)}`]),
    ...(before === undefined ? [] : [sql`${column} < ${day(before)}`]),
  ]);
}

const day = (value: Temporal.PlainDate | string): Sql => sql`${value.toString()}::text::date`;
const moment = (value: Temporal.Instant): Sql => sql`${value.toString()}::text::timestamptz`;

/** Cards below nothing are a fact too, so a sum may have a minus sign. */
function kopecksOf(sum: string | undefined): bigint | undefined {
  if (sum === undefined) return undefined;
  const amount: bigint = fromDecimal(sum.replace(/^-/, "")) ?? 0n;
  return sum.startsWith("-") ? -amount : amount;
}
