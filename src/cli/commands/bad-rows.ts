/** Rows that do not fit: the first ones on the terminal, all of them in a file where one is asked for. */
import { closeSync, openSync, writeFileSync } from "node:fs";
import type { BadRow } from "../../dealings/purchase-file.ts";
import { csvCell } from "../../files/csv-cell.ts";
import { DomainError } from "../../kernel/errors.ts";

const mostShown = 20;

export interface BadRowReport {
  add(row: BadRow): void;
  count(): number;
  /** Says how many were not shown and closes the file; further calls do nothing. */
  end(): void;
}

/** `file`, where given, becomes a CSV of `line,column,reason`. */
export function reportBadRows(
  path: string,
  file: string | undefined,
  note: (text: string) => void,
): BadRowReport {
  let count = 0;
  let ended = false;
  const list = file === undefined ? undefined : openList(file);
  return {
    add(row) {
      count++;
      list?.write([row.line, row.column ?? "", row.reason]);
      if (count > mostShown) return;
      const column = row.column === undefined ? "" : `, column ${row.column}`;
      note(`${path}, line ${row.line}${column}: ${row.reason}\n`);
    },
    count: () => count,
    end() {
      if (ended) return;
      ended = true;
      list?.close();
      if (count <= mostShown) return;
      const where =
        file === undefined ? "--bad-rows BAD.csv writes them all to a file" : `all are in ${file}`;
      note(`${path}: ${count - mostShown} more rows that do not fit; ${where}.\n`);
    },
  };
}

/** Each of the calls throws `bad_input` where the file cannot be written. */
export function openBadRows(file: string): { write(text: string): void; close(): void } {
  const descriptor = written(file, () => openSync(file, "w"));
  return {
    // What a disk takes only in part is written on until it takes nothing.
    write: (text) => written(file, () => writeFileSync(descriptor, text)),
    close: () => written(file, () => closeSync(descriptor)),
  };
}

function written<Result>(file: string, write: () => Result): Result {
  try {
    return write();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new DomainError("bad_input", `--bad-rows: ${file} cannot be written (${code}).`, {
      place: { field: "--bad-rows" },
      cause,
    });
  }
}

function openList(file: string): { write(cells: (string | number)[]): void; close(): void } {
  const list = openBadRows(file);
  let pending = "line,column,reason\n";
  const flush = () => {
    const full = pending;
    pending = "";
    list.write(full);
  };
  return {
    write(cells) {
      pending += `${cells.map((cell) => csvCell(String(cell), ",")).join(",")}\n`;
      if (pending.length > 65_536) flush();
    },
    close() {
      try {
        flush();
      } finally {
        list.close();
      }
    },
  };
}
