import { describe, expect, it } from "vitest";
import { parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { kopecks } from "../../src/kernel/money.ts";
import { forecastBurn, type DueCards } from "../../src/loyalty/burn-forecast.ts";
import { classOf, returnHistory, type ReturnRates } from "../../src/loyalty/return-history.ts";
import { monthNumber } from "../../src/loyalty/replay-totals.ts";

function day(text: string): EpochDay {
  const found = parseDay(text);
  if (found === undefined) throw new Error(`no such day: ${text}`);
  return found;
}

const on = day("2026-07-01");
/** A hundred cards of 50.00 each. */
const cards = (burnsOn: string): DueCards => ({
  lastPresentedOn: day("2026-01-10"),
  burnsOn: day(burnsOn),
  cardClass: 0,
  sum: kopecks(100 * 50_00),
  squares: 100 * 50_00 ** 2,
});
const rates = (rate: number, returns = Infinity, monthlyVariance = 0): ReturnRates => ({
  of: () => ({ rate, returns }),
  monthlyVariance,
});

describe("the burn forecast", () => {
  it("is certain of what burns today: nobody can come before", () => {
    expect(forecastBurn(on, [cards("2026-07-01")], rates(0.5))).toEqual({
      due: 5000_00n,
      expected: 5000_00n,
      low: 5000_00n,
      high: 5000_00n,
    });
  });

  it("takes a day's chance to come for every day that is left", () => {
    // 0.9 ^ 2 of 5,000.00; each card burns or not: 12.8 % of 5,000.00 / √100 × √(0.81 × 0.19) on either side.
    const { expected, low, high } = forecastBurn(on, [cards("2026-07-03")], rates(0.1));
    expect(expected).toBe(4050_00n);
    expect(high - expected).toBe(expected - low);
    expect(Number(high - expected) / 100).toBeCloseTo(1.2816 * 500 * Math.sqrt(0.81 * 0.19), 1);
  });

  it("is less sure of rates from few returns, and where months differ", () => {
    const width = (given: ReturnRates) => {
      const { low, high } = forecastBurn(on, [cards("2026-07-08")], given);
      return high - low;
    };
    const sure = width(rates(0.05));
    expect(width(rates(0.05, 10))).toBeGreaterThan(sure);
    expect(width(rates(0.05, Infinity, 0.1))).toBeGreaterThan(sure);
  });
});

describe("the history of returns", () => {
  it("counts returns per card and day by weeks since the presentation, of earlier months only", () => {
    const history = returnHistory(100);
    // Away for ten days each: seven days in the first week, three in the second, at the end of which they come.
    for (let card = 0; card < 100; card++)
      history.add({ from: day("2026-01-05"), to: day("2026-01-15"), came: true, presentations: 1 });
    const february = history.before(monthNumber(day("2026-02-01")));
    expect(february.of(classOf(1), 0)).toEqual({ rate: 0, returns: 0 });
    expect(february.of(classOf(1), 1)).toEqual({ rate: 1 / 3, returns: 100 });
    // Nobody is known to have stayed away for longer: the last week that is known answers, and so do all the classes.
    expect(february.of(classOf(7), 5)).toEqual({ rate: 1 / 3, returns: 100 });
    expect(history.before(monthNumber(day("2026-01-01"))).of(0, 1)).toEqual({ rate: 0, returns: 0 });
  });

  it("splits a spell at the end of the month", () => {
    const history = returnHistory(100);
    for (let card = 0; card < 300; card++)
      history.add({ from: day("2026-01-30"), to: day("2026-02-02"), came: true, presentations: 2 });
    expect(history.before(monthNumber(day("2026-02-01"))).of(classOf(2), 0)).toEqual({ rate: 0, returns: 0 });
    expect(history.before(monthNumber(day("2026-03-01"))).of(classOf(2), 0)).toEqual({
      rate: 1 / 3,
      returns: 300,
    });
  });
});
