/** Businesses that live through hard days, killed now and then, and an auditor that finds nothing. */
import { afterEach, expect, inject, it } from "vitest";
import { openTestDatabase } from "../support/database.ts";
import { simulate } from "./simulate.ts";

// On the embedded engine a day takes several times as long, so one business has to do there.
const engine = inject("postgresUrl") ? "postgres" : "pglite";
const seeds = Array.from({ length: engine === "postgres" ? 20 : 1 }, (_, at) => at + 1);
let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

it.each(seeds)("seed %i", async (seed) => {
  const database = await openTestDatabase(engine);
  close = () => database.close();
  const { wrong, letters } = await simulate(database, { seed, days: 5, people: 12 });
  expect(wrong).toEqual([]);
  expect(letters).toBeGreaterThan(0);
});
