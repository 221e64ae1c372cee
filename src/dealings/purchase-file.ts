/**
 * Reads a file of purchases (`client,date,amount`, any order of columns, further ones ignored) row by row, in bounded
 * memory. What is wrong with one row goes to `onBadRow` and reading goes on; what is wrong with the file is thrown.
 */
import { parseDay, type EpochDay } from "../kernel/calendar.ts";
import { refuseIfInterrupted } from "../kernel/interruption.ts";
import { fromDecimal, type Kopecks } from "../kernel/money.ts";
import { csvRecords, type CsvRecord } from "../files/csv-records.ts";
import { badFile, textFile } from "../files/text-file.ts";

export interface FilePurchase {
  client: string;
  on: EpochDay;
  amount: Kopecks;
  /** Where the row starts in the file, from 1. */
  line: number;
}

export interface BadRow {
  line: number;
  /** Undefined where the row as a whole does not fit. */
  column: Column | undefined;
  reason: string;
}

export interface ReadPurchasesOptions {
  onBadRow(row: BadRow): void;
  /** Told after every block, with the good rows so far; `totalBytes` is undefined for a pipe. */
  onProgress?: ((bytesRead: number, totalBytes: number | undefined, purchases: number) => void) | undefined;
  /** Once aborted, reading stops with DomainError `interrupted`. */
  signal?: AbortSignal | undefined;
}

const columns = ["client", "date", "amount"] as const;
type Column = (typeof columns)[number];

/** Yields purchases in file order, a batch for every block read. Throws DomainError `bad_file`. */
export async function* readPurchases(
  path: string,
  options: ReadPurchasesOptions,
): AsyncGenerator<FilePurchase[]> {
  const file = await textFile(path);
  let table: Table | undefined;
  let purchases = 0;
  for await (const block of file.blocks()) {
    refuseIfInterrupted(options.signal);
    const text = block.bytes.toString("utf8");
    table ??= openTable(path, text, options);
    const batch = table.take(text, block.line);
    purchases += batch.length;
    options.onProgress?.(block.bytesRead, file.totalBytes, purchases);
    if (batch.length > 0) yield batch;
  }
  table?.end();
}

interface Table {
  take(text: string, firstLine: number): FilePurchase[];
  end(): void;
}

function openTable(path: string, start: string, options: ReadPurchasesOptions): Table {
  const records = csvRecords(path, delimiterOf(path, start));
  let header: Header | undefined;
  function take(text: string, firstLine: number): FilePurchase[] {
    const purchases: FilePurchase[] = [];
    for (const record of records.take(text, firstLine)) {
      if (!header) {
        header = readHeader(path, record);
        continue;
      }
      const row = readRow(record, header);
      if (row === undefined) continue;
      if ("reason" in row) options.onBadRow(row);
      else purchases.push(row);
    }
    return purchases;
  }
  return { take, end: records.end };
}

interface Header extends Record<Column, number> {
  count: number;
}

/** The one of comma, semicolon and tab that finds the most of our columns in the first line. */
function delimiterOf(path: string, start: string): string {
  const [firstLine = ""] = start.split("\n", 1);
  if (firstLine.replace(/\r$/, "").includes("\r"))
    throw badFile(path, 1, "lines end with CR alone; expected LF or CR LF");
  const found = (delimiter: string) =>
    columns.filter((column) => firstLine.split(delimiter).map(columnName).includes(column)).length;
  return [",", ";", "\t"].reduce((best, next) => (found(next) > found(best) ? next : best));
}

const columnName = (text: string) => text.replaceAll('"', "").trim().toLowerCase();

function readHeader(path: string, { fields, line }: CsvRecord): Header {
  const names = (fields ?? []).map(columnName);
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw badFile(
      path,
      line,
      `the header lacks the ${missing.length === 1 ? "column" : "columns"} ${missing.join(", ")}; expected client,date,amount, got ${excerpt(names.join(","), 120)}`,
      missing[0],
    );
  }
  const twice = columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice) throw badFile(path, line, `the header names the column ${twice} twice`, twice);
  const [client, date, amount] = columns.map((column) => names.indexOf(column));
  return { client: client ?? 0, date: date ?? 0, amount: amount ?? 0, count: names.length };
}

/** Undefined for a blank line. */
function readRow({ fields, line }: CsvRecord, header: Header): FilePurchase | BadRow | undefined {
  if (!fields)
    return {
      line,
      column: undefined,
      reason: 'quotes (") do not fit; expected "…" around a whole field, "" for a quote in it',
    };
  if (fields.length === 1 && fields[0]?.trim() === "") return undefined;
  if (fields.length !== header.count)
    return {
      line,
      column: undefined,
      reason: `expected ${header.count} columns as in the header, got ${fields.length}`,
    };
  const bad = (column: Column, expected: string): BadRow => ({
    line,
    column,
    reason: `expected ${expected}, got ${excerpt(fields[header[column]] ?? "")}`,
  });
  const client = clientOf(fields[header.client] ?? "");
  if (client === undefined) return bad("client", `an id of 1 to ${longestClient} characters on one line`);
  const on = parseDay((fields[header.date] ?? "").trim());
  if (on === undefined) return bad("date", "a day that exists as YYYY-MM-DD");
  const amount = fromDecimal((fields[header.amount] ?? "").trim());
  if (amount === undefined) return bad("amount", "a sum from 0 as 1234.56 with at most two decimals");
  return { client, on, amount, line };
}

const longestClient = 200;

function clientOf(field: string): string | undefined {
  const client = field.trim();
  if (client === "" || client.length > longestClient || /\p{Cc}/u.test(client)) return undefined;
  // V8 keeps the whole block alive for a slice of it that is longer than 12 characters: copied, so that whoever
  // remembers a client remembers nothing more.
  return client.length > 12 ? Buffer.from(client).toString() : client;
}

function excerpt(text: string, length = 40): string {
  if (text === "") return "nothing";
  return JSON.stringify(text.length > length ? `${text.slice(0, length)}…` : text);
}
