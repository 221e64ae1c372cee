import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { letterLayout } from "../../src/delivery/channels/email/layout.ts";
import { renderLetter, type LetterFacts } from "../../src/delivery/channels/email/render.ts";
import { chromiumFlags } from "../support/chromium.ts";

const burning: LetterFacts = {
  chain: "bonus-burn",
  chainVersion: 1,
  templateName: "soon",
  template: {
    subject: {
      ru: "{{ card.balance }} сгорят {{ card.burns_on }}",
      en: "{{ card.balance }} burns on {{ card.burns_on }}",
    },
    body: {
      ru: "{{ client.address }}, на карте {{ card.number }} {{ card.balance }}.\n\nПодробнее: https://example.org/card?a=1&b=2.",
      en: "{{ client.address }}, card {{ card.number }} holds {{ card.balance }}, {{ facts.balance | money }}, {{ facts.burnsOn | day }}.",
    },
  },
  purpose: "loyalty",
  occasionKind: "bonus-burn",
  today: Temporal.PlainDate.from("2026-11-22"),
  facts: { balance: "486000", burnsOn: "2026-12-22" },
  language: "ru",
  client: { givenName: "Марина", patronymic: "Сергеевна", familyName: "Орлова" },
  card: {
    number: "7700 1234 5678 4",
    balance: 486_000n,
    validThrough: Temporal.PlainDate.from("2026-12-21"),
    lastPresentedOn: Temporal.PlainDate.from("2026-06-21"),
    office: "Арбат",
  },
  office: { name: "Арбат", address: "Москва, Арбат, 12", phone: "+7 495 123-45-67" },
  issue: undefined,
  business: { name: "Дальние берега", currency: "RUB" },
};

describe("a letter's words", () => {
  it("says sums and days in the client's language", async () => {
    const layout = await letterLayout();
    expect(renderLetter(burning, layout).subject).toBe("4\u202f860\u00a0₽ сгорят 22 декабря");
    const english = renderLetter({ ...burning, language: "en" }, layout);
    expect(english.subject).toBe("4,860\u00a0₽ burns on 22 December");
    expect(english.text).toContain(
      "Марина, card 7700 1234 5678 4 holds 4,860\u00a0₽, 4,860\u00a0₽, 22 December.",
    );
  });

  it("names the office's phone for stopping; advertising says that it is that", async () => {
    const layout = await letterLayout();
    expect(renderLetter(burning, layout).text).toContain("позвоните +7 495 123-45-67");
    expect(renderLetter({ ...burning, purpose: "advertising" }, layout).text).toContain("Это реклама");
    expect(renderLetter({ ...burning, purpose: "service" }, layout).text).not.toContain("ответьте");
  });

  it("carries an offer with all of its conditions, once, wherever the words have put it", async () => {
    const layout = await letterLayout();
    const offer = {
      what: { ru: "Скидка 5 % на Турцию", en: "5 % off Turkey" },
      conditions: { ru: "до 1 марта, вылет из Москвы", en: "until 1 March, from Moscow" },
    };
    const template = { ...burning.template, offer };
    const { text, html } = renderLetter({ ...burning, template }, layout);
    expect(text).toContain("Скидка 5 % на Турцию\n\nУсловия: до 1 марта, вылет из Москвы\n\n-- ");
    expect(html).toContain("Условия: до 1 марта, вылет из Москвы");
    const english = renderLetter({ ...burning, template, language: "en" }, layout);
    expect(english.text).toContain("Conditions: until 1 March, from Moscow");
    const body = { ru: `Вот.\n\n${offer.what.ru}\n\nУсловия: ${offer.conditions.ru}\n\nПока.`, en: "-" };
    const once = renderLetter({ ...burning, template: { ...template, body } }, layout);
    expect(once.text.split("Условия:")).toHaveLength(2);
  });

  it("links web addresses and nothing else", async () => {
    const { html } = renderLetter(burning, await letterLayout());
    expect(html).toContain(
      '<a href="https://example.org/card?a=1&amp;b=2">https://example.org/card?a=1&amp;b=2</a>.',
    );
  });
});

describe.skipIf(!inject("chromium"))("a letter's look", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: inject("chromium") ?? "", args: chromiumFlags });
  });
  afterAll(() => browser?.close());

  for (const [width, colorScheme] of [
    [320, "light"],
    [390, "dark"],
    [1440, "light"],
  ] as const) {
    it(`fits ${width} pixels, ${colorScheme}`, async () => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      await page.setContent(renderLetter(burning, await letterLayout()).html);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      const sum = page.getByText("4\u202f860\u00a0₽", { exact: true });
      expect(await sum.isVisible()).toBe(true);
      const colours = await page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.words div')).color]",
      );
      expect(colours).toEqual(
        colorScheme === "dark"
          ? ["rgb(22, 22, 20)", "rgb(239, 236, 230)"]
          : ["rgb(247, 246, 243)", "rgb(29, 28, 26)"],
      );
      await page.close();
    });
  }
});
