/** Finds clients by what people remember of them. */
import type { RawBuilder } from "kysely";
import { sql, type Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import { likeText, type Sought } from "../find.ts";

export interface FoundClientRow {
  rank: number;
  id: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  phone: string | null;
  email: string | null;
  office: string | null;
  city: string | null;
  card: string | null;
  balance: bigint | null;
  validThrough: Temporal.PlainDate | null;
  cardZone: string | null;
  doNotDisturb: boolean;
}

const limit = 50;

/** Whose family name it is first, then by name; contacts, card and wishes are read for the page alone. */
export async function findClients(
  db: Connection,
  sought: Sought,
  { cursor, now }: { cursor: string | undefined; now: Temporal.Instant },
): Promise<{ page: FoundClientRow[]; next: string | null }> {
  const after = fromCursor(cursor, [keyPart.number, keyPart.text, keyPart.text, keyPart.id]);
  const beyond = after
    ? sql`and (${rank(sought)}, family_name, given_name, id)
        > (${after[0]}::text::int, ${after[1]}::text, ${after[2]}::text, ${after[3]}::text::uuid)`
    : sql``;
  const { rows } = await sql<FoundClientRow>`
    with page as (
      select ${rank(sought)} as rank, id, family_name, given_name, patronymic, home_office_id from client
      where ${matches(sought)} ${beyond}
      order by rank, family_name, given_name, id limit ${limit + 1}
    )
    select page.rank, page.id, page.family_name as "familyName", page.given_name as "givenName", page.patronymic,
      ${usable("phone")} as phone, ${usable("email")} as email, home.name as office, home.city,
      card.number as card, card.balance, card.valid_through as "validThrough", seller.zone as "cardZone",
      exists (
        select from (
          select scope, ended_at, until from do_not_disturb where client_id = page.id
          union all
          select silenced.scope, silenced.ended_at, silenced.until
          from contact_point as point
          join silenced_address as silenced on silenced.kind = point.kind and silenced.value = point.value
          where point.client_id = page.id
        ) as wish
        where wish.scope = 'everything'
          and (wish.ended_at is null or wish.ended_at > ${now.toString()}::text::timestamptz)
          and (wish.until is null or wish.until >= ${now.toString().slice(0, 10)}::text::date)
      ) as "doNotDisturb"
    from page
    left join office as home on home.id = page.home_office_id
    left join lateral (
      select number, balance, valid_through, sold_at_office_id from card
      where card.client_id = page.id order by state <> 'active', sold_on desc, id desc limit 1
    ) as card on true
    left join office as seller on seller.id = card.sold_at_office_id
    order by page.rank, page.family_name, page.given_name, page.id`.execute(db);
  return pageOf(rows, limit, (row) => [String(row.rank), row.familyName, row.givenName, row.id]);
}

function matches(sought: Sought): RawBuilder<unknown> {
  if (sought.by === "nothing") return sql`true`;
  if (sought.by === "email")
    return sql`id in (
      select client_id from contact_address
      where kind = 'email' and lower(value) like ${`${likeText(sought.start)}%`})`;
  if (sought.by === "digits")
    return sql`id in (
      select client_id from contact_address where kind = 'phone' and value like ${`%${sought.phonePart}%`}
      union select client_id from card_number where number like ${`${sought.digits}%`}
      union select client_id from client_external_id where external_id = ${sought.digits})`;
  const parts = sought.parts.map((part) => {
    const start = `${likeText(part)}%`;
    return sql`(${plain("family_name")} like ${start} or ${plain("given_name")} like ${start}
      or ${plain("patronymic")} like ${start})`;
  });
  return sql.join(parts, sql` and `);
}

/** A family name is what people mean by a single word: Иванов before every Ивановна. */
function rank(sought: Sought): RawBuilder<unknown> {
  if (sought.by !== "name") return sql`0`;
  const start = `${likeText(sought.parts[0] ?? "")}%`;
  return sql`case when ${plain("family_name")} like ${start} then 0 else 1 end`;
}

/** As people type it: small letters, е for ё. */
const plain = (column: string): RawBuilder<unknown> => sql`translate(lower(${sql.ref(column)}), 'ё', 'е')`;

/** The contact point one would use first. */
function usable(kind: "phone" | "email"): RawBuilder<unknown> {
  return sql`(
    select value from contact_point as point where point.client_id = page.id and point.kind = ${kind}
    order by state in ('bounced', 'wrong', 'opted_out'), since desc, id limit 1)`;
}
