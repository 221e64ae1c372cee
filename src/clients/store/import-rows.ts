/** Rows of a file that wait to go in one by one: as columns where nothing about them is odd, else as a document. */
import { copyCell, copyInto, type CopyLines } from "../../database/copy.ts";
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { nobody, type ConsentWord, type RowFacts } from "../import/facts.ts";

export interface StagedRow {
  line: number;
  facts: RowFacts;
}

/** Only these can go in by whole blocks: a wish is given to addresses, one consent may speak against another, and few have hours. */
export const isPlain = ({ wishes, consents, hours }: RowFacts): boolean =>
  wishes.length === 0 && hours === "" && (consents.length < 2 || consents.every(({ given }) => given));

const plainColumns =
  "line, row_key, external_id, family_name, given_name, patronymic, sex, birthday_month, birthday_day, birthday_year, home_office_id, addresses, consents".split(
    ", ",
  );
const stagedColumns = [...plainColumns, "import_id", "facts"];
const nothing = "\t\\N".repeat(plainColumns.length - 1);

/** The columns of a plain row, as COPY takes them. */
export function plainLine({ line, facts }: StagedRow): string {
  const { externalId, familyName, givenName, patronymic, sex, birthday, homeOffice, keys, consents } = facts;
  const day = birthday ? `${birthday.month}\t${birthday.day}\t${birthday.year ?? "\\N"}` : "\\N\t\\N\t\\N";
  const names = `${copyCell(familyName)}\t${copyCell(givenName)}\t${copyCell(patronymic)}`;
  return `${line}\t${keys[0]?.slice("row:".length) ?? ""}\t${externalId === "" ? "\\N" : copyCell(externalId)}\t${names}\t${sex ?? "\\N"}\t${day}\t${homeOffice ?? "\\N"}\t${addressLines(facts)}\t${consents.length === 0 ? "\\N" : consents.map(consentLine).join("\\n")}`;
}

/** A row as `stageRows` takes it. */
export const stagedLine = (importId: string, row: StagedRow): string =>
  isPlain(row.facts)
    ? stagedPlainLine(importId, plainLine(row))
    : `${row.line}${nothing}\t${importId}\t${copyCell(JSON.stringify(row.facts))}\n`;

export const stagedPlainLine = (importId: string, plain: string): string => `${plain}\t${importId}\t\\N\n`;

/** A wording of the row's own is written without a sign that means something in a line. */
const consentLine = ({ purpose, channel, given, on, wording }: ConsentWord): string =>
  `${purpose} ${channel} ${given ? "yes" : "no"} ${on ?? ""}${wording === undefined ? "" : ` ${encodeURIComponent(wording)}`}`;

export const stageRows = (db: Connection, lines: CopyLines): Promise<void> =>
  copyInto(db, "import_row", stagedColumns, lines);

/** As COPY takes them: neither a number nor an address has a sign in it that means something there. */
function addressLines({ phones, emails }: RowFacts): string {
  const [phone, ...morePhones] = phones;
  let lines = phone ? phoneLine(phone) : "";
  for (const more of morePhones) lines += `\\n${phoneLine(more)}`;
  for (const email of emails) lines += `${lines === "" ? "" : "\\n"}email:${email}`;
  return lines === "" ? "\\N" : lines;
}

const phoneLine = ({ value, extension }: RowFacts["phones"][number]): string =>
  extension === null ? `phone:${value}` : `phone:${value} ${extension}`;

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

/** The next rows in the order of the file. */
export async function stagedRows(
  db: Connection,
  id: string,
  { after, limit }: { after: number; limit: number },
): Promise<StagedRow[]> {
  const { rows } = await sql<KeptRow>`
    select line, facts, row_key as "rowKey", external_id as "externalId", family_name as "familyName",
      given_name as "givenName", patronymic, sex, birthday_month as month, birthday_day as day, birthday_year as year,
      home_office_id as "homeOffice", addresses, consents
    from import_row where import_id = ${id}::text::uuid and line > ${after}::int
    order by line limit ${limit}::int`.execute(db);
  return rows.map((row) => ({
    line: row.line,
    facts: row.facts ? { ...nobody, ...row.facts } : factsOf(row),
  }));
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
    hours: "",
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
  const [purpose, channel, given, on, wording] = line.split(" ") as [
    ConsentWord["purpose"],
    ConsentWord["channel"],
    string,
    string,
    string | undefined,
  ];
  const own = wording === undefined ? {} : { wording: decodeURIComponent(wording) };
  return { purpose, channel, given: given === "yes", on: on === "" ? null : on, ...own };
}

/** How many there are of each: rows that go in by the block, and those that go in one by one. */
export async function countStaged(db: Connection, id: string): Promise<{ alone: number; together: number }> {
  const { rows } = await sql<{ alone: number; together: number }>`
    select
      (select coalesce(sum(rows - cardinality(held)), 0)::int from import_block where import_id = ${id}::text::uuid) as alone,
      (select count(*)::int from import_row where import_id = ${id}::text::uuid) as together`.execute(db);
  return rows[0] ?? { alone: 0, together: 0 };
}

export async function deleteThrough(db: Connection, id: string, line: number): Promise<void> {
  await sql`
    delete from import_row where import_id = ${id}::text::uuid and line <= ${line}::int`.execute(db);
}

/**
 * The embedded engine gives no room back by itself: an empty table is cut off rather than left to grow. Locked before
 * it is looked at, so that nobody's rows come in between.
 */
export async function clearStaged(trx: OpenTransaction, id: string): Promise<void> {
  for (const table of ["import_row", "import_block"]) {
    await sql`delete from ${sql.table(table)} where import_id = ${id}::text::uuid`.execute(trx);
    await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(trx);
    const { rows } = await sql<{ empty: boolean }>`
      select not exists (select from ${sql.table(table)}) as empty`.execute(trx);
    if (rows[0]?.empty === true) await sql`truncate ${sql.table(table)}`.execute(trx);
  }
}

/** By which several of the rows are known: only these can be about one client without the base knowing it. */
export async function sharedKeys(db: Connection, id: string): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    with together as materialized (select * from import_row where import_id = ${id}::text::uuid)
    select key from (
      select json_array_elements_text(facts -> 'keys') as key from together where facts is not null
      union all
      select 'row:' || row_key from together where row_key is not null
      union all
      select 'id:' || external_id from together
      union all
      select split_part(unnest(string_to_array(addresses, E'\n')), ' ', 1) from together
    ) as keys
    where key is not null group by key having count(*) > 1`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

/** Until the planner has seen how large a table has become, every query on it is planned blind. */
export async function analyzeStaged(db: Connection): Promise<void> {
  await sql`analyze import_row`.execute(db);
}
