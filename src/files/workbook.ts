/** One sheet of an XLSX workbook as rows of text, read as a stream: only its shared strings are held in memory. */
import { SaxesParser } from "saxes";
import { openPromise, type Entry, type ZipFile } from "yauzl";
import { DomainError } from "../kernel/errors.ts";
import type { BroughtFile } from "./inspect.ts";
import {
  rowsLookedAt,
  type OpenTableOptions,
  type Table,
  type TableBlock,
  type TableRow,
} from "./table-rows.ts";
import { badFile } from "./text-file.ts";
import { cellText, isDateFormat, unescapeText, type CellKind } from "./workbook-cells.ts";

/** What a part may unpack to; a sheet of a million rows takes about half of it. */
const largestPartBytes = 2 ** 30;
const largestStringsBytes = 2 ** 28;
/** A sheet holds 32,767 characters in a cell. */
const longestCell = 2 ** 20;
const rowsPerBlock = 500;

interface Parts {
  sheets: { name: string; part: string; hidden: boolean }[];
  /** Days are counted from 1904. */
  from1904: boolean;
}

/** Throws DomainError `bad_file`, and `bad_input` for a sheet that is not there. */
export async function openWorkbook(
  file: BroughtFile,
  { sheet: wanted, headings }: OpenTableOptions,
): Promise<Table> {
  const { sheets } = await withZip(file, readParts);
  const shown = sheets.filter(({ hidden }) => !hidden);
  const sheet =
    wanted === undefined
      ? await sheetWithTable(file, shown.length > 0 ? shown : sheets, headings)
      : sheets.find(({ name }) => name === wanted);
  if (sheet === undefined && wanted === undefined)
    throw badFile(file.name, undefined, "the workbook has no sheet");
  if (sheet === undefined)
    throw new DomainError(
      "bad_input",
      `${file.name} has no sheet ${JSON.stringify(wanted)}; it has ${sheets.map(({ name }) => name).join(", ")}.`,
      { place: { file: file.name, field: "sheet" } },
    );
  return {
    encoding: undefined,
    delimiter: undefined,
    sheet: sheet.name,
    otherSheets: shown.filter(({ name }) => name !== sheet.name).map(({ name }) => name),
    blocks: () => sheetBlocks(file, sheet.part),
  };
}

/** Before the table there may be an empty sheet, or one with a title: the first that begins with headings, else the first. */
async function sheetWithTable(
  file: BroughtFile,
  sheets: Parts["sheets"],
  headings: OpenTableOptions["headings"],
): Promise<Parts["sheets"][number] | undefined> {
  if (sheets.length < 2) return sheets[0];
  let likeliest = { sheet: sheets[0], most: 0 };
  for (const sheet of sheets) {
    const rows = await beginningOf(file, sheet.part);
    const most = Math.max(0, ...rows.map(({ cells }) => headings(cells ?? [])));
    // One word may stand on a title page, too.
    if (most >= 2) return sheet;
    if (most > likeliest.most) likeliest = { sheet, most };
  }
  return likeliest.sheet;
}

async function beginningOf(file: BroughtFile, part: string): Promise<TableRow[]> {
  for await (const { rows } of sheetBlocks(file, part)) return rows.slice(0, rowsLookedAt);
  return [];
}

interface Zip {
  file: ZipFile;
  parts: ReadonlyMap<string, Entry>;
}

async function openZip(file: BroughtFile): Promise<Zip> {
  try {
    const zip = await openPromise(file.path, { autoClose: false });
    const parts = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) parts.set(entry.fileName, entry);
    return { file: zip, parts };
  } catch (error) {
    throw broken(file, error);
  }
}

async function withZip<Result>(
  file: BroughtFile,
  work: (file: BroughtFile, zip: Zip) => Promise<Result>,
): Promise<Result> {
  const zip = await openZip(file);
  try {
    return await work(file, zip);
  } finally {
    zip.file.close();
  }
}

const broken = (file: BroughtFile, cause: unknown): unknown =>
  cause instanceof DomainError
    ? cause
    : badFile(file.name, undefined, `the workbook is damaged (${(cause as Error).message.split("\n")[0]})`);

interface Handlers {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Names come without their prefix. Yields after every chunk. */
async function* readXml(
  file: BroughtFile,
  zip: Zip,
  part: string,
  { open, text, close }: Handlers,
): AsyncGenerator<void> {
  const entry = zip.parts.get(part);
  if (!entry) return;
  const limit = part.endsWith("sharedStrings.xml") ? largestStringsBytes : largestPartBytes;
  if (entry.uncompressedSize > limit)
    throw badFile(file.name, undefined, `${part} is larger than ${limit / 2 ** 20} MiB; split the file`);
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  const bare = (name: string) => name.slice(name.indexOf(":") + 1);
  parser.on("opentag", (tag) => open?.(bare(tag.name), tag.attributes));
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  parser.on("closetag", (tag) => close?.(bare(tag.name)));
  parser.on("error", (error) => {
    throw error;
  });
  try {
    const stream = await zip.file.openReadStreamPromise(entry);
    stream.setEncoding("utf8");
    for await (const chunk of stream) {
      parser.write(chunk as string);
      yield;
    }
    parser.close();
  } catch (error) {
    throw broken(file, error);
  }
}

async function readWhole(file: BroughtFile, zip: Zip, part: string, handlers: Handlers): Promise<void> {
  for await (const _ of readXml(file, zip, part, handlers));
}

async function readParts(file: BroughtFile, zip: Zip): Promise<Parts> {
  const found: { name: string; id: string; hidden: boolean }[] = [];
  let from1904 = false;
  if (!zip.parts.has("xl/workbook.xml"))
    throw badFile(file.name, undefined, "this is an archive, not a workbook; expected CSV or XLSX");
  await readWhole(file, zip, "xl/workbook.xml", {
    open(name, attributes) {
      if (name === "workbookPr") from1904 = ["1", "true"].includes(attributes["date1904"] ?? "");
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? "";
      const state = attributes["state"] ?? "visible";
      found.push({ name: attributes["name"] ?? "", id, hidden: state !== "visible" });
    },
  });
  const targets = new Map<string, string>();
  await readWhole(file, zip, "xl/_rels/workbook.xml.rels", {
    open(name, attributes) {
      const target = attributes["Target"] ?? "";
      if (name === "Relationship")
        targets.set(attributes["Id"] ?? "", target.startsWith("/") ? target.slice(1) : `xl/${target}`);
    },
  });
  const sheets = found.flatMap(({ id, ...sheet }) => {
    const part = targets.get(id) ?? "";
    return zip.parts.has(part) && part.includes("worksheets/") ? [{ ...sheet, part }] : [];
  });
  return { sheets, from1904 };
}

async function readStrings(file: BroughtFile, zip: Zip): Promise<string[]> {
  const strings: string[] = [];
  let current = "";
  let inText = false;
  let phonetic = false;
  await readWhole(file, zip, "xl/sharedStrings.xml", {
    open(name) {
      if (name === "si") current = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") inText = !phonetic;
    },
    text(text) {
      if (inText) current += text;
    },
    close(name) {
      if (name === "si") strings.push(unescapeText(current));
      else if (name === "rPh") phonetic = false;
      else if (name === "t") inText = false;
    },
  });
  return strings;
}

/** By number of a cell's style: whether it shows a number as a day. */
async function readDateStyles(file: BroughtFile, zip: Zip): Promise<boolean[]> {
  const codes = new Map<string, string>();
  const dates: boolean[] = [];
  let inCells = false;
  await readWhole(file, zip, "xl/styles.xml", {
    open(name, attributes) {
      if (name === "numFmt") codes.set(attributes["numFmtId"] ?? "", attributes["formatCode"] ?? "");
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = attributes["numFmtId"] ?? "0";
        dates.push(isDateFormat(Number(id), codes.get(id)));
      }
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return dates;
}

async function* sheetBlocks(file: BroughtFile, part: string): AsyncGenerator<TableBlock> {
  const zip = await openZip(file);
  try {
    const { from1904 } = await readParts(file, zip);
    const strings = await readStrings(file, zip);
    const dates = await readDateStyles(file, zip);
    let rows: TableRow[] = [];
    const handlers = sheetHandlers(
      (kind, value, style) => cellText(kind, value, { strings, isDate: dates[style] === true, from1904 }),
      (row) => void rows.push(row),
      file.name,
    );
    for await (const _ of readXml(file, zip, part, handlers)) {
      if (rows.length < rowsPerBlock) continue;
      yield { rows, bytesRead: undefined };
      rows = [];
    }
    if (rows.length > 0) yield { rows, bytesRead: undefined };
  } finally {
    zip.file.close();
  }
}

function sheetHandlers(
  textOf: (kind: CellKind, value: string, style: number) => string,
  onRow: (row: TableRow) => void,
  fileName: string,
): Handlers {
  let line = 0;
  let cells: string[] = [];
  let column = 0;
  let kind: CellKind = "n";
  let style = 0;
  let value = "";
  let inValue = false;
  return {
    open(name, attributes) {
      if (name === "row") {
        line = rowAfter(line, attributes["r"]);
        cells = [];
        column = 0;
      } else if (name === "c") {
        column = columnOf(attributes["r"]) ?? column + 1;
        kind = (attributes["t"] ?? "n") as CellKind;
        style = Number(attributes["s"] ?? 0);
        value = "";
      } else if (name === "v" || name === "t") inValue = true;
    },
    text(text) {
      if (inValue) value += text;
      if (value.length > longestCell)
        throw badFile(fileName, line, `a cell has more than ${longestCell} characters`);
    },
    close(name) {
      if (name === "v" || name === "t") inValue = false;
      else if (name === "c" && column <= widest) {
        while (cells.length < column - 1) cells.push("");
        cells[column - 1] = value === "" ? "" : textOf(kind, value, style);
      } else if (name === "row") onRow({ line, cells });
    },
  };
}

const widest = 500;
const mostRows = 1_048_576;

/** Some programs number rows oddly, or twice alike: then it is the next one. */
function rowAfter(line: number, told: string | undefined): number {
  const number = Number(told);
  return Number.isSafeInteger(number) && number > line && number <= mostRows ? number : line + 1;
}

/** `AB12` → 28. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? "")?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}
