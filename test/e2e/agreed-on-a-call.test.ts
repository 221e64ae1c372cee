/** An operator asks for offices and an hour on the call screen, by the keyboard; each answer is kept as the fact it is. */
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { Agreed } from "../../src/dealings/agreed-contract.ts";
import type { Gifts, Reservations } from "../../src/gifts/contract.ts";
import type { Renewal } from "../../src/loyalty/desk-contract.ts";
import type { ClientPage } from "../../src/reports/client-contract.ts";
import type { Calls } from "../../src/reports/contract.ts";
import type { DeskFacts } from "../../src/reports/visitor-contract.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, signedInAs, tell, type Demo } from "../support/screens.ts";

const questions = [
  ["card", "card-office", "Где вручить новую карту?"],
  ["gift", "gift-office", "Где Вам удобно забрать подарок?"],
  ["paper", "statement-office", "В каком офисе брать выписку?"],
  ["when", "appointment", "Когда Вас ждать?"],
] as const;
const yaml = `
code: four-offices
name: { ru: Четыре вопроса, en: Four questions }
about: { ru: где и когда, en: where and when }
occasion: event:four-offices
steps:
  - { code: ask, offset: P0D, window: P3D, late: skip, channels: [call], purpose: service, template: ask }
templates:
  ask:
    script:
      opening: { ru: "{{ client.address }}, добрый день!", en: "{{ client.address }}, good day!" }
      questions:
${questions.map(([code, fact, text]) => `        - { code: ${code}, fact: ${fact}, ask: { ru: "${text}", en: "${code}?" } }`).join("\n")}
`;

onScreens("agreed on a call", (screens) => {
  let demo: Demo;
  let browser: Browser;
  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  /** Somebody with a card who may be called now, and of whom four things are to be asked. */
  async function somebodyToAsk(): Promise<{ touch: string; client: string; card: string }> {
    await tell(demo, "PUT", "/chains/four-offices/draft", { yaml });
    await tell(demo, "PUT", "/chains/four-offices/live", {});
    const { calls } = await ask<Calls>(demo, "/calls");
    for (const { client } of calls) {
      const { cards } = await ask<ClientPage>(demo, `/clients/${client}`);
      const card = cards.find(({ state }) => state === "active");
      if (!card) continue;
      await tell(demo, "POST", `/clients/${client}/events`, { name: "four-offices" });
      const planned = (await ask<Calls>(demo, "/calls")).calls.find((one) => one.client === client);
      if (planned?.chain === "four-offices") return { touch: planned.touch, client, card: card.number };
    }
    throw new Error("nobody with a card can be called");
  }

  async function openCall(touch: string): Promise<Page> {
    const context = await browser.newContext({
      ...(await signedInAs(demo, "operator")),
      locale: "ru-RU",
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await page.goto(`/calls/now?touch=${touch}`);
    await page.getByRole("link", { name: /^\+7/ }).waitFor();
    return page;
  }

  it("where to hand over a card, a gift and a statement, and when the client comes", async () => {
    const { offices } = await ask<DeskFacts>(demo, "/desk");
    const [here, there] = offices;
    if (!here || !there) throw new Error("the demo network has offices");
    const { touch, client, card } = await somebodyToAsk();
    const { gifts } = await tell<Gifts>(demo, "POST", "/gifts", { name: { ru: "Зонт", en: "Umbrella" } });
    const gift = gifts.at(-1)?.gift ?? "";
    for (const { id } of [here, there]) await tell(demo, "PUT", `/gifts/${gift}/stock/${id}`, { onHand: 1 });
    await tell(demo, "POST", `/clients/${client}/gifts`, { gift, office: here.id });

    const page = await openCall(touch);
    const script = page.getByRole("list", { name: "Сценарий" });
    const named = ({ city, name }: { city: string; name: string }) => `${city}, ${name}`;
    const choose = (question: string, office: { city: string; name: string }) =>
      script.getByRole("combobox", { name: question }).selectOption({ label: named(office) });
    await choose("Где вручить новую карту?", there);
    await choose("Где Вам удобно забрать подарок?", there);
    await choose("В каком офисе брать выписку?", here);
    await expect.poll(() => script.getByText("записано").count()).toBe(2);
    const when = script.getByRole("group", { name: "Когда Вас ждать?" });
    await when.getByLabel("День").fill("2026-11-30");
    await when.getByLabel("Время").fill("16:30");
    await when.getByLabel("Офис").selectOption({ label: named(here) });
    await page.keyboard.press("Escape");
    await page.keyboard.press("1");
    await page.getByText("Поговорили · ").waitFor();
    await page.goto("/today");
    await page.getByRole("heading", { level: 1 }).waitFor();

    const agreed = () => ask<Agreed>(demo, `/clients/${client}/agreed`);
    await expect
      // The outcome waits in the browser until the program, which reckons two weeks for Today just then, has it.
      .poll(async () => (await agreed()).appointments, { timeout: 90_000 })
      .toMatchObject([{ office: here.id, on: "2026-11-30", time: "16:30", state: "booked" }]);
    expect(await ask<Renewal>(demo, `/cards/${card}/renewal`)).toMatchObject({
      state: "office_chosen",
      office: there.id,
    });
    const { reservations } = await ask<Reservations>(demo, `/clients/${client}/gifts`);
    expect(reservations.find((one) => one.gift === gift)).toMatchObject({
      office: there.id,
      state: "reserved",
    });
    const { profile } = await ask<ClientPage>(demo, `/clients/${client}`);
    expect(profile.statementOffice?.id).toBe(here.id);
  });
});
