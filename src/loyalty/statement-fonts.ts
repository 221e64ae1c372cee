/** The two weights a statement is set in, read once for all of them: reading a font costs more than a page. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { create as Create, Font } from "fontkit";
import { assert } from "../kernel/assert.ts";

type Run = ReturnType<Font["layout"]>;

export interface Fonts {
  text: Font;
  strong: Font;
}

let opened: Fonts | undefined;

export async function openFonts(): Promise<Fonts> {
  const { create } = await import("fontkit");
  return (opened ??= {
    text: open(create, "400Regular/GolosText_400Regular.ttf"),
    strong: open(create, "600SemiBold/GolosText_600SemiBold.ttf"),
  });
}

function open(create: typeof Create, file: string): Font {
  const path = fileURLToPath(import.meta.resolve(`@expo-google-fonts/golos-text/${file}`));
  const font = create(readFileSync(path));
  assert(font.type === "TTF", "a font file of one font");
  // A glyph keeps what it was first asked for as. Met first as a part of another, it would be copied as nothing.
  for (const mark of font.characterSet) font.glyphForCodePoint(mark);
  return withEvenFigures(font);
}

const figures = /^[\d.,\u00a0\u202f−–]+$/;

/** In thousandths of the size: this font's own narrow space is lost after a 1. */
const thousandsGap = 210;

/** Figures one under another have to be of one width, which this font's own do not keep to. */
function withEvenFigures(font: Font): Font {
  const digits = font.layout("0123456789", ["tnum"]).glyphs;
  const width = Math.max(...digits.map((glyph) => glyph.advanceWidth));
  const shape = rememberingShapes(font);
  const advance = (mark: string, ownWidth: number) => (mark === "\u202f" ? thousandsGap : ownWidth);
  const setFigures = (text: string): Run => {
    const marks = [...text];
    const glyphs = marks.map(
      (mark) => digits["0123456789".indexOf(mark)] ?? font.glyphForCodePoint(mark.codePointAt(0) as number),
    );
    const besides = glyphs.map((glyph) => (digits.includes(glyph) ? (width - glyph.advanceWidth) / 2 : 0));
    const positions = glyphs.map((glyph, i) => ({
      xAdvance: advance(marks[i] ?? "", glyph.advanceWidth) + (besides[i] ?? 0) + (besides[i + 1] ?? 0),
      yAdvance: 0,
      xOffset: 0,
      yOffset: 0,
    }));
    const advanceWidth = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
    return { glyphs, positions, advanceWidth } as Run;
  };
  return Object.assign(Object.create(font) as Font, {
    layout: (text: string): Run => (figures.test(text) ? setFigures(text) : shape(text)),
  });
}

/** Of words that were shaped before: the same few stand on every statement. */
const mostKept = 10_000;

function rememberingShapes(font: Font): (text: string) => Run {
  const runs = new Map<string, Run>();
  // What is kept is scaled in place by its reader, which leaves it as it is only where there is nothing to scale.
  assert(font.unitsPerEm === 1000, "a font drawn in thousandths");
  return (text) => {
    let run = runs.get(text);
    if (run) return run;
    if (runs.size === mostKept) runs.clear();
    run = font.layout(text);
    runs.set(text, run);
    return run;
  };
}
