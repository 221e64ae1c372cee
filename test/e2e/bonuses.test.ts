/** The owner's page in a real browser against the real program, found by role and label. */
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { Bonuses, BurnBacktest, BurnForecast, CardSales } from "../../src/reports/owner-contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, type Demo } from "../support/screens.ts";

const digits = (text: string | null) => (text ?? "").replaceAll(/\D/g, "");
/** Whole roubles, as the page shows them. */
const whole = (decimal: string) => decimal.slice(0, -3);

onScreens("the page of bonuses and cards", (screens) => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;

  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  const opened = async () => {
    for (const name of ["Таблицей", "Насколько верны такие прогнозы?", "Все месяцы"])
      await page.getByRole("button", { name }).click();
    await page.getByText(/^Из \d+ прошедш/).waitFor();
  };

  async function visit(width = 1440): Promise<void> {
    const context = await browser.newContext({
      baseURL: demo.address,
      locale: "ru-RU",
      viewport: { width, height: 900 },
    });
    page = await context.newPage();
    await page.goto("/today");
    await page.getByRole("link", { name: /^Бонусы/ }).click();
    await page.getByRole("table", { name: "Купленные и подаренные" }).waitFor();
  }

  it("says what can be spent and burns, as the program says it", async () => {
    await visit();
    const bonuses = await ask<Bonuses>(demo, "/reports/bonuses");
    const figures = page.getByRole("list", { name: "Бонусы в числах" }).getByRole("listitem");
    const shown = (await figures.allTextContents()).map((text) => digits(text.split("₽")[0] ?? ""));
    const { spendable, within30Days, within60Days, within90Days } = bonuses;
    expect(shown).toEqual([spendable, within30Days, within60Days, within90Days].map(({ sum }) => whole(sum)));
    // What burns within a month is in a colour of its own; what burns later reads like any other sum.
    const colours = await page.evaluate<string[]>(
      `[...document.querySelectorAll("ul[aria-label='Бонусы в числах'] > li > span:first-child")].map((one) => getComputedStyle(one).color)`,
    );
    const [plain, soon, ...later] = colours;
    expect(soon).not.toBe(plain);
    expect(later).toEqual([plain, plain]);
    const offices = page.getByRole("table", { name: "По офисам" }).getByRole("row");
    expect(await offices.count()).toBe(bonuses.offices.length + 2);
    for (const office of bonuses.offices) {
      const row = offices.filter({ hasText: office.name ?? "" });
      expect(digits(await row.getByRole("cell").nth(1).innerText())).toBe(String(office.spendable.cards));
    }
  });

  it("foretells for all offices and for one, week by week, and tells how good it was", async () => {
    await visit();
    const forecast = await ask<BurnForecast>(demo, "/reports/burn-forecast");
    expect(forecast.history.enough).toBe(true);
    const part = page.getByRole("region", { name: "Сколько сгорит по неделям" });
    const [office] = forecast.offices;
    await part.getByRole("link", { name: office?.name ?? "" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("office")).toBe(office?.id);
    await part.getByRole("img", { name: /^Сгорит по неделям/ }).waitFor();
    await part.getByRole("button", { name: "Таблицей" }).click();
    const weeks = part.getByRole("table").getByRole("row");
    expect(await weeks.count()).toBe(forecast.weeks.length + 1);
    const cells = await weeks.nth(3).getByRole("cell").allTextContents();
    const week = office?.weeks[2];
    expect(digits(cells[1] ?? "")).toBe(whole(week?.forecast?.expected ?? ""));
    expect(digits(cells[3] ?? "")).toBe(whole(week?.due ?? ""));
    await part.getByRole("button", { name: "Насколько верны такие прогнозы?" }).click();
    const { ofMonths } = await ask<BurnBacktest>(demo, "/reports/burn-backtest");
    await part.getByText(new RegExp(`^Из ${ofMonths.forecasts} .* в ${ofMonths.inside};`)).waitFor();
  });

  it("holds the cards sold by each office to its plan, every month of it", async () => {
    await visit();
    const sales = await ask<CardSales>(demo, "/reports/cards");
    const part = page.getByRole("region", { name: "Проданные карты" });
    const rows = part.getByRole("table", { name: "Проданные карты" }).getByRole("row");
    for (const { name, months } of sales.offices) {
      const cells = await rows
        .filter({ hasText: name ?? "" })
        .getByRole("cell")
        .allTextContents();
      const last = months.at(-2);
      expect(cells[1]).toContain(`${last?.plan?.cards.least}–${last?.plan?.cards.most}`);
      const word = { below: "меньше плана", within: "по плану", above: "больше плана" };
      expect(cells[3]).toContain(word[last?.plan?.cardsAre ?? "below"]);
    }
    await part.getByRole("button", { name: "Все месяцы" }).click();
    const months = part.getByRole("region", { name: "Все месяцы" }).getByRole("row");
    expect(await months.count()).toBe(sales.months.length + 1);
  });

  it.each([390, 768])("fits %i pixels with everything opened", async (width) => {
    await visit(width);
    await opened();
    const [wide, room] = await page.evaluate<[number, number]>(
      "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
    );
    expect(wide).toBeLessThanOrEqual(room);
  });

  it("is accessible with everything opened, light and dark", async () => {
    await visit();
    await opened();
    expect(await faultsInBothThemes(page, "bonuses")).toEqual([]);
  });
});
