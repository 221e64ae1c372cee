/** The lines of a statement as a table over as many pages as it takes. */
import { sayFigure, type Language } from "../kernel/language.ts";
import { breakLines, colors, rule, sheet, widthOf, write, type Paper } from "./statement-page.ts";
import { headings, lineWords } from "./statement-words.ts";
import type { Line, Statement } from "./statement.ts";

type Figure =
  "price" | "discount" | "paid" | "earned" | "spent" | "burned" | "adjusted" | "deposit" | "balance";
const columns: readonly { figure: Figure; heading: keyof typeof headings; always: boolean }[] = [
  { figure: "price", heading: "price", always: true },
  { figure: "discount", heading: "discount", always: true },
  { figure: "paid", heading: "paid", always: true },
  { figure: "earned", heading: "earned", always: true },
  { figure: "spent", heading: "spent", always: true },
  { figure: "burned", heading: "burned", always: false },
  { figure: "adjusted", heading: "byHand", always: false },
  { figure: "deposit", heading: "deposit", always: false },
  { figure: "balance", heading: "balance", always: true },
];

const gap = 10;
const narrowestWhat = 84;
const leading = 1.32;

const months = Array.from({ length: 12 }, (_, i) =>
  Temporal.PlainDate.from({ year: 2026, month: i + 1, day: 1 }).toLocaleString("en-GB", { month: "short" }),
);

/** Not by `Intl`, which takes longer over a day than all figures of its line do. */
function sayOn(on: string, language: Language): string {
  const [year = "", month = "", day = ""] = on.split("-");
  return language === "ru" ? `${day}.${month}.${year}` : `${day} ${months[Number(month) - 1]} ${year}`;
}

interface Column {
  figure: Figure;
  heading: string;
  /** Where its figures end. */
  right: number;
}

export interface Table {
  size: number;
  columns: Column[];
  what: { left: number; width: number };
  rows: { line: Line; where: string[]; height: number }[];
  language: Language;
}

/** As large as its figures fit on the sheet. */
export function layTable(paper: Paper, { lines, totals, closing }: Statement, language: Language): Table {
  const shown = columns.filter(({ figure, always }) => always || lines.some((line) => line[figure] !== 0n));
  const all = { ...totals, balance: closing.bonus };
  const longest = (figure: Figure) =>
    [all[figure], ...lines.map((line) => line[figure])]
      .map((kopecks) => sayFigure(language, kopecks))
      .reduce((one, other) => (other.length > one.length ? other : one));
  for (let size = 8; ; size -= 0.25) {
    const style = { size, weight: "strong" } as const;
    const left = sheet.left + widthOf(paper, sayOn("2026-06-30", language), { size }) + gap;
    let right: number = sheet.right;
    const placed: Column[] = [];
    for (const { figure, heading } of shown.toReversed()) {
      const name = headings[heading][language];
      placed.unshift({ figure, heading: name, right });
      right -=
        gap + Math.max(widthOf(paper, longest(figure), style), widthOf(paper, name, { size: size - 1 }));
    }
    if (right - left < narrowestWhat && size > 5) continue;
    const what = { left, width: Math.max(right - left, narrowestWhat / 2) };
    const rows = lines.map((line) => {
      const where =
        line.office === null ? [] : breakLines(paper, line.office, what.width, { size: size - 1 });
      return { line, where, height: size * leading + where.length * (size - 1) * leading + size };
    });
    return { size, columns: placed, what, rows, language };
  }
}

/** The rows of each page, `first` points being free on the first and `others` on the rest. */
export function breakPages(table: Table, first: number, others: number): Table["rows"][] {
  const head = headHeight(table);
  const pages: Table["rows"][] = [[]];
  let free = first - head;
  table.rows.forEach((row, i) => {
    // The totals do not stand on a page alone.
    const needed = row.height + (i === table.rows.length - 1 ? totalHeight(table) : 0);
    if (needed > free && (pages.length > 1 || pages[0]?.length !== 0 || first < others)) {
      pages.push([]);
      free = others - head;
    }
    pages.at(-1)?.push(row);
    free -= row.height;
  });
  return pages;
}

const headHeight = ({ size }: Table): number => size * 2.2;
const totalHeight = ({ size }: Table): number => size * 2.8;

/** Gives where the next thing goes. */
export function drawRows(paper: Paper, table: Table, rows: Table["rows"], top: number): number {
  const { size, columns: shown, what, language } = table;
  const small = { size: size - 1, color: colors.quiet };
  const middle = top + size * 0.5;
  write(paper, headings.date[language], { ...small, x: sheet.left, y: middle });
  write(paper, headings.what[language], { ...small, x: what.left, y: middle });
  for (const { heading, right } of shown)
    write(paper, heading, { ...small, x: right, y: middle, align: "right" });
  let y = top + headHeight(table);
  rule(paper, y, colors.lineStrong);
  for (const { line, where, height } of rows) {
    const first = y + size * 0.5;
    write(paper, sayOn(line.on, language), { size, color: colors.quiet, x: sheet.left, y: first });
    write(paper, lineWords[line.kind][language], { size, x: what.left, y: first });
    where.forEach((text, i) =>
      write(paper, text, { ...small, x: what.left, y: first + (size + i * (size - 1)) * leading }),
    );
    for (const { figure, right } of shown)
      drawFigure(paper, line[figure], { table, right, y: first, figure });
    y += height;
    rule(paper, y);
  }
  return y;
}

function drawFigure(
  paper: Paper,
  kopecks: bigint,
  { table: { size, language }, right, y, figure }: { table: Table; right: number; y: number; figure: Figure },
): void {
  const nothing = kopecks === 0n && figure !== "balance";
  write(paper, nothing ? "–" : sayFigure(language, kopecks), {
    size,
    x: right,
    y,
    align: "right",
    color: nothing ? colors.faint : figure === "burned" ? colors.ember : colors.ink,
  });
}

export function drawTotals(paper: Paper, table: Table, { totals, closing }: Statement, top: number): void {
  const { size, columns: shown, language } = table;
  const style = { size, weight: "strong", y: top + size * 0.7 } as const;
  rule(paper, top, colors.lineStrong);
  write(paper, headings.total[language], { ...style, x: sheet.left });
  for (const { figure, right } of shown) {
    const kopecks = figure === "balance" ? closing.bonus : totals[figure];
    write(paper, sayFigure(language, kopecks), { ...style, x: right, align: "right" });
  }
}
