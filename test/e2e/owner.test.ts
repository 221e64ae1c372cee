/** The owner's morning in a real browser against the real program, found by role and label. */
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { CardSales } from "../../src/reports/owner-contract.ts";
import type { ResultRows, Results } from "../../src/reports/results-contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, signedInAs, type Demo } from "../support/screens.ts";

const digits = (text: string | null) => (text ?? "").replaceAll(/\D/g, "");
const widthAndRoom = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]";

interface Look {
  locale?: string;
  width?: number;
}

onScreens("the owner's results", (screens) => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  async function visit(path: string, { locale = "ru-RU", width = 1440 }: Look = {}): Promise<void> {
    const viewport = { width, height: 900 };
    const owner = await signedInAs(demo, "owner");
    const context = await browser.newContext({ ...owner, locale, viewport });
    page = await context.newPage();
    await page.goto(path);
  }
  const whole = async () => {
    for (const title of [
      /^(Что принесли цепочки|What chains brought)$/,
      /^(Карты по офисам|Cards by office)$/,
    ])
      await page.getByRole("heading", { name: title }).waitFor();
    for (const title of [
      /^(Бонусы на картах|Bonus on cards)$/,
      /^(Наполненность базы|Fullness of the base)$/,
    ])
      await page.getByRole("heading", { name: title }).waitFor();
  };

  it("says what the program says, and every number leads to the list behind it", async () => {
    await visit("/today");
    await page.getByRole("link", { name: "Итоги" }).click();
    const { figures } = await ask<Results>(demo, "/reports/results");
    const returned = figures[0] as Results["figures"][number];
    const table = page.getByRole("table", { name: "Сегодня и этот месяц" });
    await table.waitFor();
    const row = table.getByRole("row").filter({ hasText: "Клиенты вернулись" }).getByRole("cell");
    expect([digits(await row.nth(1).innerText()), digits(await row.nth(2).innerText())]).toEqual([
      returned.today,
      returned.month,
    ]);
    await row.nth(3).getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "Клиенты вернулись" }).waitFor();
    const list = page.getByRole("table", { name: "Клиенты вернулись" });
    await list.waitFor();
    const behind = await ask<ResultRows>(demo, "/reports/results/returned?period=before");
    expect(await list.getByRole("row").count()).toBe(behind.rows.length + 1);
    const name = behind.rows[0]?.name ?? "";
    expect(await list.getByRole("row").nth(1).getByRole("link").innerText()).toBe(name);
    await list.getByRole("row").nth(1).getByRole("link").click();
    await page.waitForURL(`**/clients/${behind.rows[0]?.client}**`);
  });

  it("holds each office to its plan, and leads to the cards it sold", async () => {
    await visit("/results");
    const sales = await ask<CardSales>(demo, "/reports/cards");
    const office = sales.offices[0];
    const sold = office?.months.at(-1)?.sold ?? 0;
    const table = page.getByRole("table", { name: "Карты по офисам" });
    const row = table.getByRole("row").filter({ hasText: office?.name ?? "" });
    expect(digits(await row.getByRole("cell").nth(1).innerText())).toBe(String(sold));
    await row.getByRole("cell").nth(1).getByRole("link").click();
    const list = page.getByRole("table", { name: "Карты проданы" });
    await list.waitFor();
    expect(await list.getByRole("row").count()).toBe(sold + 1);
  });

  it("gives a list as a file", async () => {
    await visit("/results/burning?days=30");
    await page.getByRole("table", { name: "Бонусы сгорят" }).waitFor();
    for (const [button, begins] of [
      ["CSV", "\ufeffКлиент;Действуют по;Карта;Офис;Сгорит\r\n"],
      ["XLSX", "PK"],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: button }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^burning-\d{4}-\d{2}-\d{2}\.(csv|xlsx)$/);
      expect(readFileSync(await download.path(), "utf8").startsWith(begins)).toBe(true);
    }
  });

  it.each([390, 768])("fits %i pixels", async (width) => {
    for (const path of ["/results", "/results/purchases"]) {
      await visit(path, { width });
      await page.getByRole("table").first().waitFor();
      if (path === "/results") await whole();
      const [wide, room] = await page.evaluate<[number, number]>(widthAndRoom);
      expect([path, wide <= room]).toEqual([path, true]);
      if (path === "/results") await page.context().close();
    }
  });

  it.each(["ru-RU", "en-GB"])("is accessible, light and dark, %s", async (locale) => {
    await visit("/results", { locale });
    await page.getByRole("table").first().waitFor();
    await whole();
    expect(await faultsInBothThemes(page, "results")).toEqual([]);
    await page.goto("/results/cards");
    await page.getByRole("table").first().waitFor();
    expect(await faultsInBothThemes(page, "cards")).toEqual([]);
  });
});
