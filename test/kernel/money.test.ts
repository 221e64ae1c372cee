import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { basisPoints, fromDecimal, kopecks, percentOf, smaller, toDecimal } from "../../src/kernel/money.ts";

const amount = fc.bigInt({ min: 0n, max: 999_999_999_999_999n });

describe("money", () => {
  it("comes back from its decimal string", () => {
    fc.assert(
      fc.property(amount, (value) => {
        expect(fromDecimal(toDecimal(value))).toBe(value);
      }),
    );
  });

  it("is written with two places and a minus below zero", () => {
    expect([0n, 5n, 50n, 12345n, -1n, -12345n].map(toDecimal)).toEqual([
      "0.00",
      "0.05",
      "0.50",
      "123.45",
      "-0.01",
      "-123.45",
    ]);
  });

  it("reads a whole number and one decimal too", () => {
    expect(["12", "12.3", "012.30"].map(fromDecimal)).toEqual([1200n, 1230n, 1230n]);
  });

  it.each([
    "",
    ".",
    "1.",
    ".5",
    "-1",
    "+1",
    "1.234",
    "1,50",
    "1e3",
    "1 000",
    "0x10",
    "12345678901234",
    "NaN",
    "١",
  ])("refuses %j", (text) => expect(fromDecimal(text)).toBeUndefined());

  it("takes a percentage rounded down: never more than exact, and less by under a kopeck", () => {
    fc.assert(
      fc.property(amount, fc.bigInt({ min: 0n, max: 10_000n }), (value, percent) => {
        const rest = value * percent - percentOf(kopecks(value), basisPoints(percent)) * 10_000n;
        expect(rest >= 0n && rest < 10_000n).toBe(true);
      }),
    );
  });

  it("has a smaller of two", () => {
    expect(smaller(kopecks(1), kopecks(2))).toBe(1n);
    expect(smaller(kopecks(2), kopecks(1))).toBe(1n);
  });
});
