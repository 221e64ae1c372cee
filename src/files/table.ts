/** A table that somebody brings, CSV or XLSX, row by row in bounded memory. Knows nothing of what its columns hold. */
import { csvRecords, type CsvRecord } from "./csv-records.ts";
import { decodedLines, longestTextLine } from "./decoded-lines.ts";
import type { BroughtFile, Encoding, Inspected } from "./inspect.ts";
import {
  isDamaged,
  longestRow,
  rowsLookedAt,
  withDamage,
  type OpenTableOptions,
  type Table,
  type TableBlock,
  type TableRow,
} from "./table-rows.ts";
import { openWorkbook } from "./workbook.ts";

/** Throws DomainError `bad_file`, and `bad_input` for a sheet that is not there. */
export async function openTable(
  file: BroughtFile,
  { encoding }: Inspected,
  options: OpenTableOptions,
): Promise<Table> {
  if (encoding === undefined) return openWorkbook(file, options);
  const { delimiter, skips } = await findDelimiter(file, encoding, options.headings);
  return {
    encoding,
    delimiter,
    sheet: undefined,
    otherSheets: [],
    blocks: () => csvBlocks(file, encoding, delimiter, skips),
  };
}

async function* csvBlocks(
  file: BroughtFile,
  encoding: Encoding,
  delimiter: string,
  skips: boolean,
): AsyncGenerator<TableBlock> {
  const records = csvRecords(file.name, delimiter, { quotesInside: true, longest: longestTextLine });
  let anyDamage = false;
  for await (const { text, line, bytesRead } of decodedLines(file, encoding)) {
    const rows = records.take(text, line).map(asRow);
    // A row may have begun in a block before.
    anyDamage ||= isDamaged(text);
    const told = skips && line === 1 ? rows.slice(1) : rows;
    yield { rows: anyDamage ? withDamage(told) : told, bytesRead };
  }
  records.end();
}

const longestCutCell = 1000;

/** A cell that is cut is copied, so that the text it was cut from can go. */
const asRow = ({ line, fields, length }: CsvRecord): TableRow =>
  length <= longestRow
    ? { line, cells: fields }
    : {
        line,
        cells: fields?.map((cell) =>
          cell.length > longestCutCell ? `${Buffer.from(cell.slice(0, longestCutCell)).toString()}…` : cell,
        ),
        tooLong: length,
      };

/** The one that finds the most headings in the first lines; of equals the one with the most columns. */
async function findDelimiter(
  file: BroughtFile,
  encoding: Encoding,
  headings: OpenTableOptions["headings"],
): Promise<{ delimiter: string; skips: boolean }> {
  for await (const { text } of decodedLines(file, encoding)) {
    // Excel's own way to name it.
    const named = /^sep=([;,\t|:])\r?\n/i.exec(text)?.[1];
    if (named !== undefined) return { delimiter: named, skips: true };
    const lines = text.split("\n", rowsLookedAt).map((line) => line.replace(/\r$/, ""));
    const scored = [";", ",", "\t", "|"].map((delimiter) => {
      const rows = lines.map((line) => line.split(delimiter));
      const found = Math.max(...rows.map((cells) => headings(cells.map((cell) => cell.replaceAll('"', "")))));
      return {
        delimiter,
        score: found * 1000 + Math.min(Math.max(...rows.map(({ length }) => length)), 999),
      };
    });
    const best = scored.reduce((winner, next) => (next.score > winner.score ? next : winner));
    return { delimiter: best.delimiter, skips: false };
  }
  return { delimiter: ";", skips: false };
}
