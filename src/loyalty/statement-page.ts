/**
 * What a page of a statement is drawn with: a document, its fonts and colours, and text measured before it is set. What
 * draws is read when the first is asked for: the start of the program does not wait for it.
 */
import type PdfDocument from "pdfkit";
import { openFonts } from "./statement-fonts.ts";

export type Paper = InstanceType<typeof PdfDocument>;
export type Weight = "text" | "strong";

export interface Style {
  size: number;
  weight?: Weight;
  color?: string;
}

export const colors = {
  ink: "#1d1c1a",
  quiet: "#5d5a54",
  faint: "#969086",
  line: "#e4e1da",
  lineStrong: "#cfcbc2",
  sunken: "#f7f6f3",
  accent: "#0b6170",
  ember: "#bd3f0b",
  emberSoft: "#fdeee4",
} as const;

/** A4 in points. */
export const sheet = {
  width: 595.28,
  height: 841.89,
  left: 42,
  right: 553.28,
  top: 40,
  bottom: 788,
} as const;

export async function newPaper(options: PDFKit.PDFDocumentOptions): Promise<Paper> {
  const { default: PdfDocument } = await import("pdfkit");
  const paper = new PdfDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    pdfVersion: "1.7",
    displayTitle: true,
    ...options,
    // No font yet: the built-in one knows no Cyrillic.
    font: null as never,
  });
  const fonts = await openFonts();
  // A font that is open already is taken as it is, which the types do not know.
  for (const weight of ["text", "strong"] as const)
    paper.registerFont(weight, fonts[weight] as unknown as Buffer);
  return paper;
}

const chosen = (paper: Paper, { size, weight = "text" }: Style): Paper => paper.font(weight).fontSize(size);

export const widthOf = (paper: Paper, text: string, style: Style): number =>
  chosen(paper, style).widthOfString(text);

/** `x` is the left edge, or the right one; `y` the top of the line. */
export function write(
  paper: Paper,
  text: string,
  { x, y, align = "left", ...style }: Style & { x: number; y: number; align?: "left" | "right" },
): void {
  const from = align === "right" ? x - widthOf(paper, text, style) : x;
  chosen(paper, style)
    .fillColor(style.color ?? colors.ink)
    .text(text, from, y, { lineBreak: false });
}

/** Broken between words, and inside one that is wider than a line. */
export function breakLines(paper: Paper, text: string, width: number, style: Style): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(paper, longer, style) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (widthOf(paper, line, style) > width && line.length > 1) {
      let end = line.length - 1;
      while (end > 1 && widthOf(paper, line.slice(0, end), style) > width) end--;
      lines.push(line.slice(0, end));
      line = line.slice(end);
    }
  }
  return [...lines, line];
}

export function rule(paper: Paper, y: number, color: string = colors.line): void {
  paper.moveTo(sheet.left, y).lineTo(sheet.right, y).lineWidth(0.5).strokeColor(color).stroke();
}

export function panel(paper: Paper, y: number, height: number, color: string): void {
  paper.roundedRect(sheet.left, y, sheet.right - sheet.left, height, 5).fill(color);
}
