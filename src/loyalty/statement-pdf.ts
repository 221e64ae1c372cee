/** A statement on A4, to be printed or read: what the month began with and ended with, then line by line. */
import { oldDate } from "../kernel/clock.ts";
import { buffer } from "node:stream/consumers";
import { sayCardNumber, sayDay, sayFigure, signOf, type Language } from "../kernel/language.ts";
import { breakLines, colors, newPaper, panel, sheet, widthOf, write, type Paper } from "./statement-page.ts";
import { breakPages, drawRows, drawTotals, layTable } from "./statement-table.ts";
import { headings, sayBurn, sayMonth, titleOf } from "./statement-words.ts";
import type { Statement } from "./statement.ts";

export interface PdfOptions {
  language: Language;
  currency: string;
  business: string;
  /** The day it is made on. The same statement made on the same day is the same file. */
  on: Temporal.PlainDate;
}

export async function statementPdf(statement: Statement, options: PdfOptions): Promise<Buffer> {
  const { language, business, on } = options;
  const paper = await newPaper({
    lang: language,
    info: {
      Title: titleOf(statement, language),
      Author: business,
      Creator: "Povod",
      CreationDate: oldDate(on.toZonedDateTime("UTC").toInstant()),
    },
  });
  paper.addPage();
  const afterHead = drawHead(paper, statement, options);
  if (statement.lines.length === 0) {
    write(paper, headings.quiet[language], { size: 10, color: colors.quiet, x: sheet.left, y: afterHead });
    drawFoot(paper, statement, options, [1, 1]);
  } else drawLines(paper, statement, options, afterHead);
  paper.end();
  return buffer(paper);
}

function drawLines(paper: Paper, statement: Statement, options: PdfOptions, afterHead: number): void {
  const { language, currency } = options;
  write(paper, headings.lines[language], { size: 12, weight: "strong", x: sheet.left, y: afterHead });
  const sums = `${headings.sums[language]} ${signOf(currency)}`;
  write(paper, sums, { size: 7.5, color: colors.quiet, x: sheet.right, y: afterHead + 4, align: "right" });
  const begin = afterHead + 20;
  const table = layTable(paper, statement, language);
  const pages = breakPages(table, sheet.bottom - begin, sheet.bottom - sheet.top);
  pages.forEach((rows, i) => {
    if (i > 0) paper.addPage();
    const end = drawRows(paper, table, rows, i === 0 ? begin : sheet.top);
    if (i === pages.length - 1) drawTotals(paper, table, statement, end);
    drawFoot(paper, statement, options, [i + 1, pages.length]);
  });
}

/** Gives where the lines begin. */
function drawHead(
  paper: Paper,
  statement: Statement,
  { language, currency, business, on }: PdfOptions,
): number {
  const { left, right, top } = sheet;
  const width = right - left;
  let y: number = top;
  for (const text of breakLines(paper, business, width, { size: 11, weight: "strong" })) {
    write(paper, text, { size: 11, weight: "strong", color: colors.accent, x: left, y });
    y += 15;
  }
  const title = `${headings.statement[language]}, ${sayMonth(statement.month, language)}`;
  write(paper, title, { size: 24, weight: "strong", x: left, y: y + 7 });
  y += 52;
  const facts = [
    { name: headings.card[language], text: sayCardNumber(statement.card), x: left, width: 150 },
    { name: headings.owner[language], text: statement.owner, x: left + 160, width: 216 },
    { name: headings.madeOn[language], text: sayDay(language, on), x: left + 390, width: 120 },
  ].filter(({ text }) => text !== "");
  const tallest = facts.map(({ name, text, x, width: room }) => {
    write(paper, name, { size: 7.5, color: colors.quiet, x, y });
    const lines = breakLines(paper, text, room, { size: 10 });
    lines.forEach((line, n) => write(paper, line, { size: 10, x, y: y + 11 + n * 13 }));
    return lines.length;
  });
  y += 25 + Math.max(...tallest) * 13;
  y = drawBalances(paper, statement, language, y);
  const burn = sayBurn(statement, language, currency);
  if (burn !== undefined) {
    const lines = breakLines(paper, burn, width - 28, { size: 9.5 });
    panel(paper, y, lines.length * 13 + 15, colors.emberSoft);
    lines.forEach((line, n) =>
      write(paper, line, { size: 9.5, color: colors.ember, x: left + 14, y: y + 7.5 + n * 13 }),
    );
    y += lines.length * 13 + 15;
  }
  return y + 20;
}

type Cell = [heading: keyof typeof headings, kopecks: bigint];

/** What it began with, what was added and taken, what it ended with: from left to right. */
function drawBalances(
  paper: Paper,
  { opening, closing, totals }: Statement,
  language: Language,
  top: number,
): number {
  const happened = (["earned", "spent", "burned", "adjusted"] as const)
    .filter((figure) => totals[figure] !== 0n)
    .map((figure): Cell => [figure === "adjusted" ? "byHand" : figure, totals[figure]]);
  const rows: { name: keyof typeof headings; cells: Cell[] }[] = [
    { name: "balance", cells: [["opening", opening.bonus], ...happened, ["closing", closing.bonus]] },
  ];
  if (opening.deposit !== 0n || closing.deposit !== 0n || totals.deposit !== 0n)
    rows.push({
      name: "deposit",
      cells: [
        ["opening", opening.deposit],
        ["closing", closing.deposit],
      ],
    });
  const rowHeight = 43;
  const height = rows.length * rowHeight + 9;
  panel(paper, top, height, colors.sunken);
  rows.forEach(({ name, cells }, i) => {
    const y = top + 12 + i * rowHeight;
    write(paper, headings[name][language], { size: 9, weight: "strong", x: sheet.left + 14, y: y + 12.5 });
    drawCells(paper, cells, language, y);
  });
  return top + height + 10;
}

/** As wide as they are, even gaps between them, the last at the right edge. */
function drawCells(paper: Paper, cells: readonly Cell[], language: Language, y: number): void {
  const from = sheet.left + 82;
  const right = sheet.right - 14;
  const quiet = { size: 7.5, color: colors.quiet };
  for (let size = 13; ; size -= 0.5) {
    const widths = cells.map(([heading, kopecks]) =>
      Math.max(
        widthOf(paper, headings[heading][language], quiet),
        widthOf(paper, sayFigure(language, kopecks), { size, weight: "strong" }),
      ),
    );
    const gap = (right - from - widths.reduce((sum, width) => sum + width, 0)) / (cells.length - 1);
    if (gap < 8 && size > 6) continue;
    let left = from;
    cells.forEach(([heading, kopecks], i) => {
      const isLast = i === cells.length - 1;
      const place = isLast ? ({ x: right, align: "right" } as const) : ({ x: left, align: "left" } as const);
      write(paper, headings[heading][language], { ...quiet, ...place, y });
      const color = heading === "burned" ? colors.ember : colors.ink;
      const weight = isLast ? "strong" : "text";
      write(paper, sayFigure(language, kopecks), {
        size,
        weight,
        color,
        ...place,
        y: y + 13 + (13 - size) / 2,
      });
      left += (widths[i] ?? 0) + gap;
    });
    return;
  }
}

function drawFoot(
  paper: Paper,
  { card, month }: Statement,
  { language, business }: PdfOptions,
  [page, pages]: [number, number],
): void {
  const style = { size: 7.5, color: colors.quiet, y: 806 } as const;
  const [text = ""] = breakLines(paper, business, 250, style);
  const card4 = `${headings.card[language]} ${sayCardNumber(card)}`;
  write(paper, [text, card4, sayMonth(month, language)].join(" · "), { ...style, x: sheet.left });
  if (pages > 1) {
    const told = language === "ru" ? `Страница ${page} из ${pages}` : `Page ${page} of ${pages}`;
    write(paper, told, { ...style, x: sheet.right, align: "right" });
  }
}
