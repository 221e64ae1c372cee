/**
 * Lets rows in that are alone: nobody is known by a key of theirs, so each makes a client. What `takeRow` would make of such
 * rows one by one, this makes of a whole block as text, which the server copies.
 */
import { copyCell, copyInto, CopyLines } from "../../database/copy.ts";
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { withoutWaiting } from "../../database/without-waiting.ts";
import { idsOfLine, madeIds, numberOf, type MadeIds } from "../import/made-id.ts";
import { addressesOf, blockCells, consentsOf, type BlockRow } from "./import-blocks.ts";
import type { WritingTerms } from "./import-write.ts";

/**
 * What somebody is asked about afterwards. Nobody is looked up beforehand: a key that is taken ends in an error that says
 * so. `quickly`: whether anybody shares an address with the rows (`same_person`, kept by a trigger). `filling`: only whether
 * one of the few does who are there besides. `carefully`: everybody who is known was held back.
 */
type Care = "filling" | "quickly" | "carefully";

interface Terms extends WritingTerms {
  zone: string;
  care: Care;
}

/** By table what is written into it. One lane uses it again for each of its batches. */
export interface NewcomerLines {
  externalIds: CopyLines;
  clients: CopyLines;
  points: CopyLines;
  addresses: CopyLines;
  consents: CopyLines;
  rows: CopyLines;
}

export const newcomerLines = (): NewcomerLines => ({
  externalIds: new CopyLines(),
  clients: new CopyLines(),
  points: new CopyLines(),
  addresses: new CopyLines(),
  consents: new CopyLines(),
  rows: new CopyLines(),
});

/**
 * How many, and through which line. Undefined where somebody shares an address with the rows: nothing of them may stay then.
 */
export async function writeNewcomers(
  trx: OpenTransaction,
  { rows, made }: { rows: Iterable<BlockRow>; made: NewcomerLines },
  { care, ...terms }: Terms,
): Promise<{ made: number; through: number } | undefined> {
  for (const lines of Object.values(made)) lines.clear();
  const written = fill(made, rows, terms);
  if (written.made === 0) return written;
  await sql`set local povod.words_later = on`.execute(trx);
  if (care === "filling") await sql`set local povod.sharers_later = on`.execute(trx);
  await copyInto(trx, "client_external_id", ["external_id", "client_id"], made.externalIds);
  await copyInto(trx, "client", clientColumns, made.clients);
  await copyInto(
    trx,
    "contact_point",
    ["client_id", "id", "kind", "value", "extension", "since"],
    made.points,
  );
  await copyInto(trx, "contact_address", ["kind", "value", "client_id"], made.addresses);
  await copyInto(trx, "consent", consentColumns, made.consents);
  await copyInto(trx, "imported_row", ["row_key", "client_id", "made_as"], made.rows);
  const ids = madeIds(terms.importId);
  const isShared =
    care === "filling"
      ? await anySharesWithOthers(trx, ids, written)
      : care === "quickly" && (await anySharesAnAddress(trx, ids, written));
  return isShared ? undefined : written;
}

const clientColumns =
  "id, external_id, family_name, given_name, patronymic, sex, birthday_month, birthday_day, birthday_year, home_office_id, language, created_on".split(
    ", ",
  );
const consentColumns = "client_id, id, purpose, channel, given, at, how, wording_version".split(", ");

/** Cells go over as they are: they were made for COPY. */
function fill(
  made: NewcomerLines,
  rows: Iterable<BlockRow>,
  { importId, today, at, zone, language, wording }: Omit<Terms, "care">,
) {
  const written = { made: 0, first: 0, through: 0 };
  const ids = madeIds(importId);
  const since = today.toString();
  const end = `\t${language}\t${since}\n`;
  const moments = new Map([["", at.toString()]]);
  const momentOf = (day: string): string => {
    let moment = moments.get(day);
    if (moment === undefined)
      moments.set(day, (moment = Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString()));
    return moment;
  };
  const words = copyCell(wording);
  for (const { line, cells } of rows) {
    if (written.made++ === 0) written.first = line;
    written.through = line;
    const idOf = idsOfLine(ids, line);
    const client = idOf(numberOf.client);
    const [, rowKey, externalId = "", family, given, patronymic, sex, month, day, year, office] = cells;
    if (externalId !== "\\N") made.externalIds.add(`${externalId}\t${client}\n`);
    made.clients.add(
      `${client}\t${externalId}\t${family}\t${given}\t${patronymic}\t${sex}\t${month}\t${day}\t${year}\t${office}${end}`,
    );
    made.rows.add(`${rowKey}\t${client}\t${cells[blockCells.madeAs]}\n`);
    addressesOf(cells).forEach((address, index) => {
      const colon = address.indexOf(":");
      const space = address.indexOf(" ", colon);
      const kind = address.slice(0, colon);
      const value = address.slice(colon + 1, space < 0 ? undefined : space);
      const extension = space < 0 ? "\\N" : address.slice(space + 1);
      made.points.add(
        `${client}\t${idOf(numberOf.point + index)}\t${kind}\t${value}\t${extension}\t${since}\n`,
      );
      made.addresses.add(`${kind}\t${value}\t${client}\n`);
    });
    consentsOf(cells).forEach((consent, index) => {
      const [purpose, channel, answer, on = "", own] = consent.split(" ");
      const version = own === undefined ? words : copyCell(decodeURIComponent(own));
      made.consents.add(
        `${client}\t${idOf(numberOf.consent + index)}\t${purpose}\t${channel}\t${answer === "yes" ? "t" : "f"}\t${momentOf(on)}\timport\t${version}\n`,
      );
    });
  }
  return written;
}

/** At the end of a first filling: who shares an address with its clients by what was written meanwhile. */
export async function findSharers(db: Connection, importId: string): Promise<void> {
  const { firstClient, last } = madeIds(importId);
  await sql`select find_sharers_between(${firstClient}::text::uuid, ${last}::text::uuid)`.execute(db);
}

interface Window {
  first: number;
  through: number;
}

const clientsOf = ({ firstClient }: MadeIds, { first, through }: Window) => {
  const idAt = (line: number) => firstClient.slice(0, 28) + line.toString(16).padStart(8, "0");
  return sql`client_id between ${idAt(first)}::text::uuid and ${idAt(through)}::text::uuid`;
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
