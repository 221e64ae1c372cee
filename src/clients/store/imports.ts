/** Imports of files of clients, and the rows of each that wait to go in or stay outside. */
import { columns, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import {
  noRows,
  type ImportCounts,
  type ImportOptions,
  type ImportPreview,
  type ImportState,
} from "../import/import.ts";
import type { Problem } from "../import/problems.ts";
import { clearStaged } from "./import-rows.ts";

export interface ImportRow {
  id: string;
  fileName: string;
  fileHash: string;
  options: ImportOptions;
  state: ImportState;
  startedAt: Temporal.Instant;
  endedAt: Temporal.Instant | null;
  preview: ImportPreview;
  counts: ImportCounts;
  /** Whether it fills a base where there is hardly anybody. */
  firstFilling: boolean;
}

const selected = sql`select id, file_name as "fileName", file_hash as "fileHash", options, state,
  started_at as "startedAt", ended_at as "endedAt", preview, counts, first_filling as "firstFilling" from client_import`;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Throws `not_found`. With `lock` nobody else moves the import until the transaction ends. */
export async function loadImport(db: Connection, id: string, { lock = false } = {}): Promise<ImportRow> {
  const locking = lock ? sql`for update` : sql``;
  const { rows } = await sql<ImportRow>`
    ${selected} where id = ${uuid.test(id) ? id : null}::text::uuid ${locking}`.execute(db);
  const [found] = rows;
  if (!found) throw new DomainError("not_found", `There is no import ${id}.`, { place: { field: "import" } });
  return found;
}

/** The newest first. */
export async function loadImports(db: Connection, limit: number): Promise<ImportRow[]> {
  const { rows } =
    await sql<ImportRow>`${selected} order by started_at desc, id desc limit ${limit}::int`.execute(db);
  return rows;
}

/**
 * Makes an import of the file, or begins anew the one of this very file in this very way that is only looked at. One that
 * goes in already is returned as it stands. `busy`: somebody has been reading it since `stale`.
 */
export async function beginReading(
  trx: OpenTransaction,
  row: Pick<ImportRow, "id" | "fileName" | "fileHash" | "options" | "startedAt">,
  stale: Temporal.Instant,
): Promise<Pick<ImportRow, "id" | "state"> | "busy"> {
  const options = sql`${JSON.stringify(row.options)}::text::jsonb`;
  const startedAt = sql`${row.startedAt.toString()}::text::timestamptz`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${row.fileHash}, 0))`.execute(trx);
  const { rows } = await sql<ImportRow>`${selected}
    where file_hash = ${row.fileHash} and options = ${options} and state in ('reading', 'previewed', 'importing')
    order by state = 'importing' desc, started_at limit 1`.execute(trx);
  const [found] = rows;
  if (found?.state === "importing") return found;
  if (found?.state === "reading" && Temporal.Instant.compare(found.startedAt, stale) > 0) return "busy";
  const { id } = found ?? row;
  if (found) {
    await clearStaged(trx, id);
    await forgetProblems(trx, id);
  }
  await sql`
    insert into client_import (id, file_name, file_hash, options, state, started_at)
    values (${id}::text::uuid, ${row.fileName}, ${row.fileHash}, ${options}, 'reading', ${startedAt})
    on conflict (id) do update set state = 'reading', file_name = excluded.file_name, started_at = excluded.started_at,
      preview = '{}', counts = '{}'`.execute(trx);
  return { id, state: "reading" };
}

export async function idsInState(db: Connection, state: ImportState): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from client_import where state = ${state} order by started_at, id`.execute(db);
  return rows.map(({ id }) => id);
}

export async function updateImport(
  db: Connection,
  id: string,
  { state, preview, counts, endedAt }: Partial<Pick<ImportRow, "state" | "preview" | "counts" | "endedAt">>,
): Promise<void> {
  await sql`
    update client_import set state = coalesce(${state ?? null}::text, state),
      preview = coalesce(${preview ? JSON.stringify(preview) : null}::text::jsonb, preview),
      counts = coalesce(${counts ? JSON.stringify(counts) : null}::text::jsonb, counts),
      ended_at = coalesce(${endedAt?.toString() ?? null}::text::timestamptz, ended_at)
    where id = ${id}::text::uuid`.execute(db);
}

export async function markFirstFilling(trx: OpenTransaction, id: string): Promise<void> {
  await sql`update client_import set first_filling = true where id = ${id}::text::uuid`.execute(trx);
}

/** Adds to how many clients the import has made, whoever else does so meanwhile. */
export async function countMade(trx: OpenTransaction, id: string, made: number): Promise<void> {
  await sql`
    update client_import set counts = counts || jsonb_build_object('done',
      coalesce(counts -> 'done', ${JSON.stringify(noRows())}::text::jsonb)
      || jsonb_build_object('made', coalesce((counts #>> '{done,made}')::int, 0) + ${made}::int))
    where id = ${id}::text::uuid`.execute(trx);
}

/** Only of an import that has changed nothing, or whose changes were taken back. */
export async function deleteImport(trx: OpenTransaction, id: string): Promise<void> {
  await clearStaged(trx, id);
  await sql`delete from import_problem where import_id = ${id}::text::uuid`.execute(trx);
  await sql`delete from client_import where id = ${id}::text::uuid`.execute(trx);
}

/** Readings nobody finished and previews nobody confirmed: they hold personal data for nothing. */
export async function forgottenImports(db: Connection, before: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from client_import
    where state in ('reading', 'previewed') and started_at < ${before.toString()}::text::timestamptz`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

// Problems --------------------------------------------------------------------------------------------------------

export interface RowProblems {
  line: number;
  leftOut: boolean;
  problems: Problem[];
  /** Of a row that stays outside. */
  cells: string[] | null;
}

/** Added to what is said about the row already. */
export async function addProblems(db: Connection, id: string, rows: readonly RowProblems[]): Promise<void> {
  if (rows.length === 0) return;
  const said = rows.map(({ line, leftOut, problems, cells }) => ({
    line,
    leftOut,
    problems: JSON.stringify(problems),
    cells:
      cells === null ? null : JSON.stringify(cells.map((cell) => cell.toWellFormed().replaceAll("\0", ""))),
  }));
  await sql`
    insert into import_problem as known (import_id, line, left_out, problems, cells)
    select ${id}::text::uuid, line, left_out, problems, cells
    from ${columns(said, { line: "integer", leftOut: "boolean", problems: "jsonb", cells: "jsonb" })}
      as row (line, left_out, problems, cells)
    on conflict (import_id, line) do update set problems = known.problems || excluded.problems`.execute(db);
}

/** In the order of the file. */
export async function loadProblems(
  db: Connection,
  id: string,
  asked: { after: number; limit: number; leftOut: boolean | undefined; code?: string | undefined },
): Promise<RowProblems[]> {
  const { after, limit, leftOut, code } = asked;
  const { rows } = await sql<RowProblems>`
    select line, left_out as "leftOut", problems, cells from import_problem
    where import_id = ${id}::text::uuid and line > ${after}::int
      ${leftOut === undefined ? sql`` : sql`and left_out = ${leftOut}`}
      ${code === undefined ? sql`` : sql`and problems @> jsonb_build_array(jsonb_build_object('code', ${code}::text))`}
    order by line limit ${limit}::int`.execute(db);
  return rows;
}

export async function forgetProblems(db: Connection, id: string): Promise<void> {
  await sql`delete from import_problem where import_id = ${id}::text::uuid`.execute(db);
}

export interface ProblemKind {
  code: Problem["code"];
  rows: number;
  leftOut: number;
  example: { line: number; problem: Problem };
}

/** What there is to say about the rows, by kind, with the first row of each. */
export async function problemKinds(db: Connection, id: string): Promise<ProblemKind[]> {
  const { rows } = await sql<ProblemKind>`
    select problem ->> 'code' as code, count(distinct line)::int as rows,
      (count(distinct line) filter (where left_out))::int as "leftOut",
      (array_agg(jsonb_build_object('line', line, 'problem', problem) order by line))[1] as example
    from import_problem cross join lateral jsonb_array_elements(problems) as problem
    where import_id = ${id}::text::uuid group by 1 order by rows desc, code`.execute(db);
  return rows;
}
