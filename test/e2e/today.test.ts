/** A day as a person sees it, in a real browser against the real program, found by role and label. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { ClientPage } from "../../src/reports/client-contract.ts";
import type { Calls, Today, Touches } from "../../src/reports/contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, type Demo } from "../support/screens.ts";

const plain = (text: string | null) => (text ?? "").replaceAll(/\s+/g, " ").trim();

/** Every page; one of them is a client's. */
const pages = (client: string): string[] => [
  "/today",
  "/calls",
  "/touches",
  "/clients",
  `/clients/${client}`,
  "/duplicates",
  "/bonuses",
  "/letters",
];

onScreens("the screens", (screens) => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      baseURL: demo.address,
      locale: "ru-RU",
      colorScheme: "light",
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    return page;
  }

  const heading = async (page: Page) => plain(await page.getByRole("heading", { level: 1 }).textContent());

  /** Somebody whose bonus burns soon, happening or not. */
  async function burning(): Promise<{ id: string; page: ClientPage }> {
    const { touches } = await ask<Touches>(demo, "/touches?chain=bonus-burn");
    for (const touch of touches) {
      const page = await ask<ClientPage>(demo, `/clients/${touch.client}`);
      if (page.cards.some((card) => card.balance !== "0.00")) return { id: touch.client, page };
    }
    throw new Error("nobody's bonus burns");
  }

  it("says what happens today, in numbers that agree with the program", async () => {
    const page = await visit("/");
    const chains = page.getByRole("table", { name: "Цепочки" });
    await chains.waitFor();
    const today = await ask<Today>(demo, "/today");
    expect(new URL(page.url()).pathname).toBe("/today");
    expect(await heading(page)).toMatch(
      /^(Понедельник|Вторник|Среда|Четверг|Пятница|Суббота|Воскресенье), \d+ /,
    );
    expect(await chains.getByRole("row").count()).toBe(today.chains.length + 1);
    for (const chain of today.chains) {
      // A reason beside another chain may name a birthday too.
      const row = chains.getByRole("row").filter({ has: page.getByText(chain.name, { exact: true }) });
      const cells = (await row.getByRole("cell").allTextContents()).map((cell) =>
        Number.parseInt(cell.replaceAll(/(?<=\d)\s(?=\d)/g, ""), 10),
      );
      expect(cells.slice(1, 3), chain.name).toEqual([chain.occasions, chain.planned]);
    }
    const burning = page.getByRole("list", { name: "День в числах" }).getByText("сгорят за 30 дней");
    await burning.waitFor();
  });

  it("leads from a reason to the list behind it, and there to what every rule said", async () => {
    const page = await visit("/today");
    const today = await ask<Today>(demo, "/today");
    const chain = today.chains.find((one) => one.reasons.length > 0);
    const reason = chain?.reasons[0];
    if (!chain || !reason) throw new Error("every rule of the demo has something to say");
    const row = page.getByRole("table", { name: "Цепочки" }).getByRole("row").filter({ hasText: chain.name });
    const count = String(reason.count).replaceAll(/\B(?=(?:\d{3})+$)/g, "\\s");
    await row.getByRole("link", { name: new RegExp(`^${count} ${reason.text}$`) }).click();
    const touches = page.getByRole("table", { name: "Касания" });
    await touches.waitFor();
    expect(new URL(page.url()).searchParams.get("chain")).toBe(chain.chain);
    expect(await heading(page)).toMatch(new RegExp(`^${count} касани`));
    await touches.getByRole("button", { name: "Почему так" }).first().click();
    const verdicts = touches.getByRole("list", { name: "Почему так" }).getByRole("listitem");
    expect(await verdicts.count()).toBeGreaterThan(3);
    expect(await verdicts.filter({ hasText: /^(нет|не сейчас)/ }).count()).toBeGreaterThan(0);

    await page.getByRole("link", { name: `Убрать: ${chain.name}` }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has("chain")).toBe(false);
  });

  it("opens a client from the call list", async () => {
    const page = await visit("/calls");
    const { calls, total } = await ask<Calls>(demo, "/calls");
    const [first] = calls;
    if (!first) throw new Error("at noon there is somebody to call");
    await page.getByRole("heading", { level: 1, name: new RegExp(`^${total} звон`) }).waitFor();
    const row = page.getByRole("row").filter({ hasText: first.name }).first();
    if (first.phone)
      expect(await row.getByRole("link").last().getAttribute("href")).toBe(`tel:${first.phone}`);
    await row.getByRole("link", { name: first.name }).click();
    await page.getByRole("heading", { level: 2, name: "Как было" }).waitFor();
    expect(page.url()).toContain(`/clients/${first.client}`);
    expect(await heading(page)).toContain(first.address);
  });

  it("answers why the bonus burns on that day, and shows what happened with the rules' words", async () => {
    const { id, page: client } = await burning();
    const page = await visit(`/clients/${id}`);
    const card = client.cards.find((one) => one.balance !== "0.00");
    const why = page.getByRole("button", { name: /^почему \d+/ }).first();
    expect(await why.getAttribute("aria-expanded")).toBe("false");
    await why.click();
    const said = plain(await page.locator(`[id="${await why.getAttribute("aria-controls")}"]`).textContent());
    expect(client.cards.map((one) => plain(one.whyThisDate))).toContain(said);
    expect(card?.burnsOn).toBeDefined();

    const line = page.getByRole("region", { name: "Как было" });
    await line.getByRole("link", { name: "Касания" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("kind")).toBe("touch");
    await line.getByRole("button", { name: "Почему так" }).first().click();
    await line.getByRole("list", { name: "Почему так" }).getByRole("listitem").first().waitFor();

    const day = page.getByRole("region", { name: "Что на этот день" });
    await day
      .getByText(/сгорят|бонус/i)
      .first()
      .waitFor();
    await day.getByRole("link", { name: "Следующий день" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has("on")).toBe(true);
  });

  it("finds a client by the keyboard alone", async () => {
    const { page: client } = await burning();
    const page = await visit("/today");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Клавиши" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    const find = page.getByRole("searchbox", { name: "Найти клиента" });
    await find.waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type(client.cards[0]?.number ?? "");
    const found = page.getByRole("table", { name: "Клиенты" }).getByRole("row");
    await expect.poll(() => found.count()).toBe(2);
    await page.getByRole("link", { name: client.profile.name }).waitFor();
  });

  it("speaks English and turns dark, and remembers both", async () => {
    const page = await visit("/today");
    await page.getByRole("button", { name: "Язык и вид" }).click();
    await page.getByRole("menuitemradio", { name: "English" }).click();
    await page.getByRole("table", { name: "Chains" }).waitFor();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await expect.poll(() => background(page)).toBe("rgb(22, 22, 20)");
    await page.reload();
    await page.getByRole("table", { name: "Chains" }).waitFor();
    expect(await background(page)).toBe("rgb(22, 22, 20)");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
  });

  it("fits a telephone", async () => {
    const { id } = await burning();
    for (const path of pages(id)) {
      const page = await visit(path, { viewport: { width: 390, height: 844 } });
      const places = page.getByRole("navigation", { name: "Разделы" });
      await places.getByRole("button", { name: "Ещё" }).waitFor();
      expect(await places.getByRole("link").allInnerTexts()).toEqual([
        "Сегодня",
        "Клиенты",
        "Итоги",
        "Бонусы",
      ]);
      const bar = await places.boundingBox();
      expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBe(844);
      await page.waitForLoadState("networkidle");
      const width = await page.evaluate<number>("document.documentElement.scrollWidth");
      expect(width, path).toBe(390);
      expect(await lowButtons(page), path).toEqual([]);
    }
  });

  it("keeps what is on the screen and offers to try again when the program falls silent", async () => {
    const page = await visit("/today");
    await page.getByRole("table", { name: "Цепочки" }).waitFor();
    await page.route("**/api/v1/clients**", (route) => route.abort());
    await page.getByRole("link", { name: "Клиенты" }).click();
    await page.getByRole("alert").getByText("Программа не отвечает").waitFor();
    await page.unroute("**/api/v1/clients**");
    await page.getByRole("button", { name: "Повторить" }).click();
    await page.getByRole("table", { name: "Клиенты" }).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);

    // Where changes are heard of again, nobody has to press anything.
    const silent = /\/api\/v1\/(?:clients|live)/;
    await page.route(silent, (route) => route.abort());
    await page.reload();
    await page.getByRole("alert").getByText("Программа не отвечает").waitFor();
    await page.unroute(silent);
    await page.getByRole("table", { name: "Клиенты" }).waitFor();
  });

  it("says once that the program is silent, and goes on by itself as soon as it answers", async () => {
    const page = await visit("/today");
    await page.getByRole("table", { name: "Цепочки" }).waitFor();
    const silent = /\/api\/v1\/(?:reports|live)/;
    await page.route(silent, (route) => route.abort());
    await page.getByRole("link", { name: "Итоги" }).click();
    const alert = page.getByRole("alert");
    await expect.poll(() => alert.count()).toBe(1);
    await alert.getByText("Программа не отвечает").waitFor();

    // The whole program is away when the page is opened: there is no frame yet, and nobody presses anything.
    await page.route("**/api/v1/**", (route) => route.abort());
    await page.reload();
    await alert.getByText("Программа не отвечает").waitFor();
    await page.unroute("**/api/v1/**");
    await page.unroute(silent);
    await page.getByRole("navigation", { name: "Разделы" }).waitFor();
    await page.getByRole("table", { name: "Сегодня и этот месяц" }).waitFor();
  });

  it("is accessible to everybody, light and dark", async () => {
    const { id } = await burning();
    const page = await visit("/today");
    for (const path of [...pages(id), "/nowhere"]) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      expect(await faultsInBothThemes(page, path)).toEqual([]);
    }
  });
});

/** What a finger would miss. */
const lowButtons = (page: Page): Promise<string[]> =>
  page
    .getByRole("main")
    .getByRole("button")
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => button.getBoundingClientRect().height < 44)
        .map((button) => button.textContent ?? ""),
    );

const background = (page: Page): Promise<string> =>
  page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
