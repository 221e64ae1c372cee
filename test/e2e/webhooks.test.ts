/** Other systems that are told of what happens, kept in a real browser, with a real one that listens. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { StaffRole } from "../../src/access/rights.ts";
import type { Webhook } from "../../src/webhooks/contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { noon } from "../support/demo-folder.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, visitAs } from "../support/screens.ts";
import { giveUp } from "../webhooks/given-up.ts";
import { openReceiver, refuse, type Receiver } from "../webhooks/receiver.ts";

const lost = 3;

onScreens(
  "other systems",
  (screens) => {
    let receiver: Receiver;
    beforeEach(async () => {
      receiver = await openReceiver();
    });
    afterEach(() => receiver.close());

    async function visit(role: StaffRole, options: BrowserContextOptions = {}): Promise<Page> {
      const page = await visitAs(screens(), role, "/webhooks", options);
      await page.getByRole("heading", { level: 1 }).waitFor();
      return page;
    }
    const kept = async () => (await ask<{ webhooks: Webhook[] }>(screens().demo, "/webhooks")).webhooks;
    const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

    it("are added with an address and what they are told, tried, changed, switched off and removed", async () => {
      const page = await visit("owner");
      await press(page, "Добавить систему");
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Адрес").fill("http://crm.example.org/povod");
      await dialog.getByLabel("Название").fill("Склад");
      await press(page, "Добавить");
      await dialog.getByText("Выберите хотя бы одно").waitFor();
      await dialog.getByRole("checkbox", { name: "данные клиента уничтожены" }).check();
      await press(page, "Добавить");
      await dialog.getByText("Ожидается адрес https").waitFor();
      expect(await dialog.getByLabel("Адрес").getAttribute("aria-invalid")).toBe("true");

      await page.reload();
      await press(page, "Добавить систему");
      expect(await dialog.getByLabel("Название").inputValue()).toBe("Склад");
      expect(await dialog.getByRole("checkbox", { name: "данные клиента уничтожены" }).isChecked()).toBe(
        true,
      );
      await dialog.getByLabel("Адрес").fill(receiver.url);
      await press(page, "Добавить");
      const first = await dialog.getByText(/^whsec_/).innerText();
      await dialog.getByRole("button", { name: "Закрыть" }).last().click();

      await page.getByRole("link", { name: "Склад", exact: true }).click();
      await page.getByText("Сообщений пока нет.").waitFor();
      await press(page, "Проверить связь");
      await page.getByRole("status").getByText("Пробное сообщение принято.").waitFor();
      expect(receiver.taken[0]?.type).toBe("webhook.test");
      expect(receiver.taken[0]?.signedWith(first)).toBe(1);
      receiver.answer = refuse(500);
      await press(page, "Проверить связь");
      await page.getByText("Пробное сообщение не принято: у неё неполадка (ответ 500).").waitFor();

      await press(page, "Новый секрет");
      const second = await dialog.getByText(/^whsec_/).innerText();
      await dialog.getByRole("button", { name: "Закрыть" }).last().click();
      await page.getByText(/Прежний действует до 26\sноября/).waitFor();
      await press(page, "Проверить связь");
      await expect.poll(() => receiver.taken.length).toBe(3);
      expect([first, second].map((secret) => receiver.taken[2]?.signedWith(secret))).toEqual([1, 1]);

      await press(page, "Изменить");
      await dialog.getByLabel("Название").fill("Склад на Тверской");
      await dialog.getByRole("checkbox", { name: /^Передавать имя/ }).check();
      await press(page, "Сохранить");
      await page.getByRole("heading", { level: 1, name: "Склад на Тверской" }).waitFor();
      await press(page, "Выключить");
      await page.getByText("Выключили здесь.").waitFor();
      expect((await kept()).find(({ words }) => words === "Склад на Тверской")).toMatchObject({
        url: receiver.url,
        types: ["client.erased"],
        personal: true,
        state: "disabled",
      });

      await press(page, "Убрать");
      await dialog.getByRole("button", { name: "Убрать" }).click();
      await page.getByRole("table", { name: "Другие системы" }).waitFor();
      expect(await page.getByRole("link", { name: "Склад на Тверской" }).count()).toBe(0);
      expect((await kept()).map(({ words }) => words)).toEqual([""]);
    });

    it("get again what they did not take: one message, then all the others", async () => {
      const page = await visit("administrator");
      await page.getByRole("link", { name: String(lost), exact: true }).click();
      const messages = page.getByRole("table", { name: "Сообщения" });
      await messages.getByText("не дошло после 24 попыток: у неё неполадка (ответ 503)").first().waitFor();
      expect(await messages.getByRole("button").count()).toBe(lost);
      expect(await faultsInBothThemes(page, "messages not taken")).toEqual([]);
      await messages
        .getByRole("button", { name: /^Отправить снова: новый клиент/ })
        .first()
        .click();
      await page.getByText("1 сообщение снова ждёт отправки.").waitFor();
      await press(page, "Отправить снова 2 сообщения");
      await page.getByText("2 сообщения снова ждут отправки.").waitFor();
      await page.getByText("Всё, о чём сообщали, дошло или ещё ждёт.").waitFor();
      expect(await kept()).toMatchObject([{ waiting: lost, givenUp: 0 }]);
      await page.getByRole("link", { name: /^Ждут/ }).click();
      await expect.poll(() => messages.getByText("ждёт отправки").count()).toBe(lost);
    });

    it("are found by Ctrl K by whoever keeps them, and by nobody else", async () => {
      const owner = await visit("owner");
      const palette = async (page: Page) => {
        await page.keyboard.press("Control+k");
        await page.getByRole("dialog").getByRole("textbox").fill("другие сист");
      };
      await palette(owner);
      await owner.getByRole("button", { name: "Другие системы" }).last().waitFor();
      const manager = await visit("manager");
      await palette(manager);
      await manager.getByText("Ничего похожего").waitFor();
      expect(await manager.getByRole("button", { name: "Другие системы" }).count()).toBe(0);
    });

    it.each(["ru-RU", "en-GB"])("are accessible, light and dark, %s", async (locale) => {
      const page = await visit("owner", { locale });
      await page.getByRole("table").waitFor();
      expect(await faultsInBothThemes(page, "other systems")).toEqual([]);
      await page.getByRole("table").getByRole("link").first().click();
      await page.getByRole("heading", { level: 2 }).last().waitFor();
      await page.waitForLoadState("networkidle");
      await page.getByRole("button", { name: /^(Проверить связь|Send a test)$/ }).click();
      await page.getByRole("status").waitFor();
      expect(await faultsInBothThemes(page, "another system")).toEqual([]);
      await page.getByRole("button", { name: /^(Изменить|Change)$/ }).click();
      await page.getByRole("dialog").waitFor();
      expect(await faultsInBothThemes(page, "another system changed")).toEqual([]);
    });
  },
  ({ db }) => giveUp(db, { count: lost, until: noon }),
);
