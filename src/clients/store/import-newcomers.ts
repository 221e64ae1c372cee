/**
 * Lets rows in that are alone: nobody is known by a key of theirs, so each makes a client, and all of them go in by one
 * statement. What `takeRow` would make of such a row one by one, this makes of tens of thousands.
 */
import type { RawBuilder } from "kysely";
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { withoutWaiting } from "../../database/without-waiting.ts";
import { madeIds, numberOf, type MadeIds } from "../import/made-id.ts";
import { addressesOf, linesIn, linesOfKnown } from "./import-rows.ts";
import type { WritingTerms } from "./import-write.ts";

export interface Newcomers {
  made: number;
  /** Rows that turned out to be about somebody known by now: they wait to be looked at one by one. */
  known: number;
}

/**
 * How carefully. `quickly`: nobody is looked up beforehand. What keeps keys unique, and who shares an address
 * (`same_person`), tell afterwards whether somebody was known: by an error that says so, or undefined. `filling`: so, and of
 * addresses only whether one of the few who are there besides has it.
 */
type Care = "filling" | "quickly" | "carefully";

interface Lines extends Window {
  zone: string;
  care: Care;
}

/**
 * Of the lines above `after` through `through`. Undefined where another process has taken an outside id meanwhile:
 * nothing of it may stay then.
 */
export async function writeNewcomers(
  trx: OpenTransaction,
  { after, through, zone, care, ...terms }: WritingTerms & Lines,
): Promise<Newcomers | undefined> {
  const importId = sql`${terms.importId}::text::uuid`;
  const window = sql`import_id = ${importId} and line > ${after}::int and line <= ${through}::int and alone`;
  const ids = madeIds(terms.importId);
  const idOf = (number: ReturnType<typeof sql>) =>
    sql`(${ids.before}::text || to_hex(32768 + ${number}) || ${ids.after}::text || line_id)::uuid`;
  await sql`set local work_mem = '64MB'`.execute(trx);
  await sql`set local povod.words_later = on`.execute(trx);
  if (care === "filling") await sql`set local povod.sharers_later = on`.execute(trx);
  const { rows } = await sql<Newcomers & { named: number; claimed: number }>`
    with ${takenRows(importId, window, care)},
    said as materialized (
      select ${terms.today.toString()}::text::date as today, ${terms.at.toString()}::text::timestamptz as at
    ),
    fresh as materialized (
      select *, ${idOf(sql`${sql.lit(numberOf.client)}`)} as id
      from (select *, lpad(to_hex(line), 8, '0') as line_id from gone) as row
    ),
    named as (
      insert into client_external_id (external_id, client_id)
      select external_id, id from fresh where external_id is not null order by external_id collate "C"
      ${care === "carefully" ? sql`on conflict do nothing returning 1` : sql`returning 1`}
    ),
    made as (
      insert into client (id, external_id, family_name, given_name, patronymic, sex, birthday_month, birthday_day,
        birthday_year, home_office_id, language, created_on)
      select id, external_id, family_name, given_name, patronymic, sex, birthday_month, birthday_day, birthday_year,
        home_office_id, ${terms.language}, (select today from said)
      from fresh
    ),
    address as materialized (select * from ${addressesOf(sql`fresh`, sql`id, line_id`)} as address),
    point as (
      insert into contact_point (client_id, id, kind, value, extension, since)
      select id, ${idOf(sql`${sql.lit(numberOf.point)} + at`)}, kind, value, extension,
        (select today from said)
      from address
    ),
    looked_up as (
      insert into contact_address (kind, value, client_id)
      select kind, value, id from address order by value collate "C", kind
    ),
    consented as (
      insert into consent (client_id, id, purpose, channel, given, at, how, wording_version)
      select id, ${idOf(sql`${sql.lit(numberOf.consent)} + at`)}, split_part(text, ' ', 1), split_part(text, ' ', 2),
        split_part(text, ' ', 3) = 'yes', coalesce(nullif(split_part(text, ' ', 4), '')::timestamp at time zone ${zone},
        (select at from said)), 'import', ${terms.wording}
      from ${linesIn(sql`consents`, sql`fresh`, sql`id, line_id`)} as each
    ),
    known_by as (
      insert into imported_row (row_key, client_id, made_as) select row_key, id, made_as from fresh order by row_key
    )
    select (select count(*)::int from fresh) as made,
      ${care === "carefully" ? sql`(select count(*)::int from known)` : sql`0`} as known,
      (select count(external_id)::int from fresh) as named, (select count(*)::int from named) as claimed`.execute(
    trx,
  );
  const { made = 0, known = 0, named = 0, claimed = 0 } = rows[0] ?? {};
  if (named !== claimed) return undefined;
  if (care === "filling" && (await anySharesWithOthers(trx, ids, { after, through }))) return undefined;
  if (care === "quickly" && (await anySharesAnAddress(trx, ids, { after, through }))) return undefined;
  return { made, known };
}

/** At the end of a first filling: who shares an address with its clients by what was written meanwhile. */
export async function findSharers(db: Connection, importId: string): Promise<void> {
  const { firstClient, last } = madeIds(importId);
  await sql`select find_sharers_between(${firstClient}::text::uuid, ${last}::text::uuid)`.execute(db);
}

/** The rows go from those that wait; carefully only those about whom nobody is known, and the others are no more alone. */
const takenRows = (importId: RawBuilder<unknown>, window: RawBuilder<unknown>, care: Care) =>
  care !== "carefully"
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

interface Window {
  after: number;
  through: number;
}

const clientsOf = ({ firstClient }: MadeIds, { after, through }: Window) => {
  const idAt = (line: number) => firstClient.slice(0, 28) + line.toString(16).padStart(8, "0");
  return sql`client_id between ${idAt(after + 1)}::text::uuid and ${idAt(through)}::text::uuid`;
};

/** Whether somebody of these lines shares an address with anybody. */
async function anySharesAnAddress(trx: OpenTransaction, ids: MadeIds, window: Window): Promise<boolean> {
  const { rows } = await sql`select 1 from same_person where ${clientsOf(ids, window)} limit 1`.execute(trx);
  return rows.length > 0;
}

/** The same with anybody whom the import has not made. */
async function anySharesWithOthers(trx: OpenTransaction, ids: MadeIds, window: Window): Promise<boolean> {
  // Of tables that have just grown tenfold the planner believes that one reads them whole, or finds one row in them.
  await sql`set local enable_seqscan = off`.execute(trx);
  await sql`set local enable_nestloop = off`.execute(trx);
  const { rows } = await sql`
    select 1 from (
      select kind, value from contact_point where client_id < ${ids.firstClient}::text::uuid
      union all
      select kind, value from contact_point where client_id > ${ids.lastClient}::text::uuid
    ) as other join (
      select kind, value from contact_point where ${clientsOf(ids, window)}
    ) as own on own.kind = other.kind and own.value = other.value limit 1`.execute(trx);
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
