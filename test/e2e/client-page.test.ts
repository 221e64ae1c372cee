/** A client's page, in a real browser on the real program: all that is known of them stands there, in the reader's words. */
import type { Browser } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { FoundClients } from "../../src/clients/contract.ts";
import type { ClientPage } from "../../src/reports/client-contract.ts";
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
});
