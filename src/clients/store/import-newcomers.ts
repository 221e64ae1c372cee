/**
 * Lets rows in that are alone: nobody is known by a key of theirs, so each makes a client, and all of them go in by one
 * statement. What `takeRow` would make of such a row one by one, this makes of tens of thousands.
 */
import { sql, type OpenTransaction } from "../../database/sql.ts";
import { madeIds, numberOf } from "../import/made-id.ts";
import { addressesOf, linesOfKnown } from "./import-rows.ts";
import type { WritingTerms } from "./import-write.ts";

export interface Newcomers {
  made: number;
  /** Rows that turned out to be about somebody known by now: they wait to be looked at one by one. */
  known: number;
}

/**
 * Of the lines above `after` through `through`. Undefined where another process has taken an outside id meanwhile:
 * nothing of it may stay then.
 */
export async function writeNewcomers(
  trx: OpenTransaction,
  { after, through, zone, ...terms }: WritingTerms & { after: number; through: number; zone: string },
): Promise<Newcomers | undefined> {
  const importId = sql`${terms.importId}::text::uuid`;
  const window = sql`import_id = ${importId} and line > ${after}::int and line <= ${through}::int and alone`;
  const today = sql`${terms.today.toString()}::text::date`;
  const ids = madeIds(terms.importId);
  const idOf = (number: ReturnType<typeof sql>) =>
    sql`(${ids.before}::text || to_hex(32768 + ${number}) || ${ids.after}::text || line_id)::uuid`;
  const { rows } = await sql<Newcomers & { named: number; claimed: number }>`
    with near as materialized (select * from import_row where ${window}),
    known as materialized ${linesOfKnown(sql`near`)},
    fresh as materialized (
      select *, ${idOf(sql`${sql.lit(numberOf.client)}`)} as id
      from (
        select *, lpad(to_hex(line), 8, '0') as line_id from near
        where not exists (select from known where known.line = near.line)) as row
    ),
    gone as (
      delete from import_row where ${window} and not exists (select from known where known.line = import_row.line)
    ),
    held as (
      update import_row set alone = false from known where import_id = ${importId} and import_row.line = known.line
    ),
    named as (
      insert into client_external_id (external_id, client_id)
      select external_id, id from fresh where external_id is not null order by external_id collate "C"
      on conflict do nothing returning 1
    ),
    made as (
      insert into client (id, external_id, family_name, given_name, patronymic, sex, birthday_month, birthday_day,
        birthday_year, home_office_id, language, created_on)
      select id, external_id, family_name, given_name, patronymic, sex, birthday_month, birthday_day, birthday_year,
        home_office_id, ${terms.language}, ${today}
      from fresh order by line
    ),
    address as materialized (
      select address.*, id as client_id, line_id from ${addressesOf(sql`fresh`)} as address join fresh using (line)
    ),
    point as (
      insert into contact_point (client_id, id, kind, value, extension, since)
      select client_id, ${idOf(sql`${sql.lit(numberOf.point)} + at::int`)}, kind, value, extension, ${today}
      from address order by client_id
    ),
    looked_up as (
      insert into contact_address (kind, value, client_id)
      select kind, value, client_id from address order by kind collate "C", value collate "C"
    ),
    consented as (
      insert into consent (client_id, id, purpose, channel, given, at, how, wording_version)
      select id, ${idOf(sql`${sql.lit(numberOf.consent)} + at::int`)}, split_part(text, ' ', 1), split_part(text, ' ', 2),
        split_part(text, ' ', 3) = 'yes', coalesce(nullif(split_part(text, ' ', 4), '')::timestamp at time zone ${zone},
        ${terms.at.toString()}::text::timestamptz), 'import', ${terms.wording}
      from fresh cross join lateral unnest(string_to_array(consents, E'\\n')) with ordinality as each (text, at)
      order by id
    ),
    known_by as (
      insert into imported_row (row_key, client_id, made_as) select row_key, id, made_as from fresh order by row_key
    )
    select (select count(*)::int from fresh) as made, (select count(*)::int from known) as known, (select count(external_id)::int from fresh) as named, (select count(*)::int from named) as claimed`.execute(
    trx,
  );
  const { made = 0, known = 0, named = 0, claimed = 0 } = rows[0] ?? {};
  return named === claimed ? { made, known } : undefined;
}
