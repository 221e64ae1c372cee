/** Ctrl K by the keyboard alone: it finds a place, a client and what can be set, in both languages. */
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { StaffRole } from "../../src/access/rights.ts";
import type { FoundClients } from "../../src/clients/contract.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, signedInAs, type Demo } from "../support/screens.ts";

const words = {
  "ru-RU": {
    palette: "Найти или сделать что угодно",
    place: "передачи",
    dark: "тёмный",
    lang: "ru",
    other: "english",
    otherLang: "en",
    nothing: "Ничего похожего.",
  },
  "en-GB": {
    palette: "Find or do anything",
    place: "handoffs",
    dark: "dark",
    lang: "en",
    other: "русский",
    otherLang: "ru",
    nothing: "Nothing like it.",
  },
} as const;
type Locale = keyof typeof words;

onScreens("Ctrl K", (screens) => {
  let demo: Demo;
  let browser: Browser;
  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  async function visit(locale: Locale, role: StaffRole = "owner"): Promise<Page> {
    const context = await browser.newContext({
      ...(await signedInAs(demo, role)),
      locale,
      colorScheme: "light",
    });
    const page = await context.newPage();
    await page.goto("/clients");
    await page.getByRole("heading", { level: 1 }).waitFor();
    return page;
  }
  const field = (page: Page, locale: Locale) => page.getByRole("textbox", { name: words[locale].palette });
  async function type(page: Page, locale: Locale, text: string): Promise<void> {
    await page.keyboard.press("Control+k");
    await field(page, locale).waitFor();
    await page.keyboard.type(text);
  }
  const path = (page: Page) => new URL(page.url()).pathname;

  for (const locale of ["ru-RU", "en-GB"] as const) {
    it(`goes to a place, opens a client, sets the look and the language: ${locale}`, async () => {
      const said = words[locale];
      const page = await visit(locale);
      await type(page, locale, said.place);
      await page.keyboard.press("Enter");
      await expect.poll(() => path(page)).toBe("/handoffs");
      await field(page, locale).waitFor({ state: "hidden" });

      const { clients } = await ask<FoundClients>(demo, `/clients?find=${encodeURIComponent("Анна")}`);
      const [, wanted] = clients;
      if (!wanted) throw new Error("the demo knows several who are called Anna");
      await type(page, locale, wanted.name);
      await page.getByRole("button", { name: wanted.name }).first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await expect.poll(() => path(page)).toMatch(/^\/clients\/[\da-f-]{36}$/);
      const givenName = wanted.name.split(" ")[1] ?? "";
      await page.getByRole("heading", { level: 1, name: new RegExp(givenName) }).waitFor();

      const html = page.locator("html");
      await type(page, locale, said.dark);
      await page.keyboard.press("Enter");
      await expect.poll(() => html.getAttribute("data-mantine-color-scheme")).toBe("dark");
      expect(await html.getAttribute("lang")).toBe(said.lang);
      await type(page, locale, said.other);
      await page.keyboard.press("Enter");
      await expect.poll(() => html.getAttribute("lang")).toBe(said.otherLang);
    });
  }

  it("says that there is nothing, closes by Escape and gives the keys back", async () => {
    const page = await visit("ru-RU");
    await type(page, "ru-RU", "ыыыыы");
    await page.getByText(words["ru-RU"].nothing).waitFor();
    await page.keyboard.press("Escape");
    await field(page, "ru-RU").waitFor({ state: "hidden" });
    expect(path(page)).toBe("/clients");
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
  });

  it("stands in the rail, takes the first finding by Enter, and gives back what had the focus", async () => {
    const page = await visit("ru-RU");
    const button = page.getByRole("button", { name: /^Найти\s*Ctrl K$/ });
    await button.focus();
    await page.keyboard.press("Enter");
    await field(page, "ru-RU").waitFor();
    const chosen = page.locator("[data-action][data-selected]");
    expect(await chosen.textContent()).toMatch(/^Сегодня/);
    // What was chosen among all places is not chosen among those that fit.
    for (let pressed = 0; pressed < 5; pressed++) await page.keyboard.press("ArrowDown");
    await page.keyboard.type("итоги");
    expect(await chosen.textContent()).toMatch(/^Итоги/);
    await page.keyboard.press("Escape");
    await field(page, "ru-RU").waitFor({ state: "hidden" });
    await expect.poll(() => page.locator(":focus").textContent()).toMatch(/^Найти/);
    await type(page, "ru-RU", "итоги");
    await page.keyboard.press("Enter");
    await expect.poll(() => path(page)).toBe("/results");
  });

  it("lists the keys by where they work, of nobody else's screens", async () => {
    const page = await visit("ru-RU", "desk");
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Клавиши" });
    await keys.waitFor();
    expect(await keys.getByRole("heading", { level: 3 }).allTextContents()).toEqual([
      "Везде",
      "Разделы",
      "Стойка",
    ]);
  });

  it("offers nobody a place that is not theirs", async () => {
    const page = await visit("ru-RU", "operator");
    await type(page, "ru-RU", "итоги");
    await page.getByText(words["ru-RU"].nothing).waitFor();
    expect(await page.getByRole("button", { name: "Итоги" }).count()).toBe(0);
  });
});
