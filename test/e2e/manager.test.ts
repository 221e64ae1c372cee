/** A manager's day in a real browser against the real program: who was handed over, what becomes of them, what is planned. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { Complaints } from "../../src/calls/contract.ts";
import type { Handoffs } from "../../src/handoffs/contract.ts";
import type { Timeline } from "../../src/reports/client-contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, visitAs, tell, type Demo } from "../support/screens.ts";

onScreens("the manager's workplace", (screens) => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  async function visit(options: BrowserContextOptions = {}, path = "/handoffs"): Promise<Page> {
    const page = await visitAs({ demo, browser }, "manager", path, {
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    if (path === "/handoffs")
      await page.getByRole("list", { name: /Переданные клиенты|Clients handed over/ }).waitFor();
    return page;
  }
  const handoffs = async () => (await ask<Handoffs>(demo, "/handoffs")).handoffs;

  it("closes a complaint with what was done, and today says which wait", async () => {
    const client = (await handoffs()).at(-1)?.client ?? "";
    await tell(demo, "POST", `/clients/${client}/complaints`, { words: "Гид опоздал на два часа" });
    const page = await visit({}, "/today");
    const waiting = page.getByRole("region", { name: "Ждут решения" });
    await waiting.getByRole("link", { name: /без ответа$/ }).click();
    const row = page
      .getByRole("list", { name: "Жалобы" })
      .getByRole("listitem")
      .filter({ hasText: "Гид опоздал" });
    await row.getByRole("button", { name: "Закрыть…" }).click();
    await page.keyboard.type("Извинились и вернули деньги за экскурсию");
    await page.reload();
    await row.getByRole("button", { name: "Закрыть…" }).click();
    expect(await row.getByLabel("Что сделали").inputValue()).toBe("Извинились и вернули деньги за экскурсию");
    await row.getByRole("button", { name: "Закрыть жалобу" }).click();
    await row.waitFor({ state: "detached" });
    const closed = await ask<Complaints>(demo, "/complaints?state=closed");
    expect(closed.complaints[0]).toMatchObject({
      client,
      closingWords: "Извинились и вернули деньги за экскурсию",
    });
  });

  it("shows who waits, the late ones first, and takes one by a key to the end of it", async () => {
    const page = await visit();
    const [first] = await handoffs();
    if (!first) throw new Error("the demo's managers have nobody waiting");
    expect(first.late).toBe(true);
    const rows = page.getByRole("list", { name: "Переданные клиенты" }).getByRole("listitem");
    await rows.first().getByRole("link", { name: first.name }).waitFor();
    await rows
      .first()
      .getByText(/^ждали до/)
      .waitFor();
    await page.keyboard.press("a");
    const own = async () => (await handoffs()).find(({ id }) => id === first.id);
    await expect.poll(async () => (await own())?.state).toBe("accepted");
    await rows.filter({ hasText: first.name }).getByText("принят").waitFor();

    await page.keyboard.press("w");
    await page.getByLabel("Заметка о клиенте").fill("Любит окно в первом ряду");
    await page.keyboard.press("Enter");
    await page.getByLabel("Заметка о клиенте").waitFor({ state: "hidden" });
    const said = async () =>
      (await ask<Timeline>(demo, `/clients/${first.client}/timeline?kind=change`)).entries;
    expect(JSON.stringify(await said())).toContain("Любит окно в первом ряду");

    await page.keyboard.press("b");
    await expect.poll(own).toBeUndefined();
    await rows.filter({ hasText: first.name }).waitFor({ state: "detached" });
  });

  it("passes a client on to somebody else with what they should know", async () => {
    const page = await visit();
    const before = await handoffs();
    const [, second] = before;
    await page.keyboard.press("j");
    await page.keyboard.press("p");
    const whom = page.getByLabel("Кому");
    await whom.waitFor();
    await page.getByLabel("Что важно знать").fill("Просили звонить после шести");
    await page.keyboard.press("Enter");
    await whom.waitFor({ state: "hidden" });
    const own = async () => (await handoffs()).find(({ id }) => id === second?.id);
    await expect.poll(async () => (await own())?.manager).not.toBeNull();
  });

  it("reminds oneself, under the same etiquette as everybody", async () => {
    const page = await visit();
    await page.keyboard.press("r");
    await page.getByLabel("О чём напомнить").fill("Прислать варианты по Алтаю");
    await page.keyboard.press("Enter");
    const reminders = page.getByRole("region", { name: "Мои напоминания" });
    await reminders.getByText("Прислать варианты по Алтаю").waitFor();
    expect(await reminders.getByRole("listitem").count()).toBe(1);
  });

  it("moves a plan on the board", async () => {
    const page = await visit();
    const card = page.getByRole("combobox", { name: /^Что с планом/ }).first();
    const name = (await card.getAttribute("aria-label")) ?? "";
    await card.selectOption("booked");
    await page.reload();
    await expect.poll(() => page.getByRole("combobox", { name }).first().inputValue()).toBe("booked");
  });

  it.each(["ru-RU", "en-GB"])("is accessible to everybody, light and dark: %s", async (locale) => {
    const page = await visit({ locale });
    await page.keyboard.press("p");
    expect(await faultsInBothThemes(page, "handoffs")).toEqual([]);
  });

  it.each([390, 768, 1440])("fits %i pixels", async (width) => {
    const page = await visit({ viewport: { width, height: 900 } });
    // Where there is room the scroll bar keeps its own.
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  });
});
