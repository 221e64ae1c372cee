/** Two records of one person on the screen: seen side by side, merged by a key, undone, told apart. */
import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { ClientPage } from "../../src/reports/client-contract.ts";
import type { Duplicates } from "../../src/reports/duplicate-contract.ts";
import { faultsOf } from "../support/accessible.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, tell, type Demo } from "../support/screens.ts";

onScreens("the page of duplicates", (screens) => {
  let demo: Demo;
  let browser: Browser;
  beforeAll(() => {
    ({ demo, browser } = screens());
  });

  const add = async (client: object): Promise<string> =>
    (await tell<{ id: string }>(demo, "POST", "/clients", client)).id;

  async function visit(locale: string, width: number): Promise<Page> {
    const context = await browser.newContext({
      baseURL: demo.address,
      locale,
      viewport: { width, height: 900 },
    });
    return context.newPage();
  }

  /** The network has records that were entered twice: told apart, they leave the list to the pair of the test. */
  async function settleOthers(): Promise<void> {
    for (let pairs = await openPairs(); pairs.length > 0; pairs = await openPairs())
      for (const { first, second } of pairs) {
        await tell(demo, "POST", `/clients/${first.id}/not-the-same`, { other: second.id, apart: true });
      }
  }

  const openPairs = async () => (await ask<Duplicates>(demo, "/duplicates")).pairs;

  it("shows a pair side by side, merges it by a key and undoes that, and tells two apart", async () => {
    await settleOthers();
    const contactPoints = [{ kind: "phone", value: "+79161112233" }];
    const one = await add({ familyName: "Соловьёва", givenName: "Марина", contactPoints });
    const other = await add({ familyName: "Соловьева", givenName: "Марина", sex: "female", contactPoints });
    const page = await visit("ru-RU", 1440);
    await page.goto("/today");
    await page.getByRole("link", { name: "Двойники" }).click();
    const pair = page.getByRole("table", { name: "Соловьёва Марина и Соловьева Марина" });
    await pair.waitFor();
    await page.getByText("тот же телефон, то же имя, та же фамилия").waitFor();
    expect(await pair.getByText(/111.22.33/).count()).toBe(2);
    expect(await faultsOf(page, "duplicates")).toEqual([]);

    await pair.getByRole("radio", { name: "Оставить эту запись: Соловьева Марина" }).check();
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("m");
    await page.getByText("Объединены: Соловьева Марина.").waitFor();
    await page.keyboard.press("u");
    await pair.waitFor();
    expect((await openPairs()).length).toBe(1);

    await page.getByRole("button", { name: "Объединить" }).click();
    await page.getByText("Объединены: ").waitFor();
    expect(await openPairs()).toEqual([]);
    await page.goto(`/clients/${one}`);
    await page.getByRole("heading", { name: "Объединённые записи" }).waitFor();
    const survivor = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    expect([one, other]).toContain(survivor);
    expect((await ask<ClientPage>(demo, `/clients/${survivor}`)).mergedFrom).toHaveLength(1);
    await page.getByRole("button", { name: "Разъединить" }).click();
    await page.getByRole("heading", { name: "Объединённые записи" }).waitFor({ state: "detached" });
    expect((await openPairs()).length).toBe(1);
  });

  it("remembers that two are different people; in English, on a phone", async () => {
    const page = await visit("en-GB", 390);
    await page.goto("/duplicates");
    await page.getByRole("table").first().waitFor();
    const width = await page.evaluate("document.documentElement.scrollWidth");
    expect(width).toBe(390);
    await page.getByRole("button", { name: "Different people" }).first().click();
    await page.getByText(/^Remembered: .* are different people\./).waitFor();
    expect(await openPairs()).toEqual([]);
    await page.reload();
    await page.getByText("There are no duplicates.").waitFor();
  });
});
