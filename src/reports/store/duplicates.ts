/** Pairs that may be one person, with what tells the two records apart. */
import { ownerOf, recordsOf } from "../../clients/store/merged.ts";
import type { Reason } from "../../clients/duplicates/likeness.ts";
import { list, sql, type Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";

export interface PairRow {
  first: string;
  second: string;
  score: number;
  reasons: Reason[];
}

const limit = 20;

/** In the order of the index duplicate_likeliest. Whoever is no client any more is not waited for. */
export async function loadPairs(
  db: Connection,
  asked: { client: string | undefined; cursor: string | undefined },
): Promise<{ page: PairRow[]; next: string | null }> {
  const after = fromCursor(asked.cursor, [keyPart.number, keyPart.id, keyPart.id]);
  const beyond = after
    ? sql`and (-score, first_id, second_id) > (-${after[0]}::text::int, ${after[1]}::text::uuid, ${after[2]}::text::uuid)
        and score <= ${after[0]}::text::int`
    : sql``;
  const client =
    asked.client === undefined
      ? undefined
      : sql`(select ${ownerOf("asked.id")} from (select ${asked.client}::text::uuid as id) as asked)`;
  const { rows } = await sql<PairRow>`
    select first_id as first, second_id as second, score, reasons from duplicate
    where exists (select from client where id = first_id) and exists (select from client where id = second_id)
      ${client ? sql`and (first_id = ${client} or second_id = ${client})` : sql``} ${beyond}
    order by score desc, first_id, second_id limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, (row) => [String(row.score), row.first, row.second]);
}

export interface SideRow {
  id: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  sex: "female" | "male" | null;
  birthdayMonth: number | null;
  birthdayDay: number | null;
  birthdayYear: number | null;
  phones: string[];
  emails: string[];
  office: string | null;
  externalId: string | null;
  createdOn: Temporal.PlainDate;
  cards: { number: string; balance: string; validThrough: string; zone: string | null }[];
  dealings: number;
  lastDealingOn: Temporal.PlainDate | null;
  doNotDisturb: boolean;
}

export async function loadSides(db: Connection, ids: readonly string[]): Promise<Map<string, SideRow>> {
  if (ids.length === 0) return new Map();
  const values = (kind: string) => sql`array(
    select value from contact_point as point where point.client_id = client.id and point.kind = ${kind}
    order by since desc, id limit 10)`;
  const { rows } = await sql<SideRow>`
    select client.id, family_name as "familyName", given_name as "givenName", patronymic, sex,
      birthday_month as "birthdayMonth", birthday_day as "birthdayDay", birthday_year as "birthdayYear",
      ${values("phone")} as phones, ${values("email")} as emails, office.name as office, external_id as "externalId",
      created_on as "createdOn", dealt.count as dealings, dealt.last_on as "lastDealingOn",
      coalesce((
        select jsonb_agg(jsonb_build_object('number', number, 'balance', balance::text, 'validThrough', valid_through,
          'zone', seller.zone) order by sold_on, card.id)
        from ${recordsOf("client.id")} as record join card on card.client_id = record.id
        left join office as seller on seller.id = card.sold_at_office_id where card.state <> 'replaced'), '[]') as cards,
      exists (
        select from do_not_disturb as wish where wish.client_id = client.id and ended_at is null
        union all
        select from contact_point as point
        join silenced_address as silenced on silenced.kind = point.kind and silenced.value = point.value
        where point.client_id = client.id and silenced.ended_at is null) as "doNotDisturb"
    from unnest(${list(ids, "uuid")}) as asked (id) join client on client.id = asked.id
    left join office on office.id = client.home_office_id
    cross join lateral (
      select count(*)::int as count, max(happened_on) as last_on
      from ${recordsOf("client.id")} as record join dealing on dealing.client_id = record.id
    ) as dealt`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
