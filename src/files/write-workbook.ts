/** A table as an XLSX workbook of one sheet: numbers are numbers, days are days, the head stays in sight. */
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import { oldDate } from "../kernel/clock.ts";
import type { ColumnKind, WrittenCell, WrittenTable } from "./written-table.ts";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** By their place among the styles below. */
const styleOf: Record<ColumnKind | "head", number> = {
  text: 0,
  head: 1,
  count: 2,
  money: 3,
  percent: 4,
  day: 5,
};
const styles = `${head}<styleSheet xmlns="${main}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="0.0"/><numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
${[3, 4, 164, 165].map((format) => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join("\n")}</cellXfs>
</styleSheet>`;

/** The bytes of the file. `at`: when it was written. */
export async function writeWorkbook(table: WrittenTable, at: Temporal.Instant): Promise<Buffer> {
  const parts = {
    "[Content_Types].xml": `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(sheetName(table.name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": styles,
    "xl/worksheets/sheet1.xml": sheet(table),
  };
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(parts))
    zip.addBuffer(Buffer.from(text), name, { mtime: oldDate(at) });
  zip.end();
  return buffer(zip.outputStream);
}

function sheet({ columns, rows }: WrittenTable): string {
  const widths = columns.map(({ title }, at) =>
    rows
      .slice(0, 200)
      .reduce((most, row) => Math.max(most, String(row[at] ?? "").length), Math.max(title.length, 8)),
  );
  const cols = widths
    .map(
      (width, at) =>
        `<col min="${at + 1}" max="${at + 1}" width="${Math.min(width, 60) + 2}" customWidth="1"/>`,
    )
    .join("");
  const titles = columns.map(({ title }, at) => textCell(title, reference(at, 0), styleOf.head)).join("");
  const body = rows.map(
    (row, index) =>
      `<row r="${index + 2}">${row
        .map((value, at) => cell(value, columns[at]?.kind ?? "text", reference(at, index + 1)))
        .join("")}</row>`,
  );
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols}</cols><sheetData><row r="1">${titles}</row>${body.join("")}</sheetData></worksheet>`;
}

function cell(value: WrittenCell, kind: ColumnKind, at: string): string {
  if (value === null) return "";
  const text = String(value);
  if (kind === "text") return textCell(text, at, styleOf.text);
  const number = kind === "day" ? serialOf(text) : text;
  return `<c r="${at}" s="${styleOf[kind]}"><v>${number}</v></c>`;
}

const textCell = (text: string, at: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** Days since the last day of 1899, as spreadsheets count them. */
const serialOf = (day: string): number =>
  Temporal.PlainDate.from("1899-12-30").until(Temporal.PlainDate.from(day)).days;

/** `A1`, `AB12`. */
function reference(column: number, row: number): string {
  let letters = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

/** Thirty-one characters at most, and none of those that a sheet's name may not have. */
const sheetName = (name: string): string => name.replaceAll(/[[\]:*?/\\]/g, " ").slice(0, 31) || "1";

const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- control characters are no text to XML.
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
