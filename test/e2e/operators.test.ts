/** The page of operators: hours and lines are set by whoever heads the business; an operator sees them and sets their own line. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { StaffRole } from "../../src/access/rights.ts";
import type { Operators } from "../../src/calls/contract.ts";
import type { AllOperatorHours } from "../../src/planning/contract.ts";
import { faultsOf } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, visitAs } from "../support/screens.ts";

onScreens("the page of operators", (screens) => {
  async function visit(role: StaffRole): Promise<Page> {
    const page = await visitAs(screens(), role, "/operators");
    await page.getByRole("table", { name: "Операторы" }).waitFor();
    return page;
  }

  it("keeps the hours of a day and a line as they are typed", async () => {
    const page = await visit("owner");
    const monday = page.getByRole("textbox", { name: "Вся сеть, пн" });
    await monday.fill("7:15");
    await monday.press("Enter");
    const minutes = async () => {
      const { hours } = await ask<AllOperatorHours>(screens().demo, "/operator-hours");
      return hours.find(({ office, weekday }) => office === null && weekday === 1)?.minutes;
    };
    await expect.poll(minutes).toBe(435);
    const line = page.getByRole("textbox", { name: /^Линия: / }).first();
    await line.fill("204");
    await line.press("Enter");
    const lines = async () =>
      (await ask<Operators>(screens().demo, "/operators")).operators.map((one) => one.line);
    await expect.poll(lines).toContain("204");
    expect(await faultsOf(page, "operators")).toEqual([]);

    // A single day, told while the program is away: it stays typed, and is kept once it is back.
    const day = page.getByLabel("День", { exact: true });
    const together = page.getByLabel("Часов вместе");
    const set = page.getByRole("button", { name: "Задать" });
    await day.fill("2099-12-31");
    await together.fill("5");
    await page.route("**/operator-hours", (route) => route.abort());
    await set.click();
    await page.getByRole("alert").filter({ hasText: "Не записано" }).waitFor();
    await page.unroute("**/operator-hours");
    await page.reload();
    expect([await day.inputValue(), await together.inputValue()]).toEqual(["2099-12-31", "5"]);
    await set.click();
    await expect.poll(() => together.inputValue()).toBe("");
    const { hours } = await ask<AllOperatorHours>(screens().demo, "/operator-hours");
    expect(hours.find(({ on }) => on === "2099-12-31")?.minutes).toBe(300);
  });

  it("lets an operator set no line but their own, and no hours", async () => {
    const page = await visit("operator");
    expect(await page.getByRole("textbox", { name: /^Линия: / }).count()).toBe(1);
    expect(await page.getByRole("textbox", { name: /^Вся сеть/ }).count()).toBe(0);
  });
});
