import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replayCommand } from "../../src/cli/commands/replay.ts";
import { UsageError } from "../../src/cli/command.ts";
import { parseDay } from "../../src/kernel/calendar.ts";
import { replayUnderRules } from "../../src/loyalty/actions/replay-purchases.ts";
import { defaultProgram } from "../../src/loyalty/program.ts";
import { runCommand } from "../support/command.ts";
import type { ModelPurchase } from "./replay-model.ts";

const cdnow = fileURLToPath(new URL("../../bench/data/cdnow/purchases.csv", import.meta.url));
let folder = "";
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "povod-rules-test-"))));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(purchases: ModelPurchase[], name = "purchases.csv"): string {
  const path = join(folder, name);
  const rows = purchases.map(({ client, date, amount }) => `${client},${date},${amount}\n`);
  writeFileSync(path, `client,date,amount\n${rows.join("")}`);
  return path;
}

const purchasesOf = (text: string): ModelPurchase[] =>
  text.split(";").map((line) => {
    const [client = "", date = "", amount = ""] = line.trim().split(" ");
    return { client, date, amount };
  });

interface RuleJson extends Record<string, unknown> {
  validity: string;
  accrual: string;
  redeem: string;
  discountGiven: string;
  redeemed: string;
  outstanding: string;
  clientsGain: number;
  clientsLose: number;
}

async function json(path: string, ...options: string[]): Promise<unknown> {
  const { out } = await runCommand(replayCommand, [path, "--until", "2026-12-31", "--json", ...options]);
  return JSON.parse(out);
}

const compare = async (path: string, ...options: string[]) =>
  (await json(path, ...options)) as { base: unknown; rules: RuleJson[] };

const date = fc
  .integer({ min: 0, max: 900 })
  .map((days) => Temporal.PlainDate.from("2024-06-01").add({ days }).toString());
const purchase = fc.record({
  client: fc.constantFrom("a", "b", "c", "d"),
  date,
  amount: fc.integer({ min: 0, max: 500_000 }).map((value) => (value / 100).toFixed(2)),
});

describe("several rules side by side", () => {
  it("give each what it gives alone", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(purchase, { maxLength: 40 }), async (purchases) => {
        const path = fileOf(purchases);
        const { rules } = await compare(
          path,
          "--validity",
          "P4M,P6M",
          "--accrual",
          "5,7.5",
          "--redeem",
          "always,never",
        );
        expect(rules).toHaveLength(8);
        for (const { validity, accrual, redeem, discountGiven, ...figures } of rules) {
          const options = ["--validity", validity, "--accrual", accrual, "--redeem", redeem];
          const alone = (await json(path, ...options)) as object;
          expect({ ...figures, discount: discountGiven }).toMatchObject(alone);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("count as gaining and losing whoever gets more and less in discounts, redeemed and left bonus", async () => {
    const options = ["--validity", "P2M,P6M", "--discount", "3,2", "--redeem", "always"];
    const got = ({ discountGiven, redeemed, outstanding }: RuleJson) =>
      [discountGiven, redeemed, outstanding].reduce((all, sum) => all + Math.round(Number(sum) * 100), 0);
    await fc.assert(
      fc.asyncProperty(fc.array(purchase, { minLength: 1, maxLength: 40 }), async (purchases) => {
        const together = await compare(fileOf(purchases), ...options);
        const counted = together.rules.map(() => ({ clientsGain: 0, clientsLose: 0 }));
        for (const client of new Set(purchases.map((one) => one.client))) {
          const own = fileOf(
            purchases.filter((one) => one.client === client),
            "one.csv",
          );
          const { rules } = await compare(own, ...options);
          for (const [at, rule] of rules.entries()) {
            const more = got(rule) - got(rules[0] as RuleJson);
            const count = counted[at];
            if (count && more > 0) count.clientsGain++;
            if (count && more < 0) count.clientsLose++;
          }
        }
        expect(together.rules).toMatchObject(counted);
      }),
      { numRuns: 40 },
    );
  });

  it("name the first combination as the base, the first value of every option first", async () => {
    const path = fileOf(purchasesOf("a 2026-05-10 1000; a 2026-10-10 1000; b 2026-05-10 1000"));
    const found = await compare(path, "--validity", "P4M,P6M", "--card-price", "500.00,700");
    const terms = { validity: "P4M", accrual: "5", discount: "3", cardPrice: "500.00", redeem: "never" };
    expect(found.base).toEqual(terms);
    expect(found.rules).toMatchObject([
      { ...terms, cardIncome: "1000.00", clientsGain: 0, clientsLose: 0, burned: "97.00" },
      { ...terms, cardPrice: "700.00", cardIncome: "1400.00", clientsGain: 0, clientsLose: 0 },
      { ...terms, validity: "P6M", cardIncome: "1000.00", clientsGain: 1, clientsLose: 0, burned: "48.50" },
      { ...terms, validity: "P6M", cardPrice: "700.00", clientsGain: 1, clientsLose: 0 },
    ]);
    expect(Object.keys(found.rules[0] ?? {}).join()).toBe(
      "validity,accrual,discount,cardPrice,redeem,clients,purchases,cardsSold,turnover,issued,redeemed,burned,discountGiven,outstanding,reminders,cardIncome,clientsGain,clientsLose,months",
    );
  });

  it("come out the same where the file is sorted on disk", async () => {
    const rules = (["P3M", "P6M"] as const).flatMap((_, at) =>
      (["never", "always"] as const).map((redeem) => ({
        program: { ...defaultProgram, validity: { months: 3 + 3 * at, days: 0 } },
        redeem,
      })),
    );
    const until = parseDay("1998-06-30");
    if (until === undefined) throw new Error("no such day");
    const held = await replayUnderRules({ path: cdnow, until, rules });
    expect(await replayUnderRules({ path: cdnow, until, rules, mostClientsHeld: 1000 })).toEqual(held);
  });

  it.each([
    [["--validity", "P1M,P2M,P3M,P4M,P5M,P6M,P7M", "--redeem", "never,always"], /make 14 rules.*at most 12/],
    [["--validity", "P6M,P6M"], /--validity names P6M twice/],
    [["--validity", "P6M,"], /--validity expects a period/],
    [["--accrual", "5,101"], /--accrual expects percent from 0 to 100/],
    [["--discount", "three"], /--discount expects percent/],
    [["--card-price=-1"], /--card-price expects a sum/],
    [["--redeem", "never,sometimes"], /--redeem expects never or always, got sometimes/],
    [["--validity", "P3M,P6M", "--backtest"], /--backtest takes one rule/],
    [["--validity", "P2W", "--backtest"], /--backtest expects a --validity of a month or longer/],
  ])("are refused as wrong usage: %j", async (options, message) => {
    const run = json(cdnow, ...options);
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.toThrow(message);
  });

  it.each(["ru", "en"] as const)("fit 80 columns, all twelve of them: %s", async (language) => {
    const varied = ["--validity", "P4M,P1Y", "--accrual", "5,7.5,10", "--redeem", "always,never"];
    for (const options of [
      ["--validity", "P4M,P6M,P9M"],
      varied,
      [...varied, "--card-price", "9999999999.99"],
    ]) {
      const { out } = await runCommand(replayCommand, [cdnow, "--until", "1998-06-30", ...options], {
        language,
      });
      expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
      expect(out).toMatch(language === "ru" ? /сгорело ░/ : /burned ░/);
    }
  });
});
