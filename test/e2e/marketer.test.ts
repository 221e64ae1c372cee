/** A marketer's day in a real browser against the real program: a chain rewritten, foreseen, switched on and off; a segment. */
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { ChainPage, Packs } from "../../src/chains/contract.ts";
import type { Issues } from "../../src/newsletters/contract.ts";
import type { Segment, SegmentClients } from "../../src/segments/contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, visitAs, type Demo } from "../support/screens.ts";

const patient = { timeout: 90_000 };
const digits = (text: string | null) => (text ?? "").replaceAll(/\D/g, "");

onScreens("the marketer's workplace", (screens) => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  const visit = (path: string, options: BrowserContextOptions = {}): Promise<Page> =>
    visitAs({ demo, browser }, "marketer", path, { viewport: { width: 1440, height: 900 }, ...options });
  const chainOf = (code: string) => ask<ChainPage>(demo, `/chains/${code}`);
  const tab = (page: Page, name: string) =>
    page.getByRole("navigation", { name: "Части цепочки" }).getByRole("link", { name }).click();

  it("rewrites a greeting that cannot hold an offer, sees it as a client will, and switches it on", async () => {
    const page = await visit("/chains");
    await page.getByRole("table", { name: "Цепочки" }).getByRole("link", { name: "Праздники" }).click();
    const line = page.getByRole("region", { name: "Шаги на линии времени" });
    await line.getByText("сам праздник").waitFor();
    await line.getByRole("link", { name: /в тот же день/ }).waitFor();
    await tab(page, "Слова");

    const preview = page.getByRole("region", { name: "Так это увидит клиент" });
    const person = preview.getByRole("group", { name: "На ком смотрим" });
    const shown = await person.locator("span").first().innerText();
    await person.getByRole("button", { name: "Другой клиент" }).click();
    const other = person.getByRole("listitem").getByRole("button").filter({ hasNotText: shown }).first();
    const name = await other.innerText();
    await other.click();
    await person.getByText(name).waitFor();

    const body = page.getByRole("textbox", { name: "Письмо" });
    await body.fill("{{ client.address }}, с праздником! Для Вас скидка на всё.");
    const wrong = page.getByRole("alert").filter({ hasText: "предложение" });
    await wrong.getByText(/строка \d+, знак \d+/).waitFor();
    const save = page.getByRole("button", { name: "Сохранить черновик" });
    expect(await save.isDisabled()).toBe(true);

    await body.fill("{{ client.adress }}, с праздником!");
    await page.getByRole("alert").filter({ hasText: "client.adress здесь неизвестно" }).waitFor();

    await body.fill(", с праздником! Пусть он будет долгим.");
    await body.press("Control+Home");
    await page.getByRole("button", { name: "обращение", exact: true }).click();
    expect(await body.inputValue()).toBe("{{ client.address }}, с праздником! Пусть он будет долгим.");
    await wrong.waitFor({ state: "hidden" });
    await preview.frameLocator("iframe").getByText("Пусть он будет долгим").waitFor();
    await save.click();
    const { version } = await expect
      .poll(async () => (await chainOf("holidays")).state, patient)
      .toBe("draft")
      .then(() => chainOf("holidays"));
    await page.getByRole("button", { name: `Черновик ${version}: включить…` }).click();
    const dialog = page.getByRole("dialog", { name: `Праздники: включить версию ${version}` });
    await dialog.getByRole("button", { name: "Включить" }).click();
    await page.getByText(`работает, версия ${version}`).waitFor();

    await page.getByRole("link", { name: "Версии" }).click();
    const both = page.getByRole("region", { name: `Версии ${version - 1} и ${version} рядом` });
    await both.getByText("Пусть он будет долгим").waitFor();
  });

  it("pauses a chain, resumes and retires it", async () => {
    const page = await visit("/chains/gift-waiting");
    const state = async () => (await chainOf("gift-waiting")).chain.state;
    await page.getByRole("button", { name: "Приостановить" }).click();
    await page.getByText("приостановлена, версия 1").waitFor();
    expect(await state()).toBe("paused");
    await page.getByRole("button", { name: "Возобновить" }).click();
    await page.getByText("работает, версия 1").waitFor();
    await page.getByRole("button", { name: "Что ещё можно" }).click();
    await page.getByRole("menuitem", { name: "Выключить" }).click();
    await page.getByText("выключена", { exact: true }).waitFor();
    expect(await state()).toBe("retired");
  });

  it("says where the text of a chain is wrong, and goes there", async () => {
    const page = await visit("/chains/after-trip?tab=yaml");
    const field = page.getByRole("textbox", { name: "Цепочка в YAML" });
    const text = await field.inputValue();
    const line = text.split("\n").findIndex((one) => one.includes("window:")) + 1;
    await field.fill(text.replace(/window: \w+/, "window: soon"));
    const place = page.getByRole("alert").getByRole("button", { name: `строка ${line}, знак` });
    await place.click();
    await page.getByText("Прогноз появится, когда в цепочке не будет ошибок.").waitFor();
    const at = await field.evaluate((area) => (area as unknown as { selectionStart: number }).selectionStart);
    expect((await field.inputValue()).slice(0, at).split("\n")).toHaveLength(line);
    // What is not saved is still there when the page is opened again.
    await page.reload();
    expect(await field.inputValue()).toContain("window: soon");
    await page.getByRole("button", { name: "Отбросить" }).click();
    await expect.poll(() => field.inputValue(), patient).toBe(text);
  });

  it("shows beside the edit what it would take", async () => {
    const page = await visit("/chains/after-trip");
    const forecast = page.getByRole("complementary", { name: "Что впереди" });
    await forecast.getByRole("combobox", { name: "За какие дни" }).selectOption({ label: "на 7 дней" });
    await forecast.getByText("По всей базе, при нынешних фактах").waitFor();
    const figure = (aside: typeof forecast, name: string) =>
      aside.getByRole("definition").nth(["Поводов", "Звонков", "Сообщений и писем"].indexOf(name));
    expect(Number(digits(await figure(forecast, "Звонков").innerText()))).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Убрать: Звонок" }).click();
    const changed = page.getByRole("complementary", { name: "Если включить сегодня" });
    await expect.poll(async () => digits(await figure(changed, "Звонков").innerText()), patient).toBe("0");
    expect(Number(digits(await figure(changed, "Сообщений и писем").innerText()))).toBeGreaterThan(0);
  });

  it("switches a whole pack on while a forecast is being counted", async () => {
    const page = await visit("/chains/after-trip");
    await page.getByText("Считаем по всей базе…").waitFor();
    await page.getByRole("link", { name: "Цепочки" }).first().click();
    await page.getByRole("button", { name: /^Включить.*: Клиника$/ }).click();
    const clinic = page.getByRole("listitem").filter({ hasText: "Клиника" });
    await clinic.getByText(/цепочек, все работают/).waitFor();
    const { packs } = await ask<Packs>(demo, "/packs");
    const all = packs.find(({ pack }) => pack === "clinic");
    expect(all && all.live + all.shared).toBe(all?.chains.length);
  });

  it("puts a segment together, counts it as it changes, and keeps it", async () => {
    const page = await visit("/segments");
    const count = page.getByRole("status").filter({ hasText: "клиентов" });
    await count.waitFor();
    const everybody = digits(await count.locator("span").first().innerText());
    await page.getByRole("combobox", { name: "Добавить условие…" }).selectOption({ label: "пол" });
    await page.getByRole("combobox", { name: "Пол" }).selectOption({ label: "женский" });
    const figure = async () => digits(await count.locator("span").first().innerText());
    await expect.poll(figure, patient).not.toBe(everybody);
    await page.getByRole("textbox", { name: "Название" }).fill("Женщины");
    await page.getByRole("button", { name: "Сохранить" }).click();
    const saved = page
      .getByRole("navigation", { name: "Сохранённые" })
      .getByRole("link", { name: "Женщины" });
    await saved.waitFor();
    const { items } = await ask<{ items: Segment[] }>(demo, "/segments");
    expect(items.map(({ name }) => name)).toContain("Женщины");
    const { clients } = await ask<SegmentClients>(demo, `/segments/${encodeURIComponent("Женщины")}/clients`);
    await page.getByRole("link", { name: clients[0]?.name ?? "" }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Цепочки" }).click();
    await page.getByRole("heading", { level: 1, name: "Цепочки" }).waitFor();
  });

  it("writes an issue of the newsletter, which keeps what it offers from being saved without its conditions", async () => {
    const page = await visit("/chains");
    await page
      .getByRole("link", { name: "Рассылка", exact: true })
      .and(page.locator("a[href='/newsletter']"))
      .click();
    await page.getByRole("textbox", { name: "Тема" }).fill("Зима на Байкале");
    await page.getByRole("textbox", { name: "Текст", exact: true }).fill("Неделя у льда, от 64 000 ₽.");
    await page.reload();
    expect(await page.getByRole("textbox", { name: "Тема" }).inputValue()).toBe("Зима на Байкале");
    await page.getByRole("button", { name: "Сохранить" }).click();
    await page
      .getByRole("alert")
      .filter({ hasText: /64\s000/ })
      .waitFor();
    await page.getByRole("textbox", { name: /^Условия/ }).fill("При оплате до 1 декабря, билеты отдельно.");
    await page.getByLabel("Кому").selectOption("Женщины");
    await page.getByRole("button", { name: "Сохранить" }).click();
    await page
      .getByRole("navigation", { name: "Выпуски" })
      .getByRole("link", { name: /Зима на Байкале/ })
      .waitFor();
    const { issues } = await ask<Issues>(demo, "/newsletter-issues");
    expect(issues[0]).toMatchObject({
      subject: { ru: "Зима на Байкале" },
      conditions: { ru: "При оплате до 1 декабря, билеты отдельно." },
      segment: "Женщины",
    });
    await page.getByRole("link", { name: /ушёл/ }).first().click();
    await page.getByRole("link", { name: "Кому ушёл и почему не остальным" }).waitFor();
    expect(await page.getByRole("textbox", { name: "Тема" }).count()).toBe(0);
  });

  it("is told once that the program is silent, however many of a page's questions are not answered", async () => {
    const page = await visit("/segments");
    await page.getByRole("status").filter({ hasText: "клиентов" }).waitFor();
    const unanswered = new Set<string>();
    const silent = "**/api/v1/segment*";
    await page.route(silent, (route) => {
      unanswered.add(new URL(route.request().url()).pathname);
      return route.abort();
    });
    await page.getByRole("combobox", { name: "Добавить условие…" }).selectOption({ label: "пол" });
    // As after the program was away: whatever stands on the page is asked for again.
    await page.evaluate("new BroadcastChannel('povod-live').postMessage(['*'])");
    await expect.poll(() => unanswered.size, patient).toBe(2);
    const told = page.getByRole("alert").filter({ hasText: "Программа не отвечает" });
    await told.first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(await told.count()).toBe(1);
    await page.unroute(silent);
    await told.getByRole("button", { name: "Повторить" }).click();
    await page.getByRole("status").filter({ hasText: "клиентов" }).waitFor();
    await expect.poll(() => told.count(), patient).toBe(0);
  });

  it("reads chains on a telephone, pauses one and switches it on again", async () => {
    const page = await visit("/today", { viewport: { width: 390, height: 844 } });
    const places = page.getByRole("navigation", { name: "Разделы" });
    await places.getByRole("button", { name: "Ещё" }).click();
    await page.getByRole("menuitem", { name: "Бонусы и карты" }).click();
    await page.waitForURL("**/bonuses");
    await places.getByRole("link", { name: "Цепочки" }).click();
    const fits = async () => {
      const width = await page.evaluate<number>("document.documentElement.scrollWidth");
      expect([page.url(), width]).toEqual([page.url(), 390]);
    };
    await page.getByRole("link", { name: "Выписка" }).waitFor();
    await fits();
    await page.getByRole("link", { name: "Сегменты" }).click();
    await page.getByRole("status").filter({ hasText: "клиентов" }).waitFor();
    await fits();
    await page.goBack();
    await page.getByRole("link", { name: "Выписка" }).click();
    await page.getByRole("button", { name: "Приостановить" }).click();
    await page.getByText("приостановлена, версия 1").waitFor();
    await fits();
    await page.getByRole("button", { name: "Возобновить" }).click();
    await page.getByText("работает, версия 1").waitFor();
  });

  it.each(["ru-RU", "en-GB"])("is accessible, light and dark, %s", async (locale) => {
    const page = await visit("/chains", { locale });
    const look = async (whole: Locator) => {
      await whole.first().waitFor();
      expect(await faultsInBothThemes(page, page.url())).toEqual([]);
    };
    // Within the page, so that what a chain would take is counted once.
    const follow = (address: string) => page.locator(`a[href$="${address}"]`).first().click();
    await look(page.getByRole("button", { name: /^(Включить|Switch on)/ }));
    await page.goto("/chains/birthday");
    await look(page.getByText(/^(По всей базе, при|Over the whole base)/));
    await follow("?tab=words");
    await look(page.getByRole("article"));
    await follow("?tab=chain");
    await look(page.getByRole("textbox", { name: /^(Название|Name in Russian)$/ }));
    await follow("?tab=yaml");
    await look(page.getByRole("textbox", { name: /YAML/ }));
    await follow("/versions");
    await look(page.getByRole("combobox"));
    await page.goto("/segments");
    await look(page.getByRole("status"));
    await page.goto("/newsletter");
    await look(page.getByRole("textbox").first());
  });
});
