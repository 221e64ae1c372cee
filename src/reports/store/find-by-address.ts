/** Clients by digits of a phone, a card or an id from outside, and by a part of an e-mail. */
import type { RawBuilder } from "kysely";
import { ownerOf, recordsOf } from "../../clients/store/merged.ts";
import { sql } from "../../database/sql.ts";
import { likeText, phoneBeginnings, type Sought } from "../find.ts";
import { begins, both, either, type Stage } from "./find-stage.ts";

type Value = RawBuilder<unknown>;
/** What is asked of a phone and of a card's number. */
interface Asked {
  phone(value: Value): Value;
  card(value: Value): Value;
}

const address = sql`contact_address as address`;
const value = sql.ref("address.value");
const owner = sql.ref("address.client_id");
/** Each with the client whose card it is. */
const cardNumbers = sql`(
  select card_number.number, coalesce(merged.survivor_id, card_number.client_id) as client_id
  from card_number left join merged_client as merged on merged.client_id = card_number.client_id)`;

/** A whole number, the end of one, its beginning, its middle: the last digits are what people remember. */
export function digitStages(sought: Sought & { by: "digits" }): Stage[] {
  const { digits, phonePart } = sought;
  const beginnings = phoneBeginnings(sought);
  const whole: Asked = {
    phone: (phone) => sql`${phone} in (${sql.join(beginnings)})`,
    card: (card) => sql`${card} = ${digits}::text`,
  };
  const end: Asked = {
    phone: (phone) => like(phone, `%${phonePart}`),
    card: (card) => like(card, `%${digits}`),
  };
  const beginning: Asked = {
    phone: (phone) => either(beginnings.map((part) => begins(phone, part))),
    card: (card) => begins(card, digits),
  };
  const middle: Asked = {
    phone: (phone) => like(phone, `%${phonePart}%`),
    card: (card) => like(card, `%${digits}%`),
  };
  const outside = sql`client_id in (select ${ownerOf("client_external_id.client_id")} from client_external_id where external_id = ${digits}::text)`;
  // A digit or two, and the zeros before a card's serial, are in every number: they only begin one.
  const telling = digits.length >= 3 && /[^0]/.test(digits);
  const ends = telling ? [end] : [];
  const middles = telling && digits.length >= 4 ? [middle] : [];
  return [
    {
      from: sql`client_external_id`,
      where: sql`external_id = ${digits}::text`,
      id: ownerOf("client_external_id.client_id"),
      order: [sql.ref("external_id")],
    },
    gathered(whole, [], outside),
    ...ends.map((asked) => gathered(asked, [whole], outside)),
    ...beginnings.map((part, at) =>
      phoneRange(part, [whole, ...ends], { before: beginnings.slice(0, at), outside }),
    ),
    cardRange(beginning, [whole, ...ends], outside),
    ...middles.map((asked) => gathered(asked, [whole, ...ends, beginning], outside)),
  ];
}

/** Few enough to be brought together: each client once, by the smallest number that fits. */
function gathered(asked: Asked, earlier: readonly Asked[], outside: Value): Stage {
  return {
    from: sql`(
      select client_id, min(value) as value from (
        select client_id, value from contact_address as address where kind = 'phone' and ${asked.phone(value)}
        union all
        select client_id, number from ${cardNumbers} as card where ${asked.card(sql.ref("card.number"))}
      ) as fitting group by client_id) as address`,
    where: both([sql`not address.${outside}`, unseen(earlier)]),
    id: owner,
    order: [value],
  };
}

/** Perhaps a tenth of all phones: read in their order, as far as the page goes. */
function phoneRange(
  part: string,
  earlier: readonly Asked[],
  { before, outside }: { before: readonly string[]; outside: Value },
): Stage {
  const point = sql.ref("point.value");
  const shown = before.map((other) => begins(point, other));
  return {
    from: address,
    where: both([
      sql`address.kind = 'phone'`,
      begins(value, part),
      sql`not address.${outside}`,
      unseen(earlier),
      sql`not exists (
        select from contact_point as point where point.client_id = address.client_id and point.kind = 'phone'
          and (${either(shown)} or (${begins(point, part)} and point.value collate "C" < address.value)))`,
    ]),
    id: owner,
    order: [value],
  };
}

function cardRange(asked: Asked, earlier: readonly Asked[], outside: Value): Stage {
  const number = sql.ref("address.number");
  return {
    from: sql`${cardNumbers} as address`,
    where: both([
      asked.card(number),
      sql`not address.${outside}`,
      unseen(earlier),
      sql`not exists (
        select from contact_point as point where point.client_id = address.client_id and point.kind = 'phone'
          and ${asked.phone(sql.ref("point.value"))})`,
      sql`not exists (
        select from ${recordsOf("address.client_id")} as record join card on card.client_id = record.id
        where ${asked.card(sql.ref("card.number"))}
          and card.number collate "C" < address.number)`,
    ]),
    id: owner,
    order: [number],
  };
}

/** Nobody whom an earlier stage has shown, by this or another number: few, since this one comes after them. */
function unseen(earlier: readonly Asked[]): Value {
  return both(
    earlier.map(
      (asked) => sql`not address.client_id in (
        select client_id from contact_address as phone
        where phone.kind = 'phone' and ${asked.phone(sql.ref("phone.value"))}
        union all
        select client_id from ${cardNumbers} as card where ${asked.card(sql.ref("card.number"))})`,
    ),
  );
}

/** Whose e-mail begins so, then who has it in the middle. */
export function emailStages({ part }: Sought & { by: "email" }): Stage[] {
  const begun = `${likeText(part)}%`;
  const inside = `%${likeText(part)}%`;
  const other = (condition: Value) => sql`not exists (
    select from contact_point as point where point.client_id = address.client_id and point.kind = 'email'
      and ${condition})`;
  const point = sql.ref("point.value");
  const stage = (pattern: string, ...rest: Value[]): Stage => ({
    from: address,
    id: owner,
    order: [value],
    where: both([
      sql`address.kind = 'email'`,
      smallLike(value, pattern),
      other(sql`${smallLike(point, pattern)} and point.value collate "C" < address.value`),
      ...rest,
    ]),
  });
  if (part.startsWith("@")) return [stage(inside)];
  return [stage(begun), stage(inside, sql`not ${smallLike(value, begun)}`, other(smallLike(point, begun)))];
}

const like = (column: Value, pattern: string): Value => sql`${column} like ${pattern}::text`;
/** Whatever the case in which somebody wrote it. */
const smallLike = (column: Value, pattern: string): Value => sql`(${column} ilike ${pattern}::text)`;
