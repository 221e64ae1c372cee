/**
 * Rows of a file that are alone: no other row, and nobody who is known, has a key of theirs. They wait by the thousand,
 * one text of the lines they go in with.
 */
import { CopyLines, plainCell } from "../../database/copy.ts";
import { columns, list, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { withoutWaiting } from "../../database/without-waiting.ts";
import { madeAs } from "../import/made-as.ts";
import { plainLine, stagedPlainLine, stageRows, type StagedRow } from "./import-rows.ts";

/** A row as a block has it: the columns of `import_row`, then what the client will be made as. */
export function blockLine({ line, facts }: StagedRow): string {
  const made = madeAs(facts, facts.keys.slice(facts.externalId === "" ? 1 : 2));
  return `${plainLine({ line, facts })}\t${made}\n`;
}

export interface Block {
  firstLine: number;
  lastLine: number;
  rows: number;
  held: number[];
  content: CopyLines;
}

export async function keepBlock(
  db: Connection,
  importId: string,
  { firstLine, lastLine, rows, held, content }: Block,
): Promise<void> {
  await sql`
    insert into import_block (import_id, first_line, last_line, rows, held, content)
    values (${importId}::text::uuid, ${firstLine}::int, ${lastLine}::int, ${rows}::int, ${list(held, "integer")},
      ${content})`.execute(db);
}

/** Every line of every block: the columns of `import_block`, the line's text, and where it stands in the block. */
export const linesOfBlocks = sql`
  import_block as block cross join lateral (
    select text, at from unnest(string_to_array(content, E'\n')) with ordinality as each_line (text, at) where text <> ''
  ) as each_line`;

/** The first line of the next block beyond `after`. */
export async function nextBlock(
  db: Connection,
  importId: string,
  after: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ line: number }>`
    select first_line as line from import_block where import_id = ${importId}::text::uuid and first_line > ${after}::int
    order by first_line limit 1`.execute(db);
  return rows[0]?.line;
}

export interface BlockRow {
  line: number;
  cells: string[];
}

export interface OpenBlock {
  held: number[];
  through: number;
  content: string;
}

/** Nobody else takes it until the transaction ends. Undefined: it is in, or the import was taken back. */
export async function openBlock(
  trx: OpenTransaction,
  importId: string,
  firstLine: number,
): Promise<OpenBlock | undefined> {
  const { rows } = await sql<OpenBlock>`
    select held, through, content from import_block
    where import_id = ${importId}::text::uuid and first_line = ${firstLine}::int for update`.execute(trx);
  return rows[0];
}

/** What is to go in from it, one after the other: kept, the cells of a block would cost more than all that is done with them. */
export function* rowsOf({ held, through, content }: OpenBlock): Generator<BlockRow> {
  const away = new Set(held);
  for (let from = 0; from < content.length;) {
    const end = content.indexOf("\n", from);
    const cells = content.slice(from, end).split("\t");
    from = end + 1;
    const line = Number(cells[0]);
    if (line > through && !away.has(line)) yield { line, cells };
  }
}

/** The block goes when it is in as a whole. */
export async function closeBlock(
  trx: OpenTransaction,
  importId: string,
  { firstLine, through }: { firstLine: number; through: number | "all" },
): Promise<void> {
  const which = sql`import_id = ${importId}::text::uuid and first_line = ${firstLine}::int`;
  await (
    through === "all"
      ? sql`delete from import_block where ${which}`
      : sql`update import_block set through = ${through}::int where ${which}`
  ).execute(trx);
}

/** These lines go in one by one, where they are in a block. */
export async function holdLines(db: Connection, importId: string, lines: readonly number[]): Promise<void> {
  for (let from = 0; from < lines.length; from += linesAtOnce)
    await db.transaction().execute((trx) => holdSome(trx, importId, lines.slice(from, from + linesAtOnce)));
}

const linesAtOnce = 5000;

export async function holdSome(
  trx: OpenTransaction,
  importId: string,
  lines: readonly number[],
): Promise<void> {
  await withoutWaiting(trx);
  const { rows } = await sql<{ text: string }>`
    with asked as materialized (select unnest(${list(lines, "integer")}) as line),
    found as materialized (
      select * from (
        select first_line, held, text, split_part(text, E'\t', 1)::int as line
        from ${linesOfBlocks}
        where import_id = ${importId}::text::uuid
          and exists (select from asked where line between block.first_line and block.last_line)
      ) as each_line
      where line in (select line from asked) and line <> all (held)
    ),
    kept as (
      update import_block as block set held = block.held || more.lines
      from (select first_line, array_agg(line) as lines from found group by first_line) as more
      where block.import_id = ${importId}::text::uuid and block.first_line = more.first_line
    )
    select text from found`.execute(trx);
  const staged = new CopyLines();
  for (const { text } of rows) staged.add(stagedOfBlock(importId, text));
  await stageRows(trx, staged);
}

/** The line of a block as one of `import_row`. */
export const stagedOfBlock = (importId: string, text: string): string =>
  stagedPlainLine(importId, text.slice(0, text.lastIndexOf("\t")));

/** By which a row of a block is known. */
export interface KeysOfLine {
  line: number;
  keys: readonly string[];
}

export const keysOf = ({ line, cells }: BlockRow): KeysOfLine => {
  const [, rowKey = "", externalId = "\\N"] = cells;
  const keys = [`row:${rowKey}`];
  if (externalId !== "\\N") keys.push(`id:${plainCell(externalId)}`);
  for (const address of addressesOf(cells)) keys.push(address.split(" ", 1)[0] ?? "");
  return { line, keys };
};

/** `phone:+79161234567 12`, `email:ivan@example.org`. */
export const addressesOf = (cells: readonly string[]): string[] => linesOf(cells[blockCells.addresses]);
/** `advertising email yes 2024-05-05`. */
export const consentsOf = (cells: readonly string[]): string[] => linesOf(cells[blockCells.consents]);

export const blockCells = { addresses: 11, consents: 12, madeAs: 13 } as const;

const linesOf = (cell = "\\N"): string[] => (cell === "\\N" ? [] : cell.split("\\n"));

/** Of these rows the lines by whose keys somebody is known. */
export async function linesOfKnown(db: Connection, rows: readonly KeysOfLine[]): Promise<number[]> {
  const keyed = rows.flatMap(({ line, keys }) =>
    keys.map((key) => ({
      line,
      kind: key.slice(0, key.indexOf(":")),
      value: key.slice(key.indexOf(":") + 1),
    })),
  );
  // Row by row through the indexes: nobody has counted the look-ups while they grow.
  const { rows: known } = await sql<{ line: number }>`
    with asked as materialized (
      select line, kind, value
      from ${columns(keyed, { line: "integer", kind: "text", value: "text" })} as asked (line, kind, value)
    )
    select line from asked cross join lateral (
      select from client_external_id where external_id = asked.value limit 1) as there where kind = 'id'
    union
    select line from asked cross join lateral (
      select from imported_row where row_key = asked.value::uuid limit 1) as there where kind = 'row'
    union
    select line from asked cross join lateral (
      select from contact_address as address where address.kind = asked.kind and address.value = asked.value limit 1) as there
    where kind in ('phone', 'email')`.execute(db);
  return known.map(({ line }) => line);
}

/** The blocks that wait, in the order of the file. */
export async function* waitingBlocks(db: Connection, importId: string): AsyncGenerator<OpenBlock> {
  for (let after = 0; ;) {
    const { rows } = await sql<OpenBlock & { firstLine: number }>`
      select first_line as "firstLine", held, through, content from import_block
      where import_id = ${importId}::text::uuid and first_line > ${after}::int
      order by first_line limit 1`.execute(db);
    const [block] = rows;
    if (!block) return;
    yield block;
    after = block.firstLine;
  }
}
