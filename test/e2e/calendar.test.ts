/** The business's calendar, gone through and changed in a real browser in the real program. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it } from "vitest";
import type { StaffRole } from "../../src/access/rights.ts";
import type { Calendar } from "../../src/business/calendar-contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, visitAs } from "../support/screens.ts";

onScreens("the calendar", (screens) => {
  async function visit(role: StaffRole, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await visitAs(screens(), role, "/calendar?year=2026", options);
    await page.getByRole("table").first().waitFor();
    return page;
  }
  const dayOf = async (date: string) =>
    (await ask<Calendar>(screens().demo, "/calendar?year=2026")).days.find((day) => day.date === date);
  const day = (page: Page, name: string) => page.getByRole("button", { name });

  it("makes a day a holiday that is greeted, and gives it back to the country", async () => {
    const page = await visit("owner");
    await day(page, "Пятница, 25 сентября: рабочий").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("По дню недели").waitFor();
    await dialog.getByRole("radio", { name: "нерабочий" }).check();
    await dialog.getByText("Назовите день на обоих языках").waitFor();
    await dialog.getByRole("textbox", { name: "Название по-русски" }).fill("День туризма");
    await dialog.getByRole("combobox", { name: "Поздравлять" }).selectOption("всех клиентов");
    // What is typed outlives the page.
    await page.reload();
    await day(page, "Пятница, 25 сентября: рабочий").click();
    await dialog.getByRole("textbox", { name: "Название по-английски" }).fill("Tourism Day");
    await dialog.getByRole("button", { name: "Сохранить" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page
      .getByRole("complementary", { name: "Особые дни" })
      .getByRole("listitem")
      .filter({ hasText: "День туризма" })
      .filter({ hasText: "поздравляем" })
      .waitFor();
    const name = { ru: "День туризма", en: "Tourism Day" };
    expect(await dayOf("2026-09-25")).toMatchObject({ kind: "holiday", name, own: true, forSex: null });

    await day(page, "Пятница, 25 сентября: нерабочий, День туризма").click();
    await dialog.getByRole("button", { name: "Как в календаре страны" }).click();
    await day(page, "Пятница, 25 сентября: рабочий").waitFor();
    expect(await dayOf("2026-09-25")).toBeUndefined();
  });

  it("goes by the keyboard alone, and works on a holiday of the country", async () => {
    const page = await visit("owner");
    await day(page, "Четверг, 11 июня: рабочий").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Пятница, 12 июня" });
    await dialog.getByText("Так в календаре страны").waitFor();
    await dialog.getByRole("radio", { name: "рабочий", exact: true }).check();
    await dialog.getByRole("textbox", { name: "Название по-русски" }).fill("Работаем");
    await dialog.getByRole("textbox", { name: "Название по-английски" }).fill("We are open");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    expect(await dayOf("2026-06-12")).toMatchObject({ kind: "working", own: true });
    await page.keyboard.press("Enter");
    await dialog.getByText(/В календаре страны этот день нерабочий/).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Следующий год" }).click();
    await page.getByText(/О переносах этого года программа не знает/).waitFor();
  });

  it("tells an operator what a day is, and takes nothing from them", async () => {
    const page = await visit("operator", { viewport: { width: 390, height: 844 } });
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(390);
    await day(page, "Пятница, 1 мая: нерабочий").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Так в календаре страны").waitFor();
    expect(await dialog.getByRole("radio").count()).toBe(0);
  });

  it.each(["ru-RU", "en-GB"])("is accessible, light and dark, %s", async (locale) => {
    const page = await visit("owner", { locale });
    expect(await faultsInBothThemes(page, "calendar year")).toEqual([]);
    await page.getByRole("button", { name: /^(Среда, 4 ноября|Wednesday, 4 November)/ }).click();
    await page.getByRole("dialog").waitFor();
    expect(await faultsInBothThemes(page, "calendar day")).toEqual([]);
  });
});
