/** Coming in and going out as people do it, in a real browser against the real program. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { demoPassword as password } from "../../src/demo/actions/open-accounts.ts";
import { tokenOf } from "../../src/delivery/stop-link.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, demoSecret, signedInAs, startEmpty, tell, type Demo } from "../support/screens.ts";
import { totpOf } from "../support/totp.ts";

const pages = [
  "/account",
  "/staff",
  "/rules",
  "/calendar",
  "/wanted-facts",
  "/webhooks",
  "/api-keys",
  "/audit",
];

onScreens("the door", (screens) => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      baseURL: demo.address,
      locale: "ru-RU",
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    return page;
  }
  const places = (page: Page) =>
    page.getByRole("navigation", { name: "Разделы" }).getByRole("link").allInnerTexts();
  const me = (page: Page, role: string) => page.getByRole("button", { name: new RegExp(`, ${role}$`) });
  async function leave(page: Page, role: string): Promise<void> {
    await me(page, role).click();
    await page.getByRole("menuitem", { name: "Выйти" }).click();
    await page.getByRole("heading", { level: 1, name: "Вход" }).waitFor();
  }
  async function signIn(page: Page, email: string): Promise<void> {
    await page.getByLabel("Электронная почта").fill(email);
    await page.getByLabel("Пароль", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Войти", exact: true }).click();
  }

  it("lets a newcomer of the demo in at once, and shows each role its own places", async () => {
    const page = await visit("/");
    await me(page, "Владелец").click();
    await page.getByRole("menuitemradio", { name: "Офис" }).click();
    await me(page, "Офис").waitFor();
    await expect.poll(() => places(page)).not.toContain("Бонусы и карты");
    expect(await places(page)).toContain("Клиенты");
    await leave(page, "Офис");
    await page.reload();
    await page.getByRole("button", { name: /^Оператор/ }).click();
    await me(page, "Оператор").waitFor();
    expect(await places(page)).toContain("Звонки");
  });

  it("lets the reader of a letter stop such letters without signing in", async () => {
    const found = await ask<{ clients: { id: string }[] }>(
      demo,
      `/clients?find=${encodeURIComponent("Иванов")}`,
    );
    const client = found.clients[0]?.id ?? "";
    const touch = "0190a000-0000-7000-8000-000000000001";
    const path = `/stop/${tokenOf({ client, touch, stops: "contact" }, demoSecret)}`;
    await tell(demo, "POST", `/clients/${client}/consents`, {
      consents: [{ purpose: "contact", channel: "email", given: true }],
      how: "form",
      wordingVersion: "1",
    });
    const page = await visit(path);
    expect(await faultsInBothThemes(page, path)).toEqual([]);
    await page.getByRole("button", { name: "Больше не писать" }).click();
    await page.getByRole("heading", { level: 1, name: "Готово" }).waitFor();
    await page.reload();
    await page.getByText("Писем больше не будет").waitFor();
    const cut = await visit(path.slice(0, -1));
    await cut.getByRole("heading", { level: 1, name: "Ссылка неполная" }).waitFor();
  });

  it("says what is wrong with a password, and asks for the second step where there is one", async () => {
    const page = await visit("/account", await signedInAs(demo, "marketer"));
    const factor = page.getByRole("region", { name: "Вход в два шага" });
    await factor.getByLabel("Пароль", { exact: true }).fill(password);
    await factor.getByRole("button", { name: "Включить" }).click();
    await factor.getByRole("img", { name: "QR-код для приложения" }).waitFor();
    const secret = (await factor.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/).innerText()).replaceAll(" ", "");
    const code = () => totpOf(`otpauth://totp/Povod?secret=${secret}`);
    await factor.getByLabel("Код из приложения").fill(code());
    await factor.getByRole("button", { name: "Включить" }).click();
    const spare = factor.getByRole("list", { name: "Запасные коды" }).getByRole("listitem");
    await spare.first().waitFor();
    expect(await spare.count()).toBe(10);

    await leave(page, "Маркетолог");
    await page.getByLabel("Электронная почта").fill("marketer-1@meridian.example");
    await page.getByLabel("Пароль", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Войти", exact: true }).click();
    await page.getByRole("alert").getByText("не подходят").waitFor();
    await signIn(page, "marketer-1@meridian.example");
    await page.getByLabel("Код").fill(code());
    await page.getByRole("button", { name: "Войти", exact: true }).click();
    await me(page, "Маркетолог").waitFor();
  });

  it("lets an invited person in by the link, once", async () => {
    const page = await visit("/staff", await signedInAs(demo, "administrator"));
    await page.getByRole("button", { name: "Пригласить сотрудника" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Фамилия и имя").fill("Новикова Дарья");
    await dialog.getByLabel("Электронная почта").fill("daria@example.org");
    await dialog.getByLabel("Роль").selectOption("manager");
    await dialog.getByRole("checkbox", { name: "На Малышева" }).check();
    // A reload takes nothing of what was written.
    await page.reload();
    await page.getByRole("button", { name: "Пригласить сотрудника" }).click();
    expect(await dialog.getByLabel("Фамилия и имя").inputValue()).toBe("Новикова Дарья");
    expect(await dialog.getByRole("checkbox", { name: "На Малышева" }).isChecked()).toBe(true);
    await dialog.getByRole("button", { name: "Создать приглашение" }).click();
    const link = await dialog.getByText(/\/invitation\//).innerText();
    await dialog.getByRole("button", { name: "Закрыть" }).last().click();
    await page
      .getByRole("row", { name: /Новикова Дарья/ })
      .getByText("приглашён")
      .waitFor();
    await page.getByRole("button", { name: "Пригласить сотрудника" }).click();
    expect(await dialog.getByLabel("Фамилия и имя").inputValue()).toBe("");

    const guest = await visit(new URL(link).pathname);
    expect(await guest.getByRole("heading", { level: 1 }).innerText()).toBe("Новикова Дарья, вас приглашают");
    await guest.getByLabel("Пароль", { exact: true }).fill("несколько слов подряд");
    await guest.getByRole("button", { name: "Войти", exact: true }).click();
    await me(guest, "Менеджер").waitFor();

    const late = await visit(new URL(link).pathname);
    expect(await late.getByRole("heading", { level: 1 }).innerText()).toBe("Ссылка больше не действует");
  });

  it("begins a session anew that was ended in the middle of work, and keeps what was typed", async () => {
    const signedIn = await signedInAs(demo, "operator");
    const page = await visit("/clients", signedIn);
    const find = page.getByRole("searchbox", { name: "Найти клиента" });
    await find.fill("Иван");
    const elsewhere = await visit("/account", await signedInAs(demo, "operator"));
    await elsewhere.getByRole("button", { name: "Выйти везде, кроме этого браузера" }).click();
    await elsewhere.getByText("здесь").waitFor();

    await find.fill("Иванова");
    const dialog = page.getByRole("dialog", { name: /Сессия закончилась/ });
    await dialog.getByRole("button", { name: /^Оператор/ }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await find.inputValue()).toBe("Иванова");
    await page.getByRole("table", { name: "Клиенты" }).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("shows somebody else nothing of what was on the screen, when they come in at a lost session", async () => {
    const page = await visit("/clients", await signedInAs(demo, "manager"));
    const find = page.getByRole("searchbox", { name: "Найти клиента" });
    await find.fill("Иван");
    const elsewhere = await visit("/account", await signedInAs(demo, "manager"));
    await elsewhere.getByRole("button", { name: "Выйти везде, кроме этого браузера" }).click();
    await elsewhere.getByText("здесь").waitFor();
    await find.fill("Петров");
    const dialog = page.getByRole("dialog", { name: /Сессия закончилась/ });
    await dialog.getByRole("button", { name: /^Маркетолог/ }).click();
    await me(page, "Маркетолог").waitFor();
    await dialog.waitFor({ state: "hidden" });
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("makes a key that is shown once, and revokes it", async () => {
    const page = await visit("/api-keys", await signedInAs(demo, "administrator"));
    await page.getByRole("button", { name: "Новый ключ" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Название").fill("Касса на Тверской");
    await dialog.getByRole("checkbox", { name: "карты: читать" }).check();
    await dialog.getByRole("button", { name: "Создать ключ" }).click();
    const key = await dialog.getByText(/^povod_/).innerText();
    await dialog.getByRole("button", { name: "Закрыть" }).last().click();
    const ask = async (path: string) =>
      (await fetch(`${demo.address}${path}`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect(await ask("/api/v1/cards?phone=79990000000")).not.toBe(401);
    expect(await ask("/api/v1/clients")).toBe(403);
    await page.getByRole("button", { name: "Отозвать: Касса на Тверской" }).click();
    await page.getByText("отозван").waitFor();
    expect(await ask("/api/v1/cards?phone=79990000000")).toBe(401);

    await page.goto("/audit");
    await page.getByRole("table", { name: "Журнал" }).getByText("записано · api-keys").first().waitFor();
  });

  it("asks for the owner's account at the first start", async () => {
    const empty = await startEmpty();
    try {
      const page = await visit(`${empty.address}/`);
      expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Добро пожаловать");
      await page.getByLabel("Как вас зовут").fill("Арсеньев Михаил");
      await page.getByLabel("Электронная почта").fill("owner@example.org");
      await page.getByLabel("Пароль", { exact: true }).fill("несколько слов подряд");
      await page.getByRole("button", { name: "Завести и войти" }).click();
      await me(page, "Владелец").waitFor();
    } finally {
      await empty.stop();
    }
  });

  it("is accessible to everybody, light and dark", async () => {
    const page = await visit("/account", await signedInAs(demo, "owner"));
    const look = async (path: string) => {
      await page.waitForLoadState("networkidle");
      expect(await faultsInBothThemes(page, path)).toEqual([]);
    };
    for (const path of [...pages, "/invitation/nothingthatwasevermade"]) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await look(path);
    }
    await page.goto("/account");
    await leave(page, "Владелец");
    await look("sign-in");
  });

  it("fits a telephone", async () => {
    const page = await visit("/account", {
      ...(await signedInAs(demo, "owner")),
      viewport: { width: 390, height: 844 },
    });
    for (const path of pages) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      expect(await page.evaluate<number>("document.documentElement.scrollWidth"), path).toBe(390);
    }
  });
});
