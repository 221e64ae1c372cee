/**
 * Splits text into CSV records and their fields (RFC 4180), naming the line each record starts on.
 * Lines without a quote, nearly all of them, are split on the spot: several times faster than a general parser and
 * bounded in memory. Records with quotes go to csv-parse.
 */
import { parse } from "csv-parse/sync";
import { badFile, longestLineBytes } from "./text-file.ts";

export interface CsvRecord {
  /** Where it starts, from 1. */
  line: number;
  /** Undefined if its quotes do not fit. */
  fields: string[] | undefined;
  /** With what separates the fields. */
  length: number;
}

export interface CsvRecords {
  /** Takes whole lines and gives the records that end in them. */
  take(text: string, firstLine: number): CsvRecord[];
  /** To be called after the last line. Throws DomainError `bad_file` if a quote is still open. */
  end(): void;
}

/** A record with a quote in it, as text until all of its lines are there. */
interface QuotedRecord {
  line: number;
  text: string;
  lines: number;
  /** How many of them have what separates the columns. */
  tabular: number;
}

/** Most of what stands in a long text between quotes looks like rows: the quote was never closed. */
const swallowsRows = ({ text, lines, tabular }: QuotedRecord) =>
  text.length > longestLineBytes && 2 * tabular > lines;

export interface CsvOptions {
  /** Whether a quote inside a field that does not begin with one is a letter like any other: ООО "Ромашка". */
  quotesInside?: boolean;
  /** Of a record with quotes, in characters. */
  longest?: number;
}

export function csvRecords(
  path: string,
  delimiter: string,
  { quotesInside = false, longest = longestLineBytes }: CsvOptions = {},
): CsvRecords {
  let open: QuotedRecord | undefined;

  function take(text: string, firstLine: number): CsvRecord[] {
    const records: CsvRecord[] = [];
    const quoted: { at: number; record: QuotedRecord }[] = [];
    const anyQuote = open !== undefined || text.includes('"');
    let line = firstLine;
    for (let from = 0; from < text.length; line++) {
      const lineFeed = text.indexOf("\n", from);
      const end = lineFeed < 0 ? text.length : lineFeed;
      const content = text.slice(from, text.charCodeAt(end - 1) === 13 && end > from ? end - 1 : end);
      from = end + 1;
      if (!anyQuote || (open === undefined && !content.includes('"'))) {
        records.push({ line, fields: content.split(delimiter), length: content.length });
        continue;
      }
      const tabular = (open?.tabular ?? 0) + (content.includes(delimiter) ? 1 : 0);
      const record: QuotedRecord = open
        ? { line: open.line, text: `${open.text}\n${content}`, lines: open.lines + 1, tabular }
        : { line, text: content, lines: 1, tabular };
      open = staysOpen(content, delimiter, open !== undefined) ? record : undefined;
      const { length } = record.text;
      if (!open)
        quoted.push({ at: records.push({ line: record.line, fields: undefined, length }) - 1, record });
      else if (length > longest || swallowsRows(record)) throw notClosed(path, record.line);
    }
    const fields = parseQuoted(
      quoted.map(({ record }) => record.text),
      { delimiter, quotesInside },
    );
    quoted.forEach(({ at, record }, index) => {
      records[at] = { line: record.line, fields: fields[index], length: record.text.length };
    });
    return records;
  }

  return {
    take,
    end() {
      if (open) throw notClosed(path, open.line);
    },
  };
}

const notClosed = (path: string, line: number) =>
  badFile(path, line, 'a quote (") that opens in this row is not closed; expected a closing quote');

/** Whether a quoted field goes on over the end of this line. A quote inside an unquoted field opens nothing. */
function staysOpen(text: string, delimiter: string, wasOpen: boolean): boolean {
  let inQuotes = wasOpen;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (inQuotes) inQuotes = false;
    else {
      const before = text[at - 1];
      inQuotes = at === 0 || before === delimiter || before === '"';
    }
  }
  return inQuotes;
}

function parseQuoted(
  texts: string[],
  { delimiter, quotesInside }: { delimiter: string; quotesInside: boolean },
): (string[] | undefined)[] {
  if (texts.length === 0) return [];
  const options = { delimiter, record_delimiter: "\n", relax_column_count: true };
  try {
    const together = parse(texts.join("\n"), options);
    if (together.length === texts.length) return together;
  } catch {
    // One of them does not fit: which one is found below.
  }
  const quotedField = quotesInside ? new RegExp(`(^|[${delimiter}])\\s*"`) : undefined;
  return texts.map((text) => {
    try {
      // Where a field begins with a quote, a quote further on means what it says.
      const relaxed = quotedField !== undefined && !quotedField.test(text);
      const [fields, ...more] = parse(text, { ...options, relax_quotes: relaxed });
      return more.length === 0 ? fields : undefined;
    } catch {
      return undefined;
    }
  });
}
