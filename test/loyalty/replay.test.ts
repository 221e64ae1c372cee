import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replayCommand } from "../../src/cli/commands/replay.ts";
import { runCommand } from "../support/command.ts";
import { modelReplay, type ModelPurchase, type ModelRules } from "./replay-model.ts";

const cdnow = fileURLToPath(new URL("../../bench/data/cdnow/purchases.csv", import.meta.url));
let folder = "";
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "povod-replay-test-"))));
afterAll(() => rmSync(folder, { recursive: true }));

async function replay(path: string, { until, redeem, validity }: ModelRules): Promise<unknown> {
  const args = [path, "--until", until, "--redeem", redeem, "--validity", validity, "--json"];
  return JSON.parse((await runCommand(replayCommand, args)).out);
}

function fileOf(purchases: ModelPurchase[]): string {
  const path = join(folder, "purchases.csv");
  const rows = purchases.map(({ client, date, amount }) => `${client},${date},${amount}\n`);
  writeFileSync(path, `client,date,amount\n${rows.join("")}`);
  return path;
}

const rows = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(" "));
const purchasesOf = (text: string): ModelPurchase[] =>
  rows(text).map(([client = "", date = "", amount = ""]) => ({ client, date, amount }));

const rules = { until: "2026-12-31", redeem: "never", validity: "P6M" } as const;

describe("replay of CDNOW", () => {
  const purchases = readFileSync(cdnow, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","))
    .map(([client = "", date = "", , amount = ""]) => ({ client, date, amount }));

  it("counts the clients, purchases and turnover that the data set is known for", async () => {
    expect(await replay(cdnow, { ...rules, until: "1998-06-30" })).toMatchObject({
      clients: 23570,
      purchases: 69659,
      cardsSold: 23570,
      turnover: "2500315.63",
    });
  });

  it.each<ModelRules>([
    { until: "1998-06-30", redeem: "never", validity: "P6M" },
    { until: "1998-06-30", redeem: "always", validity: "P6M" },
    { until: "1997-08-31", redeem: "always", validity: "P3M" },
    { until: "1999-12-31", redeem: "never", validity: "P1Y" },
  ])("agrees with the slow model: $until, $redeem, $validity", async (given) => {
    expect(await replay(cdnow, given)).toEqual(modelReplay(purchases, given));
  });
});

describe("replay of any file", () => {
  const date = fc
    .integer({ min: 0, max: 900 })
    .map((days) => Temporal.PlainDate.from("2023-11-01").add({ days }).toString());
  const purchase = fc.record({
    client: fc.constantFrom("a", "b", "c", "Жанна", "client with a long name"),
    date,
    amount: fc.integer({ min: 0, max: 500_000 }).map((value) => (value / 100).toFixed(2)),
  });
  const given = fc.record<ModelRules>({
    until: date,
    redeem: fc.constantFrom("never", "always"),
    validity: fc.constantFrom("P6M", "P1M", "P3M", "P1Y", "P10D", "P45D", "P1M15D", "P2W"),
  });

  it("agrees with the slow model, whatever the order of the rows", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(purchase, { maxLength: 60 }), given, async (purchases, rulesOf) => {
        expect(await replay(fileOf(purchases), rulesOf)).toEqual(modelReplay(purchases, rulesOf));
      }),
      { numRuns: 300 },
    );
  });

  it("does not depend on the order of rows of different days or clients", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(purchase, { maxLength: 40 }), given, async (purchases, rulesOf) => {
        const sorted = purchases.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
        expect(await replay(fileOf(sorted), rulesOf)).toEqual(await replay(fileOf(purchases), rulesOf));
      }),
      { numRuns: 100 },
    );
  });
});

describe("by the rules, replay", () => {
  it("burns what a purchase on the day of burning would have spent, and keeps it the day before", async () => {
    const inTime = purchasesOf("a 2026-01-31 1000\n a 2026-07-31 1000");
    expect(await replay(fileOf(inTime), { ...rules, redeem: "always" })).toMatchObject({
      redeemed: "48.50",
      burned: "0.00",
    });
    const late = purchasesOf("a 2026-01-31 1000\n a 2026-08-01 1000");
    expect(await replay(fileOf(late), { ...rules, redeem: "always" })).toMatchObject({
      redeemed: "0.00",
      burned: "48.50",
      outstanding: "48.50",
      months: { "2026-08": { burned: "48.50" } },
    });
  });

  it("counts a reminder only if its day ends without a presentation", async () => {
    const reminders = async (second: string) =>
      (await replay(fileOf(purchasesOf(`a 2026-01-10 100\n a ${second} 100`)), {
        ...rules,
        until: "2026-09-01",
      })) as { reminders: number };
    // 10 July is the last day of the bonus, 10 June the day of the reminder.
    expect(await reminders("2026-06-09")).toMatchObject({ reminders: 0 });
    expect(await reminders("2026-06-10")).toMatchObject({ reminders: 0 });
    expect(await reminders("2026-06-11")).toMatchObject({ reminders: 1 });
  });

  it("reminds and burns through the last day, itself included", async () => {
    const path = fileOf(purchasesOf("a 2026-01-10 100"));
    const until = (day: string) => replay(path, { ...rules, until: day });
    expect(await until("2026-06-09")).toMatchObject({ reminders: 0 });
    expect(await until("2026-06-10")).toMatchObject({ reminders: 1, burned: "0.00" });
    expect(await until("2026-07-10")).toMatchObject({ burned: "0.00", outstanding: "4.85" });
    expect(await until("2026-07-11")).toMatchObject({ burned: "4.85", outstanding: "0.00" });
  });

  it("leaves out purchases after the last day and says how many", async () => {
    const path = fileOf(purchasesOf("a 2026-01-10 100\n a 2026-02-01 50\n b 2026-02-02 50"));
    const { out, notes } = await runCommand(replayCommand, [path, "--until", "2026-01-31", "--json"]);
    expect(JSON.parse(out)).toMatchObject({ clients: 1, purchases: 1, turnover: "100.00" });
    expect(notes).toBe("After 31 January 2026: 2 purchases, left out.\n");
  });

  it("shows the quiet months between two busy ones", async () => {
    const path = fileOf(purchasesOf("a 2025-11-10 0\n a 2026-02-01 0"));
    const { months } = (await replay(path, rules)) as { months: object };
    expect(Object.keys(months)).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
  });

  it("answers a file without a purchase with zeros", async () => {
    expect(await replay(fileOf([]), rules)).toEqual(modelReplay([], rules));
  });

  it("keeps the order of keys that its readers were promised", async () => {
    const report = (await replay(fileOf(purchasesOf("a 2026-01-10 100")), rules)) as { months: object };
    expect(Object.keys(report).join()).toBe(
      "clients,purchases,cardsSold,turnover,discount,issued,redeemed,burned,outstanding,reminders,months",
    );
    expect(Object.keys(Object.values(report.months)[0]).join()).toBe(
      "purchases,cardsSold,turnover,discount,issued,redeemed,burned,reminders",
    );
  });
});

describe("on a terminal, replay", () => {
  it.each([
    ["ru", 80],
    ["ru", 120],
    ["en", 80],
    ["en", 120],
  ] as const)("keeps within the width: %s, %i columns", async (language, columns) => {
    for (const redeem of ["never", "always"]) {
      const args = [cdnow, "--until", "1998-06-30", "--redeem", redeem];
      const { out } = await runCommand(replayCommand, args, { language, columns });
      const lines = out.split("\n");
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
      expect(out).toMatch(language === "ru" ? /Оборот +2\s500\s315,63/ : /Turnover +2,500,315\.63/);
      const months = lines.filter((line) => /^ {2}\S+ 199[78] /.test(line));
      expect(months).toHaveLength(18);
      expect(new Set(months.map((line) => line.length)).size).toBe(1);
    }
  });

  it("draws its progress where it can be redrawn, and wipes it", async () => {
    const { notes } = await runCommand(replayCommand, [cdnow, "--until", "1998-06-30"], {
      interactive: true,
    });
    expect(notes === "" || notes.endsWith("\r\u001b[K")).toBe(true);
  });
});
