/**
 * Lets rows in that are alone: nobody is known by a key of theirs, so each makes a client, and all of them go in by one
 * statement. What `takeRow` would make of such a row one by one, this makes of tens of thousands.
 */
import type { RawBuilder } from "kysely";
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { withoutWaiting } from "../../database/without-waiting.ts";
import { madeIds, numberOf, type MadeIds } from "../import/made-id.ts";
import { addressesOf, linesOfKnown } from "./import-rows.ts";
import type { WritingTerms } from "./import-write.ts";

export interface Newcomers {
  made: number;
  /** Rows that turned out to be about somebody known by now: they wait to be looked at one by one. */
  known: number;
}

/**
 * Of the lines above `after` through `through`. Undefined where another process has taken an outside id meanwhile:
 * nothing of it may stay then. Quickly: nobody is looked up beforehand. What keeps keys unique, and who shares an address
 * (`same_person`), tell afterwards whether somebody was known: by an error that says so, or undefined.
 */
export async function writeNewcomers(
  trx: OpenTransaction,
  {
    after,
    through,
    zone,
    quickly,
    ...terms
  }: WritingTerms & { after: number; through: number; zone: string; quickly: boolean },
): Promise<Newcomers | undefined> {
  const importId = sql`${terms.importId}::text::uuid`;
  const window = sql`import_id = ${importId} and line > ${after}::int and line <= ${through}::int and alone`;
  const today = sql`${terms.today.toString()}::text::date`;
  const ids = madeIds(terms.importId);
  const idOf = (number: ReturnType<typeof sql>) =>
    sql`(${ids.before}::text || to_hex(32768 + ${number}) || ${ids.after}::text || line_id)::uuid`;
  await sql`set local work_mem = '64MB'`.execute(trx);
  await sql`set local povod.words_later = on`.execute(trx);
  const { rows } = await sql<Newcomers & { named: number; claimed: number }>`
    with ${takenRows(importId, window, quickly)},
    fresh as materialized (
      select *, ${idOf(sql`${sql.lit(numberOf.client)}`)} as id
      from (select *, lpad(to_hex(line), 8, '0') as line_id from gone) as row
    ),
    named as (
      insert into client_external_id (external_id, client_id)
      select external_id, id from fresh where external_id is not null order by external_id collate "C"
      ${quickly ? sql`` : sql`on conflict do nothing`} returning 1
    ),
    made as (
      insert into client (id, external_id, family_name, given_name, patronymic, sex, birthday_month, birthday_day,
        birthday_year, home_office_id, language, created_on)
      select id, external_id, family_name, given_name, patronymic, sex, birthday_month, birthday_day, birthday_year,
        home_office_id, ${terms.language}, ${today}
      from fresh
    ),
    address as materialized (select * from ${addressesOf(sql`fresh`, sql`id as client_id, line_id`)} as address),
    point as (
      insert into contact_point (client_id, id, kind, value, extension, since)
      select client_id, ${idOf(sql`${sql.lit(numberOf.point)} + at::int`)}, kind, value, extension, ${today}
      from address
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
    ),
    known_by as (
      insert into imported_row (row_key, client_id, made_as) select row_key, id, made_as from fresh order by row_key
    )
    select (select count(*)::int from fresh) as made,
      ${quickly ? sql`0` : sql`(select count(*)::int from known)`} as known,
      (select count(external_id)::int from fresh) as named, (select count(*)::int from named) as claimed`.execute(
    trx,
  );
  const { made = 0, known = 0, named = 0, claimed = 0 } = rows[0] ?? {};
  if (named !== claimed || (quickly && (await anySharesAnAddress(trx, ids, { after, through }))))
    return undefined;
  return { made, known };
}

/** The rows go from those that wait; carefully only those about whom nobody is known, and the others are no more alone. */
const takenRows = (importId: RawBuilder<unknown>, window: RawBuilder<unknown>, quickly: boolean) =>
  quickly
    ? sql`gone as (delete from import_row where ${window} returning *)`
    : sql`
    near as materialized (select * from import_row where ${window}),
    known as materialized ${linesOfKnown(sql`near`)},
    gone as (
      delete from import_row where ${window} and not exists (select from known where known.line = import_row.line)
      returning *
    ),
    held as (
      update import_row set alone = false from known where import_id = ${importId} and import_row.line = known.line
    )`;

/** Whether somebody of these lines shares an address with anybody. */
async function anySharesAnAddress(
  trx: OpenTransaction,
  ids: MadeIds,
  { after, through }: { after: number; through: number },
): Promise<boolean> {
  const idAt = (line: number) => ids.firstClient.slice(0, 28) + line.toString(16).padStart(8, "0");
  const { rows } = await sql`
    select 1 from same_person
    where client_id between ${idAt(after + 1)}::text::uuid and ${idAt(through)}::text::uuid limit 1`.execute(
    trx,
  );
  return rows.length > 0;
}

/** Lists the words of the names of all whom the import made: while they came in, that waited. */
export async function listWords(db: Connection, importId: string): Promise<void> {
  const { firstClient, lastClient } = madeIds(importId);
  await db.transaction().execute(async (trx) => {
    await withoutWaiting(trx);
    await sql`set local work_mem = '64MB'`.execute(trx);
    await sql`select keep_words_between(${firstClient}::text::uuid, ${lastClient}::text::uuid)`.execute(trx);
  });
}
