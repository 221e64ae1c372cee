/** `povod report` and `povod card-plan` on a base in a folder. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cardPlanCommand, cardPlanSetCommand } from "../../src/cli/commands/card-plan.ts";
import { reportBonusesCommand } from "../../src/cli/commands/report-bonuses.ts";
import { reportCardsCommand } from "../../src/cli/commands/report-cards.ts";
import { reportEffectCommand } from "../../src/cli/commands/report-effect.ts";
import { openDatabase } from "../../src/database/database.ts";
import { seedDemo } from "../../src/demo/actions/seed-demo.ts";
import { dayIn, systemClock } from "../../src/kernel/clock.ts";
import { ChainEffect } from "../../src/reports/effect-contract.ts";
import { Bonuses, BurnBacktest, BurnForecast, CardSales } from "../../src/reports/owner-contract.ts";
import { layDatabase } from "../support/data-folder.ts";
import { runCommand } from "../support/command.ts";

const folder = mkdtempSync(join(tmpdir(), "povod-reports-"));
const data = ["--data", folder];

describe("reports on a terminal", () => {
  beforeAll(async () => {
    layDatabase(folder);
    const { db, close } = await openDatabase({ engine: "pglite", folder });
    await seedDemo(db, { seed: 1, today: dayIn("Europe/Moscow", systemClock.now()), clients: 900 });
    await close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(["ru", "en"] as const)("tell people what is there, 80 columns wide: %s", async (language) => {
    for (const [command, args, says] of [
      [reportBonusesCommand, [], { ru: /можно потратить [\d\s,]+₽/, en: /can be spent on/ }],
      [reportBonusesCommand, ["--backtest"], { ru: /внутри интервала \d+ из/, en: /inside the interval/ }],
      [reportCardsCommand, ["--months", "3"], { ru: /Продано карт/, en: /Cards sold/ }],
      [reportEffectCommand, ["bonus-burn"], { ru: /Цепочка bonus-burn/, en: /Chain bonus-burn/ }],
    ] as const) {
      const { out } = await runCommand(command, [...args, ...data], { language });
      expect(out).toMatch(says[language]);
      expect(out).not.toMatch(/undefined|null|NaN/);
      expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    }
  });

  it("print what the API answers with --json", async () => {
    const json = async (...args: Parameters<typeof runCommand>) =>
      JSON.parse((await runCommand(...args)).out) as Record<string, unknown>;
    const { burnForecast, ...bonuses } = await json(reportBonusesCommand, [
      "--weeks",
      "4",
      "--json",
      ...data,
    ]);
    expect([...Value.Errors(Bonuses, bonuses)]).toEqual([]);
    expect([...Value.Errors(BurnForecast, burnForecast)]).toEqual([]);
    expect((burnForecast as BurnForecast).weeks).toHaveLength(4);
    const backtest = await json(reportBonusesCommand, ["--backtest", "--json", ...data]);
    expect([...Value.Errors(BurnBacktest, backtest)]).toEqual([]);
    const effect = await json(reportEffectCommand, ["after-trip", "--within", "30", "--json", ...data]);
    expect([...Value.Errors(ChainEffect, effect)]).toEqual([]);
    const cards = await json(reportCardsCommand, ["--months", "2", "--json", ...data]);
    expect([...Value.Errors(CardSales, cards)]).toEqual([]);
  });

  it("keep a plan, and refuse what is none", async () => {
    const set = (...args: string[]) => runCommand(cardPlanSetCommand, [...args, ...data]);
    await set("--cards", "15-18", "--income", "7500-9000.50", "--office", "На Уралмаше", "--from", "2026-02");
    const { out } = await runCommand(cardPlanCommand, data);
    expect(out).toContain("На Уралмаше, from Feb 2026: 15–18 cards a month, 7,500\u00a0₽ – 9,000.50\u00a0₽");
    expect(out).toContain("every office: 20–25 cards a month");
    const { plans } = JSON.parse((await runCommand(cardPlanCommand, ["--json", ...data])).out) as {
      plans: { from: string }[];
    };
    expect(plans.filter(({ from }) => from === "2026-02")).toMatchObject([
      { cards: { least: 15, most: 18 } },
    ]);
    await expect(set("--cards", "20", "--income", "1-2", "--office", "Нигде")).rejects.toThrow("Нигде");
    await expect(set("--cards", "20-10", "--income", "1-2")).rejects.toThrow("cards: expected");
    for (const bad of [["--cards", "x"], ["--cards", "1-2-3"], ["--cards", "1", "--income", "1.5"], []])
      await expect(set(...bad)).rejects.toThrow(/expects LEAST-MOST/);
    await expect(set("--cards", "1", "--income", "1", "--from", "2026-13")).rejects.toThrow("--from");
    for (const weeks of ["0", "27", "x"])
      await expect(runCommand(reportBonusesCommand, ["--weeks", weeks, ...data])).rejects.toThrow("--weeks");
  });
});
