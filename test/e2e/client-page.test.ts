/** A client's page, in a real browser on the real program: all that is known of them stands there, in the reader's words. */
import type { Browser } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { FoundClients } from "../../src/clients/contract.ts";
import type { Deals } from "../../src/dealings/deal-contract.ts";
import type { ClientPage } from "../../src/reports/client-contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, signedInAs, tell, type Demo } from "../support/screens.ts";

onScreens("a client's page", (screens) => {
  let demo: Demo;
  let browser: Browser;
  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  it("shows extension, own facts, tags, relations and what was agreed, in words", async () => {
    await tell(demo, "PUT", "/client-attributes/pet", {
      type: "choice",
      title: { ru: "Питомец", en: "Pet" },
      choices: ["кот", "пёс"],
    });
    const { clients } = await ask<FoundClients>(demo, "/clients?find=916");
    const other = clients[0];
    const { id } = await tell<{ id: string }>(demo, "POST", "/clients", {
      familyName: "Подробнова",
      givenName: "Лия",
      tags: ["вип"],
      attributes: { pet: "кот" },
      preferredChannel: "email",
      externalId: "crm-17",
      contactPoints: [{ kind: "phone", value: "8 495 123-45-67 доб. 12" }],
    });
    const path = `/clients/${id}`;
    await tell(demo, "POST", `${path}/relations`, { kind: "came_through", other: other?.id, words: "сосед" });
    const { offices } = await ask<{ offices: { id: string; name: string }[] }>(demo, "/offices");
    const office = offices[0];
    await tell(demo, "POST", `${path}/appointments`, { office: office?.id, on: "2099-05-04", time: "10:30" });
    const owner = await signedInAs(demo, "owner");
    const page = await (await browser.newContext({ ...owner, locale: "ru-RU" })).newPage();
    await page.goto(path);
    const known = page.getByRole("region", { name: "Что знаем" });
    await known.getByText("Питомец").waitFor();
    const text = (await known.innerText()).replaceAll(/[\s‑]+/g, " ");
    for (const said of ["доб. 12", "Питомец кот", "вип", "Пришёл через", other?.name ?? "", "сосед"])
      expect(text).toContain(said);
    const agreed = page.getByRole("region", { name: "Согласия" });
    await agreed.getByText("не записано", { exact: true }).waitFor();
    await agreed.getByRole("button", { name: "Подписано сегодня" }).click();
    await agreed.getByText(/^дано/).waitFor();
    expect(await agreed.getByRole("button").count()).toBe(0);
    const { profile } = await ask<ClientPage>(demo, path);
    expect(profile.consents).toMatchObject([{ purpose: "processing", channel: "any", how: "form" }]);
    const told = page.getByText(/^Запись:.*2099.*10:30/);
    await told.waitFor();
    expect(await told.innerText()).toContain(office?.name ?? "");
    await known.getByRole("link", { name: other?.name ?? "" }).click();
    await page.waitForURL(`**/clients/${other?.id}`);
    await page.close();
  });

  it("takes down a trip that a manager has sold, and shows it at once; who may not change clients is not asked", async () => {
    const { id } = await tell<{ id: string }>(demo, "POST", "/clients", {
      familyName: "Дальняя",
      givenName: "Ада",
      contactPoints: [{ kind: "phone", value: "+79161230777" }],
    });
    const visit = async (role: "manager" | "marketer", locale: string) => {
      const page = await (await browser.newContext({ ...(await signedInAs(demo, role)), locale })).newPage();
      await page.goto(`/clients/${id}`);
      return page;
    };
    const page = await visit("manager", "ru-RU");
    await page.getByRole("button", { name: "Записать поездку" }).click();
    const form = page.getByRole("form", { name: "Записать поездку" });
    const save = form.getByRole("button", { name: "Записать" });
    await form.getByLabel("Куда").fill("Байкал");
    await form.getByLabel("Отъезд").fill("2026-07-10");
    await form.getByLabel("Возвращение").fill("2026-07-01");
    await form.getByLabel("Куплена").fill("2026-05-04");
    expect(await save.isDisabled()).toBe(true);
    await form.getByLabel("Возвращение").fill("2026-07-20");
    await form.getByLabel("Цена").fill("98 500");
    await form.getByLabel("С кем").fill("с сыном");
    // The program is away, and the page is opened anew: nothing has to be typed again.
    const trips = (url: URL) => url.pathname.endsWith("/dealings");
    await page.route(trips, (route) => route.abort());
    await save.click();
    await form.getByRole("alert").waitFor();
    await page.reload();
    expect(await form.getByLabel("С кем").inputValue()).toBe("с сыном");
    await page.unroute(trips);
    expect(await faultsInBothThemes(page, "trip")).toEqual([]);
    await save.click();
    await form.waitFor({ state: "detached" });
    await page.getByText("Поездка: Байкал").waitFor();
    await page
      .getByText(/с сыном/)
      .first()
      .waitFor();
    const { dealings } = await ask<Deals>(demo, `/clients/${id}/dealings`);
    const trip = { destination: "Байкал", companions: "с сыном", price: "98500.00", returnsOn: "2026-07-20" };
    expect(dealings).toMatchObject([trip]);
    expect(dealings[0]?.office).not.toBeNull();
    await page.close();

    const english = await visit("manager", "en-GB");
    await english.getByRole("button", { name: "Write down a trip" }).waitFor();
    await english.close();
    const reader = await visit("marketer", "ru-RU");
    await reader.getByRole("heading", { name: "Планируемая поездка" }).waitFor();
    expect(await reader.getByRole("button", { name: "Записать поездку" }).count()).toBe(0);
    await reader.close();
  });

  it("takes a demand down with its last day, hands the archive out, and erases with an act in the end", async () => {
    const { id } = await tell<{ id: string }>(demo, "POST", "/clients", {
      familyName: "Забываемая",
      givenName: "Ия",
    });
    const visit = async (role: "desk" | "marketer" | "owner", locale = "ru-RU", width = 1440) => {
      const viewport = { width, height: 900 };
      const context = await browser.newContext({ ...(await signedInAs(demo, role)), locale, viewport });
      const page = await context.newPage();
      await page.goto(`/clients/${id}`);
      return page;
    };
    const desk = await visit("desk", "ru-RU", 390);
    const theirs = desk.getByRole("region", { name: "Требования о данных" });
    const record = async (kind: string, words: string) => {
      await theirs.getByRole("button", { name: "Записать требование" }).click();
      const form = desk.getByRole("form", { name: "Записать требование" });
      await form.getByLabel("Что требуют").selectOption({ label: kind });
      await form.getByLabel("Как пришло").selectOption({ label: "письмом" });
      await form.getByLabel("Чьи слова и какие").fill(words);
      expect(await faultsInBothThemes(desk, "demand")).toEqual([]);
      await form.getByRole("button", { name: "Записать" }).click();
      await form.waitFor({ state: "detached" });
    };
    await record("Выдать все данные", "что вы обо мне знаете");
    await theirs.getByText("«что вы обо мне знаете»").waitFor();
    expect(await desk.getByText(/только хранятся/).count()).toBe(0);
    await record("Уничтожить данные", "забудьте меня");
    await desk.getByText(/Потребовали прекратить обработку/).waitFor();
    await theirs
      .getByText(/^до .*, через/)
      .nth(1)
      .waitFor();
    await theirs.getByText("Уничтожает владелец или администратор.").waitFor();
    expect(await theirs.getByRole("link", { name: "Скачать архив" }).count()).toBe(0);
    expect(await desk.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await desk.close();

    const english = await visit("marketer", "en-GB", 768);
    const read = english.getByRole("region", { name: "Demands about data" });
    await read.getByText("Hand the data out", { exact: false }).waitFor();
    expect(await read.getByRole("button").count()).toBe(0);
    await english.close();

    const owner = await visit("owner");
    await owner.goto("/clients");
    const waiting = owner.getByRole("region", { name: /ждут исполнения/ });
    await waiting.getByRole("link", { name: "Забываемая Ия" }).first().click();
    const demands = owner.getByRole("region", { name: "Требования о данных" });
    const erase = async () => {
      await demands.getByRole("button", { name: "Уничтожить…" }).click();
      const ask = owner.getByRole("dialog", { name: "Уничтожить всё о клиенте?" });
      await ask.getByRole("button", { name: "Уничтожить и составить акт" }).click();
    };
    await erase();
    await demands
      .getByRole("alert")
      .getByText(/сначала выдайте архив/)
      .waitFor();
    const [archive] = await Promise.all([
      owner.waitForEvent("download"),
      demands.getByRole("link", { name: "Скачать архив" }).click(),
    ]);
    expect(archive.suggestedFilename()).toMatch(new RegExp(`^client-${id}-.*[.]zip$`));
    await demands.getByRole("button", { name: "Выдано клиенту" }).click();
    await demands.getByText(/^выдано/).waitFor();
    expect(await faultsInBothThemes(owner, "demands")).toEqual([]);
    await erase();
    await owner.getByText(/^Данные уничтожены .*Запись осталась/).waitFor();
    const act = demands.getByRole("link", { name: /^Акт №/ });
    const paper = await owner.request.get((await act.getAttribute("href")) ?? "");
    expect(await paper.text()).toContain("об уничтожении персональных данных");
    expect(await demands.getByRole("button").count()).toBe(0);
    await owner.close();
  });

  it("tells the owner, and nobody else, who looked", async () => {
    const { id } = await tell<{ id: string }>(demo, "POST", "/clients", {
      familyName: "Виденова",
      givenName: "Ида",
    });
    const opened = async (role: "operator" | "owner") => {
      const page = await (
        await browser.newContext({ ...(await signedInAs(demo, role)), locale: "ru-RU" })
      ).newPage();
      await page.goto(`/clients/${id}`);
      await page.getByRole("heading", { name: "Ида Виденова" }).waitFor();
      await page.getByRole("heading", { name: "Как было" }).waitFor();
      return page;
    };
    const theirs = await opened("operator");
    expect(await theirs.getByRole("button", { name: "Кто смотрел" }).count()).toBe(0);
    await theirs.close();
    const page = await opened("owner");
    await page.getByRole("button", { name: "Кто смотрел" }).click();
    const looks = page.getByRole("region", { name: "Кто смотрел" });
    await looks
      .getByText(/линию времени/)
      .first()
      .waitFor();
    expect(await looks.getByText(/: .*карточку/).count()).toBeGreaterThanOrEqual(2);
    await looks.getByRole("link", { name: "Все просмотры и изменения" }).click();
    await page.waitForURL((url) => url.pathname === "/audit" && url.searchParams.get("client") === id);
    await page.getByRole("table", { name: "Журнал" }).getByText("смотрит карточку").first().waitFor();
    await page.close();
  });
});
