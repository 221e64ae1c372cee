/** What the business wants to know of its clients, said in a real browser to the real program. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { WantedFacts } from "../../src/clients/completeness-contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, visitAs, type Demo } from "../support/screens.ts";

onScreens("wanted facts", (screens) => {
  let demo: Demo;
  let browser: Browser;
  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  const visit = (path: string, options: BrowserContextOptions = {}): Promise<Page> =>
    visitAs({ demo, browser }, "owner", path, options);
  const table = (page: Page) =>
    page.getByRole("table", { name: /^(Сколько клиентов с какой|How many clients are known)/ });

  it("are weighed with the base in sight, asked in one's own words, and kept", async () => {
    const page = await visit("/today");
    await page.getByRole("button", { name: /Владелец/ }).click();
    await page.getByRole("menuitem", { name: "Что хотим знать о клиентах" }).click();
    await table(page).waitFor();
    expect(await table(page).getByRole("columnheader", { name: "Станет" }).count()).toBe(0);
    await page.getByRole("spinbutton", { name: "Вес: отчество" }).fill("40");
    await page.getByRole("button", { name: "Спросить иначе: отчество" }).click();
    await page.getByRole("textbox", { name: "По-русски" }).fill("Как Вас величать?");
    await page.getByRole("button", { name: "Не нужно: пол" }).click();
    await table(page).getByRole("columnheader", { name: "Станет" }).waitFor();
    // What is typed outlives the page.
    await page.reload();
    await page.getByRole("button", { name: "Сохранить" }).click();
    await table(page).getByRole("columnheader", { name: "Станет" }).waitFor({ state: "hidden" });
    const { facts, offered } = await ask<WantedFacts>(demo, "/wanted-facts");
    expect(facts[0]).toMatchObject({ fact: "patronymic", worth: 40, question: "Как Вас величать?" });
    expect(offered.map(({ fact }) => fact)).toContain("sex");
  });

  it("are said on a telephone too", async () => {
    const page = await visit("/wanted-facts", { viewport: { width: 390, height: 844 } });
    await table(page).waitFor();
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(390);
  });

  it.each(["ru-RU", "en-GB"])("is accessible, light and dark, %s", async (locale) => {
    const page = await visit("/wanted-facts", { locale });
    await table(page).waitFor();
    await page
      .getByRole("button", { name: /^(Спросить иначе|Ask in other words)/ })
      .first()
      .click();
    expect(await faultsInBothThemes(page, "wanted facts")).toEqual([]);
  });
});
