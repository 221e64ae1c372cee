import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replayCommand } from "../../src/cli/commands/replay.ts";
import { runCommand } from "../support/command.ts";
import type { ModelPurchase } from "./replay-model.ts";

const cdnow = fileURLToPath(new URL("../../bench/data/cdnow/purchases.csv", import.meta.url));
let folder = "";
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "povod-backtest-test-"))));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(purchases: readonly ModelPurchase[]): string {
  const path = join(folder, "purchases.csv");
  const rows = purchases.map(({ client, date, amount }) => `${client},${date},${amount}\n`);
  writeFileSync(path, `client,date,amount\n${rows.join("")}`);
  return path;
}

interface Forecast {
  due: string;
  forecast: string;
  low: string;
  high: string;
  burned: string;
  inside: boolean;
}

interface Backtest {
  months: (Forecast & { month: string; weeks: Forecast[] })[];
  summary: Record<
    "months" | "weeks",
    { forecasts: number; inside: number; coverage: number | null; meanAbsolutePercentageError: number | null }
  >;
}

async function json(path: string, until: string, ...options: string[]): Promise<unknown> {
  const { out } = await runCommand(replayCommand, [path, "--until", until, "--json", ...options]);
  return JSON.parse(out);
}

const backtest = async (path: string, until: string, ...options: string[]) =>
  (await json(path, until, "--backtest", ...options)) as Backtest;

const start = Temporal.PlainDate.from("2024-01-01");
const purchases = fc.array(
  fc.record({
    client: fc.integer({ min: 1, max: 30 }).map(String),
    date: fc.integer({ min: 0, max: 600 }).map((days) => start.add({ days }).toString()),
    amount: fc.integer({ min: 0, max: 500_000 }).map((value) => (value / 100).toFixed(2)),
  }),
  { minLength: 1, maxLength: 150 },
);
const rule = fc.record({
  validity: fc.constantFrom("P1M", "P3M", "P6M", "P45D", "P30D"),
  redeem: fc.constantFrom("never", "always"),
});

describe("the back-test of the burn forecast", () => {
  it("forecasts by nothing that happens on its day or later", async () => {
    const foretold = ({ months }: Backtest, through: string) =>
      months
        .filter(({ month }) => month <= through)
        .map(({ month, weeks, ...whole }) => ({
          month,
          sums: [whole, ...weeks].map(({ due, forecast, low, high }) => [due, forecast, low, high]),
        }));
    await fc.assert(
      fc.asyncProperty(
        purchases,
        purchases,
        fc.integer({ min: 1, max: 19 }),
        rule,
        async (real, other, months, { validity, redeem }) => {
          const day = start.add({ months }).toString();
          const past = real.filter((one) => one.date < day);
          const options = ["--validity", validity, "--redeem", redeem];
          // Both files go on beyond the month, so that both have a forecast for it.
          const end = { client: "end", date: "2025-12-31", amount: "1.00" };
          const later = other.filter((one) => one.date >= day);
          const first = { client: "first", date: "2023-12-31", amount: "1.00" };
          const known = await backtest(fileOf([first, ...real, end]), "2025-12-31", ...options);
          const changed = await backtest(fileOf([first, ...past, ...later, end]), "2025-12-31", ...options);
          const month = day.slice(0, 7);
          expect(foretold(changed, month)).toEqual(foretold(known, month));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("holds the forecast to what the replay burns", async () => {
    await fc.assert(
      fc.asyncProperty(purchases, rule, async (given, { validity, redeem }) => {
        const path = fileOf(given);
        const options = ["--validity", validity, "--redeem", redeem];
        const { months } = await backtest(path, "2025-06-30", ...options);
        const replayed = (await json(path, "2025-06-30", ...options)) as {
          months: Record<string, { burned: string }>;
        };
        for (const { month, burned, due, forecast, low, high, inside } of months) {
          expect(burned).toBe(replayed.months[month]?.burned ?? "0.00");
          const sums = [low, forecast, high, due].map(Number);
          expect(sums).toEqual(sums.toSorted((a, b) => a - b));
          expect(inside).toBe(Number(low) <= Number(burned) && Number(burned) <= Number(high));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is sure where nobody ever comes back", async () => {
    const given = Array.from({ length: 400 }, (_, at) => ({
      client: String(at),
      date: start.add({ days: at }).toString(),
      amount: "1000.00",
    }));
    const { months, summary } = await backtest(fileOf(given), "2025-01-31", "--validity", "P3M");
    expect(months[0]?.month).toBe("2024-04");
    expect(months.at(-1)?.month).toBe("2025-01");
    for (const { due, forecast, low, high, burned } of months)
      expect([forecast, low, high, burned]).toEqual([due, due, due, due]);
    expect(summary.months).toEqual({
      forecasts: 10,
      inside: 10,
      coverage: 100,
      meanAbsolutePercentageError: 0,
    });
  });

  it("leaves out the month that is not over and says so where there is none to test", async () => {
    const path = fileOf([{ client: "a", date: "2024-01-10", amount: "100" }]);
    expect(await backtest(path, "2026-01-01")).toMatchObject({
      months: [],
      summary: { months: { forecasts: 0, coverage: null, meanAbsolutePercentageError: null } },
    });
    const { out } = await runCommand(replayCommand, [path, "--until", "2026-01-01", "--backtest"]);
    expect(out).toMatch(/nothing to test on/);
    const { months } = await backtest(cdnow, "1998-06-29");
    expect(months.at(-1)?.month).toBe("1998-05");
  });

  it("has what burns in its interval about as often as it says, where clients come by chance alone", async () => {
    const chance = dice(20260101);
    const given: ModelPurchase[] = [];
    for (let client = 0; client < 3000; client++) {
      // Some come often, most do not: the number of presentations has something to say.
      const daily = client % 5 === 0 ? 0.02 : 0.004;
      for (
        let day = Math.floor(chance() * 200);
        day < 730;
        day += 1 + Math.floor(Math.log(1 - chance()) / Math.log(1 - daily))
      )
        given.push({
          client: String(client),
          date: start.add({ days: day }).toString(),
          amount: (100 + chance() * 5000).toFixed(2),
        });
    }
    const { summary } = await backtest(fileOf(given), "2025-12-31", "--validity", "P3M");
    expect(summary.weeks.forecasts).toBe(84);
    expect(summary.weeks.coverage).toBeGreaterThanOrEqual(68);
    expect(summary.weeks.coverage).toBeLessThanOrEqual(92);
    expect(summary.months.meanAbsolutePercentageError).toBeLessThan(5);
  });

  it("comes within two percent of what burned on CDNOW; of 12 months 8 are inside, of 48 weeks 38", async () => {
    const { months, summary } = await backtest(cdnow, "1998-06-30");
    expect(months.map(({ month }) => month).join()).toMatch(/^1997-07,.*,1998-06$/);
    expect(summary).toEqual({
      months: { forecasts: 12, inside: 8, coverage: 66.7, meanAbsolutePercentageError: 1.6 },
      weeks: { forecasts: 48, inside: 38, coverage: 79.2, meanAbsolutePercentageError: 2.2 },
    });
  });

  it.each(["ru", "en"] as const)("fits 80 columns: %s", async (language) => {
    const { out } = await runCommand(replayCommand, [cdnow, "--until", "1998-06-30", "--backtest"], {
      language,
    });
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(out).toMatch(
      language === "ru" ? /внутри интервала 8 из 12 \(67 %\)/ : /8 of 12 inside the interval/,
    );
  });
});

/** Numbers from 0 to 1 that are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
