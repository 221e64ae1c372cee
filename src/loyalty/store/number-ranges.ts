/** Which card numbers an office may give out, and the numbers themselves as they are taken. */
import { list, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { numberOfSerial } from "../card-number.ts";

export interface NumberRange {
  id: string;
  officeId: string;
  office: string;
  first: bigint;
  last: bigint;
  next: bigint;
}

const rangeColumns = sql`card_number_range.id, office_id as "officeId", office.name as office, first_serial as first,
  last_serial as last, next_serial as next`;

/** With the numbers of each that are taken. Plan: the numbers of a range are neighbours in the key of card_number. */
export async function listRanges(
  db: Connection,
  officeId: string | undefined,
): Promise<(NumberRange & { taken: bigint })[]> {
  const { rows } = await sql<NumberRange>`
    select ${rangeColumns} from card_number_range join office on office.id = office_id
    ${officeId === undefined ? sql`` : sql`where office_id = ${officeId}::uuid`}
    order by office.name, office_id, first_serial`.execute(db);
  const counted = [];
  for (const range of rows) counted.push({ ...range, taken: await countTaken(db, range) });
  return counted;
}

async function countTaken(db: Connection, { first, last }: NumberRange): Promise<bigint> {
  const { rows } = await sql<{ taken: bigint }>`
    select count(*) as taken from card_number
    where number between ${numberOfSerial(first)} and ${numberOfSerial(last)}`.execute(db);
  return rows[0]?.taken ?? 0n;
}

/** Two that add ranges wait for each other. */
export async function lockRanges(trx: OpenTransaction): Promise<void> {
  await sql`lock table card_number_range in share row exclusive mode`.execute(trx);
}

export async function overlappingRange(
  trx: OpenTransaction,
  { first, last }: { first: bigint; last: bigint },
): Promise<NumberRange | undefined> {
  const { rows } = await sql<NumberRange>`
    select ${rangeColumns} from card_number_range join office on office.id = office_id
    where first_serial <= ${last} and last_serial >= ${first} order by first_serial limit 1`.execute(trx);
  return rows[0];
}

export async function insertRange(
  trx: OpenTransaction,
  range: { id: string; officeId: string; first: bigint; last: bigint; addedAt: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into card_number_range (id, office_id, first_serial, last_serial, next_serial, added_at)
    values (${range.id}::uuid, ${range.officeId}::uuid, ${range.first}, ${range.last}, ${range.first},
      ${range.addedAt.toString()}::text::timestamptz)`.execute(trx);
}

/** The office's ranges in order, locked: who sells a card of one office at the same moment waits. */
export async function lockRangesOf(trx: OpenTransaction, officeId: string): Promise<NumberRange[]> {
  const { rows } = await sql<NumberRange>`
    select ${rangeColumns} from card_number_range join office on office.id = office_id
    where office_id = ${officeId}::uuid order by first_serial for update of card_number_range`.execute(trx);
  return rows;
}

export async function hasRanges(db: Connection, officeId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from card_number_range where office_id = ${officeId}::uuid limit 1`.execute(db);
  return rows.length > 0;
}

export async function rangeOf(trx: OpenTransaction, serial: bigint): Promise<NumberRange | undefined> {
  return overlappingRange(trx, { first: serial, last: serial });
}

export interface Owner {
  clientId: string;
  cardId: string;
}

/** False: the number is somebody's already. */
export async function takeNumber(trx: OpenTransaction, number: string, owner: Owner): Promise<boolean> {
  const { rows } = await sql`
    insert into card_number (number, client_id, card_id) values (${number}, ${owner.clientId}::uuid, ${owner.cardId}::uuid)
    on conflict do nothing returning 1`.execute(trx);
  return rows.length === 1;
}

/** Cards that were sold by their printed numbers may lie in a row. */
const serialsAtOnce = 256n;

/** The next free number of a range that is locked; undefined where none is left. */
export async function takeNext(
  trx: OpenTransaction,
  range: NumberRange,
  owner: Owner,
): Promise<string | undefined> {
  for (let from = range.next; from <= range.last; from += serialsAtOnce) {
    const count = Number(range.last - from < serialsAtOnce ? range.last - from + 1n : serialsAtOnce);
    const numbers = Array.from({ length: count }, (_, i) => numberOfSerial(from + BigInt(i)));
    const { rows } = await sql<{ number: string }>`
      select number from card_number join unnest(${list(numbers, "text")}) as asked (number) using (number)`.execute(
      trx,
    );
    const taken = new Set(rows.map(({ number }) => number));
    for (const [i, number] of numbers.entries()) {
      if (taken.has(number) || !(await takeNumber(trx, number, owner))) continue;
      await moveNext(trx, range, from + BigInt(i) + 1n);
      return number;
    }
  }
  await moveNext(trx, range, range.last + 1n);
  return undefined;
}

async function moveNext(trx: OpenTransaction, { id, next }: NumberRange, to: bigint): Promise<void> {
  if (to === next) return;
  await sql`update card_number_range set next_serial = ${to} where id = ${id}::uuid`.execute(trx);
}
