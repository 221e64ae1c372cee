/** What a list shows of the clients that were found. */
import { recordsOf } from "../../clients/store/merged.ts";
import type { RawBuilder } from "kysely";
import { list, sql, type Connection } from "../../database/sql.ts";

export interface FoundClientRow {
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

/** In the order of `ids`: contacts, card and wishes as a list shows them. */
export async function readFound(
  db: Connection,
  { ids, now }: { ids: readonly string[]; now: Temporal.Instant },
): Promise<FoundClientRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<FoundClientRow>`
    with page as (
      select asked.at, client.id, family_name, given_name, patronymic, home_office_id
      from unnest(${list(ids, "uuid")}) with ordinality as asked (id, at) join client on client.id = asked.id
    )
    select page.id, page.family_name as "familyName", page.given_name as "givenName", page.patronymic,
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
      select number, balance, valid_through, sold_at_office_id
      from ${recordsOf("page.id")} as record join card on card.client_id = record.id
      order by state <> 'active', sold_on desc, card.id desc limit 1
    ) as card on true
    left join office as seller on seller.id = card.sold_at_office_id
    order by page.at`.execute(db);
  return rows;
}

/** The contact point one would use first. */
function usable(kind: "phone" | "email"): RawBuilder<unknown> {
  return sql`(
    select value from contact_point as point where point.client_id = page.id and point.kind = ${kind}
    order by state in ('bounced', 'wrong', 'opted_out'), since desc, id limit 1)`;
}
