/** The rules of the etiquette, changed in a real browser in the real program. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it } from "vitest";
import type { StaffRole } from "../../src/access/rights.ts";
import type { Etiquette } from "../../src/planning/contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, visitAs } from "../support/screens.ts";

onScreens("the rules", (screens) => {
  async function visit(role: StaffRole, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await visitAs(screens(), role, "/rules", options);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    return page;
  }
  const kept = () => ask<Etiquette>(screens().demo, "/etiquette");
  const advertising = (page: Page) => page.getByRole("textbox", { name: "Реклама не чаще раза в" });
  const changes = (page: Page) => page.getByRole("complementary", { name: "Что изменится" });
  const save = (page: Page) => page.getByRole("button", { name: "Сохранить" });

  it("are changed within their bounds, with what changes in sight, and not lost on the way", async () => {
    const page = await visit("owner");
    await advertising(page).fill("3");
    await page.getByRole("alert").filter({ hasText: "от 7 до 365 дней" }).waitFor();
    expect(await save(page).isDisabled()).toBe(true);

    await advertising(page).fill("21");
    await changes(page).getByText("14 → 21 день").waitFor();
    await changes(page)
      .getByRole("status")
      .getByText(/касани/)
      .first()
      .waitFor();
    const cost = page.getByRole("textbox", { name: "Звонок", exact: true });
    await cost.fill("75,5");
    await changes(page)
      .getByText(/60 → 75,50/)
      .waitFor();

    // The program is away: what is typed stays, through a reload too.
    await page.route("**/api/v1/etiquette", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.continue(),
    );
    await save(page).click();
    await page.getByRole("alert").filter({ hasText: "Программа не отвечает" }).waitFor();
    await page.unroute("**/api/v1/etiquette");
    await page.reload();
    await changes(page).getByText("14 → 21 день").waitFor();
    expect(await kept()).toMatchObject({ advertisingDays: 14, callCost: 6000 });

    await save(page).click();
    await changes(page).getByText("Пока ничего").waitFor();
    expect(await kept()).toMatchObject({ advertisingDays: 21, callCost: 7550 });
    await page
      .getByRole("button", { name: "вернуть 14 дней, как по умолчанию: Реклама не чаще раза в" })
      .click();
    await save(page).click();
    await changes(page).getByText("Пока ничего").waitFor();
    expect(await kept()).toMatchObject({ advertisingDays: 14 });
  });

  it("tell whoever changes one that somebody else has changed it, and keep what both have typed", async () => {
    const mine = await visit("owner");
    const theirs = await visit("administrator");
    for (const [page, days] of [
      [mine, "30"],
      [theirs, "45"],
    ] as const)
      await page.getByRole("textbox", { name: "Тишина после разговора" }).fill(days);
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    await mine.route("**/api/v1/etiquette", async (route) => {
      if (route.request().method() === "GET") await answered;
      await route.continue();
    });
    await save(theirs).click();
    await changes(theirs).getByText("Пока ничего").waitFor();
    const refused = mine.waitForResponse((response) => response.status() === 412);
    await save(mine).click();
    await refused;
    answer();
    await mine.getByRole("alert").filter({ hasText: "успели изменить" }).waitFor();
    await mine.getByText("Тем временем кто-то поставил 45 дней").waitFor();
    expect((await kept()).recentlySpokeDays).toBe(45);
    await save(mine).click();
    await changes(mine).getByText("Пока ничего").waitFor();
    expect((await kept()).recentlySpokeDays).toBe(30);
  });

  it("are read by an operator and changed by none", async () => {
    const page = await visit("operator");
    await page.getByText(/Не настраивается: умершим/).waitFor();
    expect(await page.getByRole("textbox").count()).toBe(0);
    expect(await save(page).count()).toBe(0);
  });

  it.each(["ru-RU", "en-GB"])("are accessible with something changed, light and dark, %s", async (locale) => {
    const page = await visit("owner", { locale });
    await page.getByRole("textbox", { name: /^(Тишина после отказа|Silence after a refusal)/ }).fill("1");
    await page.getByRole("textbox", { name: /^(Реклама|Advertising)/ }).fill("60");
    await page.getByRole("alert").waitFor();
    expect(await faultsInBothThemes(page, "rules out of bounds")).toEqual([]);
    await page.getByRole("textbox", { name: /^(Тишина после отказа|Silence after a refusal)/ }).fill("365");
    await page
      .getByRole("complementary")
      .getByRole("status")
      .getByText(/касани|touch/)
      .first()
      .waitFor();
    expect(await faultsInBothThemes(page, "rules changed")).toEqual([]);
  });
});
