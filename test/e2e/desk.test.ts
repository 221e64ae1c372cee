/** A day at the desk in a real browser against the real program, found by role and label. */
import type { Browser, Page, Request } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { Visitor, Visitors } from "../../src/reports/visitor-contract.ts";
import type { Me } from "../../src/access/contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, tell, signedInAs, signInToDemo, type Demo } from "../support/screens.ts";

const digits = (text: string) => text.replaceAll(/\D/g, "");

interface Look {
  locale?: string;
  width?: number;
}

interface Guest {
  client: string;
  phone: string;
  card: string;
}

onScreens("the desk", (screens) => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let office: Me["offices"][number];
  let gift: string;

  beforeAll(async () => {
    ({ demo, browser } = screens());
    const me = await ask<Me>({ ...demo, owner: await signInToDemo(demo.address, "desk") }, "/me");
    office = me.offices[0] as Me["offices"][number];
    await tell(demo, "POST", "/card-number-ranges", { office: office.id, from: "1", to: "500" });
    const name = { ru: "Сим-карта", en: "SIM card" };
    const { gifts } = await tell<{ gifts: { gift: string }[] }>(demo, "POST", "/gifts", { name });
    gift = gifts.at(-1)?.gift ?? "";
    await tell(demo, "PUT", `/gifts/${gift}/stock/${office.id}`, { onHand: 20 });
  });

  let guests = 0;
  /** With a card, 485 of bonus and a purchase of 10 000. */
  async function guest(givenName = "Олеся"): Promise<Guest> {
    const phone = `+7922777${String(1000 + guests++)}`;
    const consent = { wordingVersion: "-", given: [{ purpose: "contact" }] };
    const person = { givenName, familyName: "Приходько", phone, consent };
    const { id } = await tell<{ id: string }>(demo, "POST", "/newcomers", { person, office: office.id });
    const { card } = await tell<{ card: string }>(demo, "POST", "/cards", { client: id, office: office.id });
    await tell(demo, "POST", `/cards/${card}/purchases`, { price: "10000.00", office: office.id });
    return { client: id, phone, card };
  }
  const visit = ({ client }: Pick<Guest, "client">) => ask<Visitor>(demo, `/clients/${client}/visit`);

  async function visitDesk({ locale = "ru-RU", width = 1440 }: Look = {}, path = "/desk"): Promise<void> {
    const viewport = { width, height: width < 1000 ? 1024 : 900 };
    const clerk = await signedInAs(demo, "desk");
    const context = await browser.newContext({ ...clerk, locale, viewport });
    page = await context.newPage();
    await page.clock.install();
    await page.goto(path);
    await find().waitFor();
  }
  const find = () => page.getByRole("searchbox", { name: /^Телефон, имя, номер карты|^Phone, name, card/ });
  async function open({ card }: Guest): Promise<void> {
    await find().fill(card);
    await find().press("Enter");
    await page.getByRole("article").waitFor();
    await expect.poll(() => page.getByLabel("Цена", { exact: true }).count()).toBe(1);
  }
  const note = (text: string | RegExp) => page.getByRole("region", { name: "Что сделано" }).getByText(text);
  const shownCard = () => digits(new URL(page.url()).searchParams.get("card") ?? "");
  const press = (name: string | RegExp) => page.getByRole("button", { name }).click();

  it("finds whoever comes by phone, by card, and by a scanner that types wherever the hands are", async () => {
    const one = await guest("Милена");
    await visitDesk();
    await find().fill(one.phone.replace("+7", "8"));
    await find().press("Enter");
    await page.getByRole("heading", { level: 1, name: "Милена Приходько" }).waitFor();
    await page.getByText(/потратить их можно по/).waitFor();

    const other = await guest("Варвара");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.type(other.card);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Варвара Приходько" }).waitFor();

    // The next card is scanned while a price is expected.
    await page.getByLabel("Цена", { exact: true }).focus();
    await page.keyboard.type(one.card);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Милена Приходько" }).waitFor();
    expect(await page.getByLabel("Цена", { exact: true }).inputValue()).toBe("");

    await find().fill("Приходько");
    await find().press("Enter");
    await page.getByRole("heading", { name: /^Нашл/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("article").waitFor();
  });

  it("says what a purchase comes to while it is typed, books it with bonus, and undoes it", async () => {
    const one = await guest();
    await visitDesk();
    await open(one);
    await page.keyboard.type("1000");
    const quote = page.getByLabel("Что выходит");
    await quote.getByText("970", { exact: false }).first().waitFor();
    await press(/^Бонусами: Все/);
    // ⌊970 · 50 %⌋ = 485: all of the bonus there is.
    await page.getByRole("button", { name: /^Провести, 485/ }).click();
    await note(/^Провели 1\s000\s₽/).waitFor();
    const booked = await visit(one);
    expect(booked.purchases[0]).toMatchObject({ price: "1000.00", redeemed: "485.00", paid: "485.00" });
    expect(booked.cards[0]?.balance).toBe("24.25");
    // Though a price is expected, U takes the last step back and Escape leads to the search.
    await page.getByLabel("Цена", { exact: true }).press("u");
    await note(/^Покупка на 1\s000\s₽ отменена/).waitFor();
    expect(await page.getByLabel("Цена", { exact: true }).inputValue()).toBe("");
    await page.keyboard.press("Escape");
    await page.keyboard.type("1");
    expect(await find().inputValue()).toBe("1");
    const undone = await visit(one);
    expect(undone.purchases[0]).toMatchObject({ price: "1000.00", refunded: "1000.00" });
    expect(undone.cards[0]?.balance).toBe("485.00");
  });

  it("gives a lost card another number, which stands on the screen at once; the old one works no more", async () => {
    const one = await guest();
    await visitDesk();
    await open(one);
    await press("Карта потеряна");
    await page.getByText("Прежний номер сразу перестанет действовать.", { exact: false }).waitFor();
    await page.keyboard.press("Enter");
    await note(/^карта .* заменена/).waitFor();
    await page.clock.fastForward(10_500);
    const dialog = page.getByRole("dialog", { name: "Новый номер карты" });
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    const [card] = (await visit(one)).cards;
    expect(card?.number).not.toBe(one.card);
    expect(card?.balance).toBe("485.00");
    expect(shownCard()).toBe(card?.number);
    await find().fill(one.card);
    await find().press("Enter");
    await page.getByText(/больше не действует: у карты другой номер/).waitFor();
  });

  it("orders a new card to this office, makes it, receives it and hands it over, by the keyboard", async () => {
    const one = await guest();
    await visitDesk();
    await open(one);
    const waits = page.getByRole("region", { name: "Ждёт здесь" });
    const key = async (name: string | RegExp, inside = page.getByRole("main")) => {
      await inside.getByRole("button", { name }).focus();
      await page.keyboard.press("Enter");
    };
    const told = () => page.clock.fastForward(10_500);
    const state = async () => (await visit(one)).waiting.cards[0]?.state;
    await key("Заказать новую карту");
    expect(await page.getByLabel("Где отдать").inputValue()).toBe(office.id);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await told();
    await waits.getByText(/^заказана/).waitFor();
    expect(await state()).toBe("office_chosen");
    await key("Карта готова…", waits);
    await page.keyboard.press("Enter");
    await told();
    await waits.getByText(/в пути$/).waitFor();
    await key("Приехала", waits);
    await told();
    await waits.getByText(/прежняя работает, пока не отдадите/).waitFor();
    expect(await state()).toBe("arrived");
    await key(/^Отдать: Новая карта/, waits);
    await told();
    await note("Новая карта отдана, прежняя больше не действует.").waitFor();
    const [card] = (await visit(one)).cards;
    expect(card?.number).not.toBe(one.card);
    await expect.poll(shownCard).toBe(card?.number);
  });

  it("takes an order of a new card back within ten seconds, or cancels it later", async () => {
    const one = await guest();
    await visitDesk();
    await open(one);
    const order = async () => {
      await press("Заказать новую карту");
      await press(/^Заказать$/);
    };
    await order();
    await press(/^Отменить\s*U$/);
    await page.clock.fastForward(10_500);
    expect((await visit(one)).waiting.cards).toEqual([]);
    await order();
    await page.clock.fastForward(10_500);
    await press("Отменить заказ");
    await page.clock.fastForward(10_500);
    await expect.poll(async () => (await visit(one)).waiting.cards).toEqual([]);
  });

  it("refuses more bonus than may be spent before anything is sent, and keeps what was typed over a reload", async () => {
    const one = await guest();
    await visitDesk();
    await open(one);
    await page.keyboard.type("500");
    await page.getByLabel("Бонусами", { exact: true }).first().fill("400");
    await page.getByText(/^Бонусами можно не больше 242,50/).waitFor();
    expect(await page.getByRole("button", { name: "Провести" }).isDisabled()).toBe(true);
    await page.reload();
    await expect.poll(() => page.getByLabel("Цена", { exact: true }).inputValue()).toBe("500");
    expect((await visit(one)).purchases).toHaveLength(1);
  });

  it("makes a bearer who is somebody else a client with consent, with Enter from field to field", async () => {
    const one = await guest();
    await visitDesk();
    await open(one);
    await page.getByText("новый человек").click();
    const person = page.getByRole("group", { name: "новый человек" });
    const present = page.getByRole("button", { name: "Предъявили без покупки" });
    await person.getByRole("textbox", { name: "Имя" }).fill("Платон");
    await page.keyboard.press("Enter");
    await page.keyboard.type("8 922 777-99-88");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    expect(await present.isDisabled()).toBe(true);
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    await present.click();
    await note(/^Карту предъявили/).waitFor();
    const { visitor } = await ask<Visitors>(demo, `/visitors?find=${encodeURIComponent("+79227779988")}`);
    expect(visitor?.profile).toMatchObject({ givenName: "Платон", homeOffice: { id: office.id } });
    expect(visitor?.profile.consents).toMatchObject([
      { purpose: "processing", given: true, wordingVersion: expect.stringMatching(/^processing-/) as string },
      { purpose: "contact", given: true },
    ]);
  });

  it("makes a newcomer a client and sells a card with a number of the office's range", async () => {
    await visitDesk();
    await find().fill("+7 922 777-55-44");
    await find().press("Enter");
    await page.getByText(/никого нет/).waitFor();
    await page.getByRole("link", { name: "Новый клиент" }).click();
    const given = page.getByRole("textbox", { name: "Имя" });
    await expect.poll(() => given.evaluate((field) => field.matches(":focus"))).toBe(true);
    await page.keyboard.type("Агния");
    await page.getByLabel(/^Разрешаю связываться/).check();
    expect(await page.getByRole("button", { name: "Сделать клиентом" }).isDisabled()).toBe(true);
    await page.getByText("Без согласия на обработку данных записать нельзя.").waitFor();
    await page.getByLabel(/^Разрешаю связываться/).uncheck();
    await page.getByLabel(/^Даю согласие на обработку/).check();
    await press("Сделать клиентом");
    await page.getByRole("heading", { level: 1, name: "Агния" }).waitFor();
    await press("Продать карту");
    await page.getByText(/следующий номер офиса/).waitFor();
    await press(/^Продать за 500/);
    const dialog = page.getByRole("dialog", { name: "Карта продана" });
    await dialog.getByRole("img", { name: /^QR-код карты 7700/ }).waitFor();
    await dialog.getByRole("button", { name: "Закрыть" }).click();
    const shown = await page.getByRole("heading", { name: /^Карта 7700/ }).innerText();
    const { visitor } = await ask<Visitors>(demo, `/visitors?find=${digits(shown)}`);
    expect(visitor?.profile.givenName).toBe("Агния");
    // May be kept, and is not to be contacted.
    expect(visitor?.profile.consents.map(({ purpose }) => purpose)).toEqual(["processing"]);
    await note(/продана за 500/).waitFor();
  });

  it("tops up and takes that back, and refunds a part after ten seconds in which it can be undone", async () => {
    const one = await guest();
    await visitDesk();
    await open(one);
    await press("Пополнить депозит");
    await page.keyboard.type("1 500,50");
    await page.keyboard.press("Enter");
    await note(/^На депозит внесено 1\s500,50/).waitFor();
    await page.getByText(/^Депозит 1\s500,50/).waitFor();
    await press("Отменить");
    await note(/^Пополнение отменено/).waitFor();
    expect((await visit(one)).cards[0]?.deposit).toBe("0.00");

    await press(/^Вернуть покупку на 10\s000/);
    await page.getByLabel("На какую сумму возврат").fill("4000");
    await page.getByText(/^Отдать деньгами 3\s880\s₽ · начисленное снимется, 194\s₽/).waitFor();
    await press(/^Вернуть 4\s000/);
    await note(/сейчас запишем/).waitFor();
    await press("Отменить");
    expect((await visit(one)).purchases[0]?.refunded).toBe("0.00");
    await press(/^Вернуть покупку на 10\s000/);
    await page.getByLabel("На какую сумму возврат").fill("4000");
    await press(/^Вернуть 4\s000/);
    await note(/сейчас запишем/).waitFor();
    await page.clock.fastForward(10_000);
    await note(/^Вернули 4\s000\s₽.*Отдать деньгами 3\s880/).waitFor();
    expect((await visit(one)).purchases[0]?.refunded).toBe("4000.00");
  });

  it("hands out what waits here, and asks for the next trip meanwhile", async () => {
    const one = await guest();
    await tell(demo, "POST", `/clients/${one.client}/gifts`, { gift, office: office.id });
    await visitDesk();
    await open(one);
    const waits = page.getByRole("region", { name: "Ждёт здесь" });
    await waits.getByRole("button", { name: "Отдать: Сим-карта" }).click();
    const asks = page.getByRole("region", { name: /^Спросите/ });
    await asks.getByText("Пока отдаёте:").waitFor();
    await asks
      .locator("label")
      .filter({ hasText: /^(янв|фев)/ })
      .first()
      .click();
    await asks.getByLabel("Куда").fill("Камчатка");
    await page.keyboard.press("Enter");
    await note(/^Записано: планы поездки/).waitFor();
    await page.clock.fastForward(10_000);
    await note("Подарок отдан: Сим-карта.").waitFor();
    const { waiting, plannedTrips } = await visit(one);
    expect(waiting.gifts).toEqual([]);
    expect(plannedTrips).toMatchObject([{ destination: "Камчатка", precision: "month" }]);
  });

  it("tells that the program is away, and books once with the same key when it is back, over a reload", async () => {
    const one = await guest();
    await visitDesk();
    await open(one);
    const keys: (string | undefined)[] = [];
    const keep = (request: Request) => void keys.push(request.headers()["idempotency-key"]);
    // The first is booked and its answer lost; then nothing gets through.
    await page.route("**/purchases", async (route) => {
      keep(route.request());
      if (keys.length === 1) await route.fetch();
      await route.abort();
    });
    await page.keyboard.type("300");
    await page.getByRole("button", { name: /^Провести, 291/ }).click();
    await note("Программа не отвечает.").waitFor();
    await page.getByText(/^Пока не знаем, записано ли: покупка на 300/).waitFor();
    await page.reload();
    await note("Программа не отвечает.").waitFor();
    await page.unroute("**/purchases");
    page.on("request", (request) => {
      if (request.url().endsWith("/purchases")) keep(request);
    });
    await press("Послать сейчас");
    await note(/^Провели 300\s₽/).waitFor();
    expect(new Set(keys).size).toBe(1);
    expect(keys.length).toBeGreaterThanOrEqual(3);
    expect((await visit(one)).purchases.map(({ price }) => price)).toEqual(["300.00", "10000.00"]);
  });

  it("gives back what was typed when it is refused, and says why", async () => {
    const one = await guest();
    await visitDesk();
    await open(one);
    await page.getByText("новый человек").click();
    const person = page.getByRole("group", { name: "новый человек" });
    await person.getByRole("textbox", { name: "Имя" }).fill("Яков");
    await person.getByLabel("Телефон").fill("12");
    await person.getByLabel(/^Даю согласие на обработку/).check();
    await press("Предъявили без покупки");
    await note(/^Не записано: карту предъявили/).waitFor();
    expect(await person.getByRole("textbox", { name: "Имя" }).inputValue()).toBe("Яков");
    await press("Понятно");
    await person.getByLabel("Телефон").fill("+7 922 777-11-00");
    await press("Предъявили без покупки");
    await note(/^Карту предъявили/).waitFor();
  });

  it.each(["ru-RU", "en-GB"])(
    "is accessible, light and dark, and fits a tablet and a telephone, %s",
    async (locale) => {
      const one = await guest();
      await tell(demo, "POST", `/clients/${one.client}/gifts`, { gift, office: office.id });
      await tell(demo, "POST", `/cards/${one.card}/top-ups`, { amount: "100.00" });
      await visitDesk({ locale, width: 768 }, `/desk?client=${one.client}`);
      await page.getByRole("article").waitFor();
      const quoted = page.getByLabel(/^(Цена|Price)$/);
      await quoted.fill("1000");
      await page.getByRole("button", { name: /^(Провести|Book), 970/ }).waitFor();
      await page.getByText(/^(новый человек|somebody new)$/).click();
      await page.getByRole("button", { name: /^(Продать ещё карту|Sell another card)$/ }).click();
      for (const width of [768, 390]) {
        await page.setViewportSize({ width, height: 1024 });
        const [wide, room] = await page.evaluate<[number, number]>(
          "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
        );
        expect(wide).toBeLessThanOrEqual(room);
      }
      expect(await faultsInBothThemes(page, "desk")).toEqual([]);
    },
  );
});
