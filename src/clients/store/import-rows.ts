/** Rows of a file that wait to go in: as columns where nothing about them is odd, else as a document. */
import { copyCell, copyInto, type CopyLines } from "../../database/copy.ts";
import { list, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { withoutWaiting } from "../../database/without-waiting.ts";
import type { ConsentWord, RowFacts } from "../import/facts.ts";
import { madeAs } from "../import/made-as.ts";

export interface StagedRow {
  line: number;
  facts: RowFacts;
}

export interface RowToStage extends StagedRow {
  /** No earlier row of the file has a key of it. */
  alone: boolean;
}

/** Only these can go in by whole statements: a wish is given to addresses, and one consent may speak against another. */
const isPlain = ({ wishes, consents }: RowFacts): boolean =>
  wishes.length === 0 && (consents.length < 2 || consents.every(({ given }) => given));

const stagedColumns =
  "import_id, line, facts, alone, row_key, made_as, external_id, family_name, given_name, patronymic, sex, birthday_month, birthday_day, birthday_year, home_office_id, addresses, consents".split(
    ", ",
  );
const nothing = "\t\\N".repeat(stagedColumns.length - 4);

/** A row as `stageRows` takes it. */
export function stagedLine(importId: string, { line, alone, facts }: RowToStage): string {
  if (!isPlain(facts)) return `${importId}\t${line}\t${copyCell(JSON.stringify(facts))}\tf${nothing}`;
  const { externalId, familyName, givenName, patronymic, sex, birthday, homeOffice, keys, consents } = facts;
  const rowKey = keys[0]?.slice("row:".length) ?? "";
  const day = birthday ? `${birthday.month}\t${birthday.day}\t${birthday.year ?? "\\N"}` : "\\N\t\\N\t\\N";
  const made = madeAs(facts, keys.slice(externalId === "" ? 1 : 2));
  const names = `${copyCell(familyName)}\t${copyCell(givenName)}\t${copyCell(patronymic)}`;
  return `${importId}\t${line}\t\\N\t${alone ? "t" : "f"}\t${rowKey}\t${made}\t${externalId === "" ? "\\N" : copyCell(externalId)}\t${names}\t${sex ?? "\\N"}\t${day}\t${homeOffice ?? "\\N"}\t${copyCell(addressLines(facts))}\t${consents.length === 0 ? "\\N" : copyCell(consents.map(consentLine).join("\n"))}`;
}

const consentLine = ({ purpose, channel, given, on }: ConsentWord): string =>
  `${purpose} ${channel} ${given ? "yes" : "no"} ${on ?? ""}`;

export const stageRows = (db: Connection, rows: CopyLines): Promise<void> =>
  copyInto(db, "import_row", stagedColumns, rows);

/** Rows that somebody we know may be meant by are not alone: they are looked at one by one. */
export async function keepKnownTogether(db: Connection, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await withoutWaiting(trx);
    await sql`set local work_mem = '64MB'`.execute(trx);
    const rows = sql`(select * from import_row where import_id = ${id}::text::uuid and alone)`;
    await sql`
      with known (line) as materialized (
        select line from ${rows} as row
        where exists (select from client_external_id as there where there.external_id = row.external_id)
          or exists (select from imported_row as there where there.row_key = row.row_key)
        union
        select line from ${addressesOf(rows)} as address join contact_address as there using (kind, value)
      )
      update import_row set alone = false from known
      where import_id = ${id}::text::uuid and import_row.line = known.line`.execute(trx);
  });
}

/** The same of rows that came before, where all other keys were looked at. */
export async function keepRowsOfBeforeTogether(db: Connection, id: string): Promise<void> {
  await sql`
    update import_row set alone = false from imported_row as there
    where import_id = ${id}::text::uuid and alone and there.row_key = import_row.row_key`.execute(db);
}

function addressLines({ phones, emails }: RowFacts): string | null {
  const [phone, ...morePhones] = phones;
  let lines = phone ? phoneLine(phone) : "";
  for (const more of morePhones) lines += `\n${phoneLine(more)}`;
  for (const email of emails) lines += `${lines === "" ? "" : "\n"}email:${email}`;
  return lines === "" ? null : lines;
}

const phoneLine = ({ value, extension }: RowFacts["phones"][number]): string =>
  extension === null ? `phone:${value}` : `phone:${value} ${extension}`;

/** Of `rows`, which have the columns of `import_row`, the lines by whose keys somebody is known. */
export function linesOfKnown(rows: ReturnType<typeof sql>): ReturnType<typeof sql> {
  // Row by row through the indexes: nobody has counted the look-ups while they grow.
  return sql`(
    select line from ${rows} as row cross join lateral (
      select from client_external_id where client_external_id.external_id = row.external_id limit 1) as there
    union
    select line from ${rows} as row cross join lateral (
      select from imported_row where imported_row.row_key = row.row_key limit 1) as there
    union
    select line from ${addressesOf(rows)} as address cross join lateral (
      select from contact_address where kind = address.kind and value = address.value limit 1) as there)`;
}

/** The addresses of `rows`: what of the row goes along, at, kind, value, extension. */
export function addressesOf(
  rows: ReturnType<typeof sql>,
  along: ReturnType<typeof sql> = sql`line`,
): ReturnType<typeof sql> {
  return sql`(
    select ${along}, at, split_part(text, ':', 1) as kind, split_part(substr(text, strpos(text, ':') + 1), ' ', 1) as value,
      nullif(split_part(text, ' ', 2), '') as extension
    from ${linesIn(sql`addresses`, rows, along)} as each)`;
}

/** Of each of `rows` the lines of a column, numbered: what of the row goes along, text, at. */
export const linesIn = (
  column: ReturnType<typeof sql>,
  rows: ReturnType<typeof sql>,
  along: ReturnType<typeof sql>,
): ReturnType<typeof sql> => sql`(
    select ${along}, unnest(texts) as text, generate_subscripts(texts, 1) as at
    from (select ${along}, string_to_array(${column}, E'\n') as texts from ${rows} as row offset 0) as row)`;

/** Of lines that a later one has something in common with. */
export async function keepTogether(db: Connection, id: string, lines: readonly number[]): Promise<void> {
  await sql`
    update import_row set alone = false from unnest(${list(lines, "integer")}) as met (line)
    where import_id = ${id}::text::uuid and import_row.line = met.line and alone`.execute(db);
}

interface KeptRow {
  line: number;
  facts: RowFacts | null;
  rowKey: string;
  externalId: string | null;
  familyName: string;
  givenName: string;
  patronymic: string;
  sex: "female" | "male" | null;
  month: number | null;
  day: number | null;
  year: number | null;
  homeOffice: string | null;
  addresses: string | null;
  consents: string | null;
}

/** The next rows in the order of the file; `together` leaves out those that are alone. */
export async function stagedRows(
  db: Connection,
  id: string,
  { after, limit, together = false }: { after: number; limit: number; together?: boolean },
): Promise<StagedRow[]> {
  const { rows } = await sql<KeptRow>`
    select line, facts, row_key as "rowKey", external_id as "externalId", family_name as "familyName",
      given_name as "givenName", patronymic, sex, birthday_month as month, birthday_day as day, birthday_year as year,
      home_office_id as "homeOffice", addresses, consents
    from import_row where import_id = ${id}::text::uuid and line > ${after}::int ${together ? sql`and not alone` : sql``}
    order by line limit ${limit}::int`.execute(db);
  return rows.map((row) => ({ line: row.line, facts: row.facts ?? factsOf(row) }));
}

function factsOf({ rowKey, month, day, year, addresses, consents, ...row }: KeptRow): RowFacts {
  const lines = addresses === null ? [] : addresses.split("\n");
  const of = (kind: string) =>
    lines.filter((line) => line.startsWith(kind)).map((line) => line.slice(kind.length).split(" "));
  const { externalId, familyName, givenName, patronymic, sex, homeOffice } = row;
  return {
    externalId: externalId ?? "",
    familyName,
    givenName,
    patronymic,
    sex,
    birthday: month === null || day === null ? null : { month, day, year },
    homeOffice,
    phones: of("phone:").map(([value = "", extension]) => ({ value, extension: extension ?? null })),
    emails: of("email:").map(([value = ""]) => value),
    consents: consents === null ? [] : consents.split("\n").map(consentOf),
    wishes: [],
    keys: [
      `row:${rowKey}`,
      ...(externalId === null ? [] : [`id:${externalId}`]),
      ...lines.map((line) => line.split(" ")[0] ?? ""),
    ],
  };
}

function consentOf(line: string): ConsentWord {
  const [purpose, channel, given, on] = line.split(" ") as [
    ConsentWord["purpose"],
    ConsentWord["channel"],
    string,
    string,
  ];
  return { purpose, channel, given: given === "yes", on: on === "" ? null : on };
}

/** How many there are of each. */
export async function countStaged(db: Connection, id: string): Promise<{ alone: number; together: number }> {
  const { rows } = await sql<{ all: number; together: number }>`
    select count(*)::int as all, (select count(*)::int from import_row
      where import_id = ${id}::text::uuid and not alone) as together
    from import_row where import_id = ${id}::text::uuid`.execute(db);
  const { all = 0, together = 0 } = rows[0] ?? {};
  return { alone: all - together, together };
}

/** Addresses of rows that are alone and that asked not to be disturbed, by line. */
export async function silencedAlone(
  db: Connection,
  id: string,
  { at, today }: { at: Temporal.Instant; today: Temporal.PlainDate },
): Promise<{ line: number; values: string[] }[]> {
  const { rows: any } = await sql`select 1 from silenced_address limit 1`.execute(db);
  if (any.length === 0) return [];
  const { rows } = await sql<{ line: number; values: string[] }>`
    with alone as (select line, addresses from import_row where import_id = ${id}::text::uuid and alone)
    select line, json_agg(value order by at) as values from (
      select distinct line, at, value from ${addressesOf(sql`alone`)} as address join silenced_address using (kind, value)
      where (ended_at is null or ended_at > ${at.toString()}::text::timestamptz)
        and (until is null or until >= ${today.toString()}::text::date)) as silent
    group by line order by line`.execute(db);
  return rows;
}

/** The next line beyond `after` whose row is alone. */
export async function nextAlone(db: Connection, id: string, after: number): Promise<number | undefined> {
  const { rows } = await sql<{ line: number }>`
    select line from import_row where import_id = ${id}::text::uuid and line > ${after}::int and alone
    order by line limit 1`.execute(db);
  return rows[0]?.line;
}

export async function deleteTogether(db: Connection, id: string, through: number): Promise<void> {
  await sql`
    delete from import_row
    where import_id = ${id}::text::uuid and line <= ${through}::int and not alone`.execute(db);
}

/**
 * The embedded engine gives no room back by itself: an empty table is cut off rather than left to grow. Locked before
 * it is looked at, so that nobody's rows come in between.
 */
export async function clearStaged(trx: OpenTransaction, id: string): Promise<void> {
  await sql`delete from import_row where import_id = ${id}::text::uuid`.execute(trx);
  await sql`lock table import_row in access exclusive mode`.execute(trx);
  const { rows } = await sql<{ empty: boolean }>`select not exists (select from import_row) as empty`.execute(
    trx,
  );
  if (rows[0]?.empty === true) await sql`truncate import_row`.execute(trx);
}

/** By which several rows of the file are known: only these can be about one client without the base knowing it. */
export async function sharedKeys(db: Connection, id: string): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    with together as materialized (select * from import_row where import_id = ${id}::text::uuid and not alone)
    select key from (
      select json_array_elements_text(facts -> 'keys') as key from together where facts is not null
      union all
      select 'row:' || row_key from together where row_key is not null
      union all
      select 'id:' || external_id from together
      union all
      select kind || ':' || value from ${addressesOf(sql`together`)} as address
    ) as keys
    where key is not null group by key having count(*) > 1`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

/** Until the planner has seen how large a table has become, every query on it is planned blind. */
export async function analyzeStaged(db: Connection): Promise<void> {
  await sql`analyze import_row`.execute(db);
}
