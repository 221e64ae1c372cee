/** A day with more calls than operators have hours for, in a real browser against the real program. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { StaffRole } from "../../src/access/rights.ts";
import { companyZone } from "../../src/demo/offices.ts";
import { dayIn } from "../../src/kernel/clock.ts";
import { setOperatorHours } from "../../src/planning/actions/change-etiquette.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import type { AllOperatorHours } from "../../src/planning/contract.ts";
import type { Today } from "../../src/reports/contract.ts";
import { faultsInBothThemes } from "../support/accessible.ts";
import { noon } from "../support/demo-folder.ts";
import { onScreens } from "../support/on-screens.ts";
import { ask, visitAs } from "../support/screens.ts";

const on = dayIn(companyZone, noon);

onScreens(
  "a day short of operators",
  (screens) => {
    async function visit(role: StaffRole): Promise<Page> {
      const page = await visitAs(screens(), role, "/today");
      await page.getByRole("complementary", { name: "Кому звонить" }).waitFor();
      return page;
    }
    const shortage = (page: Page) => page.getByRole("link", { name: /^Не хватает/ });

    it("tells whoever sets the hours how many are missing, and leads there", async () => {
      const page = await visit("owner");
      const { calls } = await ask<Today>(screens().demo, "/today");
      const { callSeconds } = await ask<AllOperatorHours>(screens().demo, "/operator-hours");
      const beyond = calls.held.find(({ rule }) => rule === "capacity")?.count ?? 0;
      expect(beyond).toBeGreaterThan(0);
      const waiting = page.getByRole("region", { name: "Ждут решения" });
      await waiting.getByText(new RegExp(`^${beyond} звон.* не успеть`)).waitFor();
      const hours = Math.ceil((beyond * callSeconds) / 3600);
      expect(await shortage(page).innerText()).toMatch(
        new RegExp(`^Не хватает ${hours} час(а|ов) операторов$`),
      );
      expect(await faultsInBothThemes(page, "today short of operators")).toEqual([]);
      await shortage(page).click();
      await page.getByRole("heading", { level: 2, name: "Часы на телефоне" }).waitFor();
    });

    it("is not told of to whoever cannot set the hours", async () => {
      const page = await visit("manager");
      await page.getByRole("region", { name: "Ждут решения" }).waitFor();
      expect(await shortage(page).count()).toBe(0);
    });
  },
  async ({ db }) => {
    await setOperatorHours(db, { office: null, weekday: null, on: on.toString(), minutes: 20 });
    await planDay(db, { on, at: noon });
  },
);
