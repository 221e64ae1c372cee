/**
 * Rows by the thousand as one COPY, made as text line by line: it costs a server less than any statement with values.
 * Kysely carries it like a statement; each driver is taught what it is.
 */
import type { PGlite } from "@electric-sql/pglite";
import { CompiledQuery } from "kysely";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Connection } from "./sql.ts";

type Cell = string | number | boolean | null | undefined;

const special = /[\\\n\r\t]/;
const escapes: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** One value in COPY's text format. */
export function copyCell(value: Cell): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value !== "string") return value === true ? "t" : value === false ? "f" : String(value);
  return special.test(value) ? value.replace(/[\\\n\r\t]/g, (sign) => escapes[sign] ?? sign) : value;
}

const written: Record<string, string> = { "\\": "\\", n: "\n", r: "\r", t: "\t" };

/** What `copyCell` made a text of, as it was. */
export const plainCell = (cell: string): string =>
  cell.includes("\\") ? cell.replace(/\\([\\nrt])/g, (whole, sign: string) => written[sign] ?? whole) : cell;

/** Lines that wait to be copied, outside of what is collected as garbage; may be used again. */
export class CopyLines {
  #bytes = Buffer.allocUnsafe(2 ** 18);
  #length = 0;

  /** Cells made by `copyCell`, with tabs between and a line feed at the end. */
  add(line: string): void {
    const most = line.length * 3;
    if (this.#length + most > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(this.#bytes.length * 2 + most);
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(line, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** As a value of a statement the server's driver takes it for a text; the embedded engine's is told below. */
  toPostgres(): Buffer {
    return this.bytes;
  }
}

const mark = "/* copy */ ";

export async function copyInto(
  db: Connection,
  table: string,
  columns: readonly string[],
  lines: CopyLines,
): Promise<void> {
  if (lines.isEmpty) return;
  await db.executeQuery(
    CompiledQuery.raw(`${mark}copy ${table} (${columns.join(", ")}) from stdin`, [lines]),
  );
}

const copied = { command: "COPY", rowCount: 0, rows: [] };

/** Teaches a server's connection. */
export function takeCopies(client: pg.PoolClient): void {
  const driver = client as unknown as { query(text: unknown, values?: unknown): unknown };
  const query = driver.query.bind(client);
  driver.query = (text, values) => {
    if (typeof text !== "string" || !text.startsWith(mark)) return query(text, values);
    return new Promise((resolve, reject) => {
      const stream = copyFrom(text.slice(mark.length));
      query(stream);
      stream.on("error", reject);
      stream.on("finish", () => resolve(copied));
      stream.end((values as [CopyLines])[0].bytes);
    });
  };
}

/** Teaches the embedded engine, which reads a blob as if it were a file. */
export function takeBlobs(pglite: PGlite): void {
  teach(pglite);
  const transaction = pglite.transaction.bind(pglite);
  pglite.transaction = (act) =>
    transaction((tx) => {
      teach(tx);
      return act(tx);
    });
}

function teach(runner: Pick<PGlite, "query">): void {
  const query = runner.query.bind(runner);
  runner.query = (text, values, options) => {
    if (!text.startsWith(mark)) return query(text, values?.map(asText), options);
    const blob = new Blob([Uint8Array.from((values as [CopyLines])[0].bytes)]);
    return query(text.slice(mark.length).replace("from stdin", "from '/dev/blob'"), [], { ...options, blob });
  };
}

const asText = (value: unknown): unknown => (value instanceof CopyLines ? value.bytes.toString() : value);
