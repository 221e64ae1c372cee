/** A chain's text as the screen edits it, and two texts side by side. */
import { describe, expect, it } from "vitest";
import { readText, withField, withoutItem } from "../../web/pages/chains/chain-text.ts";
import { comparedLines } from "../../web/pages/chains/line-diff.ts";
import { conditionsOf, linesOf, sumOf } from "../../web/pages/segments/conditions.ts";
import { periodOf, roughDays, writeOffset } from "../../web/pages/chains/period.ts";

const text = `# Ours alone.
code: hello
name: { ru: Проба, en: Trial }
about: { ru: проба, en: trial }
occasion: returned
steps:
  - code: first # the only one
    offset: +P1D
    channels: [email]
templates: {}
`;

describe("a chain's text", () => {
  it("keeps what is not edited, remarks too", () => {
    const changed = withField(text, ["steps", 0, "offset"], "-P2D");
    expect(changed).toContain("# Ours alone.");
    expect(changed).toContain("first # the only one");
    expect(readText(changed)?.steps[0]).toMatchObject({ code: "first", offset: "-P2D" });
    expect(readText(withField(text, ["goal"], "dealing"))?.goal).toBe("dealing");
    expect(withField(withField(text, ["goal"], "dealing"), ["goal"], undefined)).not.toContain("goal");
    expect(readText(withoutItem(text, ["steps", 0]))?.steps).toEqual([]);
  });

  it("is no chain while it cannot be read as one", () => {
    for (const broken of ["", "code: [", "code: x\nsteps: 3", "just words"])
      expect(readText(broken)).toBeUndefined();
  });

  it("says periods as a number and a unit", () => {
    expect(periodOf("-P2W")).toEqual({ count: 2, unit: "W" });
    expect(periodOf("P1M10D")).toBeUndefined();
    expect(writeOffset({ count: 3, unit: "D" }, true)).toBe("-P3D");
    expect(writeOffset({ count: 0, unit: "D" }, true)).toBe("P0D");
    expect(roughDays("-P1M")).toBeLessThan(roughDays("-P7D"));
  });
});

describe("two versions", () => {
  it("stand side by side, what was changed beside what it became", () => {
    const rows = comparedLines("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n");
    expect(rows.map(({ left, right }) => [left?.text, right?.text])).toEqual([
      ["a", "a"],
      ["b", "B"],
      ["c", "c"],
      ["d", "d"],
      [undefined, "e"],
    ]);
    expect(rows.filter(({ same }) => !same)).toHaveLength(2);
    expect(comparedLines("same\n", "same\n").every(({ same }) => same)).toBe(true);
  });
});

describe("a segment's lines", () => {
  it("become conditions and come back", () => {
    const conditions = {
      all: [
        { fact: "sex", is: "female" } as const,
        { not: { fact: "do_not_disturb" } as const },
        {
          any: [
            { fact: "language", is: "ru" } as const,
            { not: { fact: "bonus", atLeast: "1.00" } as const },
          ],
        },
      ],
    };
    expect(conditionsOf(linesOf(conditions))).toEqual(conditions);
  });

  it("take sums as people type them", () => {
    expect(sumOf("12 000,5")).toBe("12000.50");
    expect(sumOf("7")).toBe("7.00");
    expect(sumOf("many")).toBeUndefined();
  });
});
