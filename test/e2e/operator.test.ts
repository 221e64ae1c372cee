/** An operator's day by the keyboard alone, in a real browser against the real program, on a clock that stands at noon. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { StaffRole } from "../../src/access/rights.ts";
import type { CallQueue } from "../../src/reports/call-screen-contract.ts";
import type { Calls } from "../../src/reports/contract.ts";
import type { ClientPage } from "../../src/reports/client-contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, signedInAs, tell, type Demo } from "../support/screens.ts";

onScreens("the operator's workplace", (screens) => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  async function visit(
    role: StaffRole,
    options: BrowserContextOptions = {},
    path = "/calls/now",
  ): Promise<Page> {
    const context = await browser.newContext({
      ...(await signedInAs(demo, role)),
      locale: "ru-RU",
      colorScheme: "light",
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    // No telephone is connected to this machine: a browser that asks which one to use hears no key.
    await page.addInitScript(
      "document.addEventListener('click', (event) => { if (event.target.closest('a[href^=\"tel:\"]')) event.preventDefault(); }, true)",
    );
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    return page;
  }

  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const number = (page: Page) => page.getByRole("link", { name: /^\+7/ });
  const between = (page: Page) => page.getByRole("button", { name: "Следующий звонок" });
  const name = async (page: Page) => (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  const client = async (page: Page) =>
    (await page.getByRole("heading", { level: 1 }).getByRole("link").getAttribute("href"))
      ?.split("/")
      .at(-1) ?? "";
  const shift = async (page: Page) =>
    ((await (await page.request.get("/api/v1/calls/queue")).json()) as CallQueue).shift;
  async function take(page: Page): Promise<string> {
    await between(page).waitFor();
    await press(page, "n");
    await number(page).waitFor();
    return client(page);
  }
  /** Whoever leaves the page has meant what was pressed: nothing waits for its ten seconds. */
  async function leave(page: Page): Promise<void> {
    await page.goto("/calls");
    await page.getByRole("heading", { level: 1 }).waitFor();
  }

  it("takes a call by one key, and shows it whole without scrolling", async () => {
    const page = await visit("operator", {}, "/calls");
    await page.getByRole("link", { name: "Следующий звонок" }).waitFor();
    await press(page, "n");
    await take(page);
    expect(await page.getByRole("list", { name: "Сценарий" }).getByRole("listitem").count()).toBeGreaterThan(
      0,
    );
    expect(await number(page).getAttribute("href")).toMatch(/^tel:\+7\d{10}$/);
    await page
      .getByRole("complementary", { name: "О клиенте" })
      .getByRole("heading", { name: "Дальше" })
      .waitFor();
    const sizes = await page.evaluate<number[]>(
      "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]",
    );
    expect(sizes).toEqual([900, 1440]);
    await press(page, "r");
    await between(page).waitFor();
  });

  it("keeps the button of the next call where it is while the last one can be taken back", async () => {
    const page = await visit("operator");
    const place = () => between(page).boundingBox();
    await between(page).waitFor();
    await page.getByText(/Самый важный придёт первым/).waitFor();
    const before = await place();
    await take(page);
    await press(page, "2");
    await page.getByText("Не отвечает · ").waitFor();
    expect(await place()).toEqual(before);
    await press(page, "u");
    await number(page).waitFor();
    await press(page, "r");
    await between(page).waitFor();
  });

  it("keeps the focus when no next call can be asked for, and takes the trouble back by itself", async () => {
    const page = await visit("operator");
    await between(page).waitFor();
    const silent = /\/api\/v1\/(?:calls|live)/;
    await page.route(silent, (route) => route.abort());
    await page.reload();
    await between(page).focus();
    await press(page, "n");
    await page.getByRole("alert").getByText("Программа не отвечает").waitFor();
    expect(await page.locator(":focus").textContent()).toContain("Следующий звонок");
    await page.unroute(silent);
    await page.getByRole("alert").waitFor({ state: "hidden" });
    await take(page);
    await press(page, "r");
  });

  it("loads at most 250 KB of scripts and styles the first time, as they travel, in at most 16 files", async () => {
    const context = await browser.newContext({ ...(await signedInAs(demo, "operator")), locale: "ru-RU" });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    let bytes = 0;
    let files = 0;
    devtools.on("Network.responseReceived", ({ type, response: { headers } }) => {
      if (type !== "Script" && type !== "Stylesheet") return;
      bytes += Number(headers["content-length"]);
      files++;
    });
    await page.goto("/calls/now");
    await between(page).waitFor();
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(250_000);
    expect(files).toBeLessThanOrEqual(16);
  });

  it("ends calls by a key each, undoes the last, promises a time, silences who asks for it", async () => {
    const page = await visit("operator");
    const first = await take(page);
    await press(page, "Space");
    await page.getByText(/^0:0\d$/).waitFor();
    await press(page, "w");
    await page.keyboard.type("Летает с мамой, просит первую линию");
    await press(page, "Escape", "1");
    await page.getByText("Поговорили · ").waitFor();
    await press(page, "u");
    await number(page).waitFor();
    expect(await client(page)).toBe(first);
    await expect
      .poll(() => page.getByLabel("Что сказал клиент").inputValue())
      .toBe("Летает с мамой, просит первую линию");
    await press(page, "1");

    const second = await take(page);
    expect(second).not.toBe(first);
    await press(page, "2");
    const third = await take(page);
    await press(page, "4");
    await page.getByRole("dialog", { name: "Когда перезвонить" }).waitFor();
    await press(page, "2");
    await between(page).waitFor();
    await leave(page);
    await expect.poll(() => shift(page)).toMatchObject({ made: 3, talked: 2 });
    const promised = await ask<ClientPage>(demo, `/clients/${third}`);
    expect(promised.profile.id).toBe(third);

    await page.goto("/calls/now");
    const fourth = await take(page);
    await press(page, "0");
    await leave(page);
    const wishes = async () => (await ask<ClientPage>(demo, `/clients/${fourth}`)).profile.wishes;
    await expect
      .poll(async () => (await wishes()).filter(({ inForce }) => inForce))
      .toMatchObject([{ scope: "everything", words: "Просьба по телефону: больше не беспокоить" }]);
    await page.goto("/calls/now");
    expect(await take(page)).not.toBe(first);
    await press(page, "r");
    await between(page).waitFor();
  });

  it("writes a complaint down in the client's words, and not without them", async () => {
    const page = await visit("operator");
    const whom = await take(page);
    await press(page, "7");
    await page.getByText("Запишите, на что жалуется клиент").waitFor();
    await page.keyboard.type("Ждали трансфер три часа");
    await press(page, "Escape", "7");
    await between(page).waitFor();
    await leave(page);
    const opened = async () =>
      (await ask<{ complaints: { client: string; words: string }[] }>(demo, "/complaints")).complaints.filter(
        ({ client: one }) => one === whom,
      );
    await expect.poll(opened).toMatchObject([{ words: expect.stringContaining("Ждали трансфер три часа") }]);
  });

  it("saves what is asked straight into the profile", async () => {
    const { calls } = await ask<Calls>(demo, "/calls");
    const asking = calls.filter(({ questions }) => questions.some(({ fact }) => fact === "hours"));
    for (const { touch, client: whom } of asking) {
      const page = await visit("operator", {}, `/calls/now?touch=${touch}`);
      await number(page).waitFor();
      const hours = page.getByRole("textbox", { name: "В какие часы Вам удобно говорить?" });
      const isAsked = (await client(page)) === whom && (await hours.count()) > 0;
      if (isAsked) {
        await hours.focus();
        await page.keyboard.type("с 11 до 17");
        await press(page, "Enter");
        await page.getByText("записано").waitFor();
        expect((await ask<ClientPage>(demo, `/clients/${whom}`)).profile.hours).toEqual({
          from: "11:00",
          to: "17:00",
        });
        await press(page, "Escape");
      }
      await press(page, "r");
      await between(page).waitFor();
      await page.close();
      if (isAsked) return;
    }
    throw new Error("nobody's hours are asked for");
  });

  it("never gives one person to two operators at once", async () => {
    const [operator, owner] = await Promise.all([visit("operator"), visit("owner")]);
    const clients = await Promise.all([take(operator), take(owner)]);
    expect(new Set(clients).size).toBe(2);
    await Promise.all([press(operator, "r"), press(owner, "r")]);
    await Promise.all([between(operator).waitFor(), between(owner).waitFor()]);
  });

  it("says at once that a client who asked not to be disturbed must not be called any more", async () => {
    const page = await visit("operator");
    const wish = { scope: "everything", words: "Больше не звоните" };
    await tell(demo, "POST", `/clients/${await take(page)}/wishes`, wish);
    await page.getByRole("alert").filter({ hasText: "Звонить этому клиенту уже нельзя" }).waitFor();
    expect(await number(page).count(), "nothing to dial with").toBe(0);
    await press(page, "r");
    await between(page).waitFor();
  });

  it("keeps what was typed when the session ends in the middle of a call, and through a reload", async () => {
    const page = await visit("operator");
    const whom = await take(page);
    await press(page, "w");
    await page.keyboard.type("Спросила про Алтай");
    await press(page, "Escape");
    await page.context().clearCookies();
    await press(page, "Space");
    const again = page.getByRole("dialog");
    await again.waitFor();
    await again.getByRole("button", { name: /^Оператор/ }).click();
    await again.waitFor({ state: "hidden" });
    expect(await client(page)).toBe(whom);
    expect(await page.getByLabel("Что сказал клиент").inputValue()).toBe("Спросила про Алтай");
    await page.reload();
    await number(page).waitFor();
    expect(await client(page)).toBe(whom);
    expect(await page.getByLabel("Что сказал клиент").inputValue()).toBe("Спросила про Алтай");
    await press(page, "r");
    await between(page).waitFor();
  });

  it("loses nothing while the program is silent: the outcome waits and is sent again", async () => {
    const page = await visit("operator");
    await take(page);
    const { made = 0 } = (await shift(page)) ?? {};
    await page.route("**/api/v1/**", (route) => route.abort());
    await press(page, "w");
    await page.keyboard.type("Всё хорошо");
    await press(page, "Escape", "1");
    await page.getByText("1 запись ждёт отправки").waitFor();
    await page.unroute("**/api/v1/**");
    await expect.poll(async () => (await shift(page))?.made).toBe(made + 1);
    await page.getByText("1 запись ждёт отправки").waitFor({ state: "hidden" });
  });

  it("hears of what colleagues do", async () => {
    const [page, colleague] = await Promise.all([visit("operator"), visit("owner")]);
    const waiting = page.getByRole("complementary", { name: "Очередь" }).getByRole("heading", { level: 2 });
    await waiting.filter({ hasText: /\d/ }).waitFor();
    const before = await waiting.textContent();
    await take(colleague);
    await expect.poll(() => waiting.textContent()).not.toBe(before);
    await press(colleague, "r");
    await expect.poll(() => waiting.textContent()).toBe(before);
  });

  it.each(["ru-RU", "en-GB"])("is accessible to everybody, light and dark: %s", async (locale) => {
    const page = await visit("operator", { locale });
    const faults = (part: string) =>
      faultsInBothThemes(page, part, { rules: { "target-size": { enabled: true } } });
    expect(await faults("between")).toEqual([]);
    await press(page, "n");
    await number(page).waitFor();
    expect(await faults("call")).toEqual([]);
    await press(page, "4");
    await page.getByRole("dialog").waitFor();
    expect(await faults("promise")).toEqual([]);
    await press(page, "Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await press(page, "r");
    await number(page).waitFor({ state: "hidden" });
  });

  it.each([390, 768, 1440])("fits %i pixels", async (width) => {
    const page = await visit("operator", { viewport: { width, height: 900 } });
    const wide = () => page.evaluate<number>("document.documentElement.scrollWidth");
    expect(await wide()).toBe(width);
    await take(page);
    expect(await wide()).toBe(width);
    expect(await name(page)).not.toBe("");
    await press(page, "r");
    await between(page).waitFor();
  });
});
