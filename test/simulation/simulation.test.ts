/** Businesses that live through hard days, killed now and then, and an auditor that finds nothing. */
import { afterEach, expect, inject, it } from "vitest";
import { openTestDatabase } from "../support/database.ts";
import { simulate } from "./simulate.ts";

// On the embedded engine a day takes several times as long, so one business has to do there.
const engine = inject("postgresUrl") ? "postgres" : "pglite";
const seeds = Array.from({ length: engine === "postgres" ? 20 : 1 }, (_, at) => at + 1);
const days = 5;
const people = 12;

/** What `npm run simulate` found once, each as short as it can be told; they stay for good. */
const found: readonly { seed: number; days: number; people: number }[] = [];
let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

/** Every fourth business has fewer operators than calls. */
const businesses = seeds.map((seed) => ({
  seed,
  days,
  people,
  ...(seed % 4 === 0 && { operatorMinutes: 12 }),
}));

it.each([...businesses, ...found])("seed $seed, $days days of $people people", async (business) => {
  const database = await openTestDatabase(engine);
  close = () => database.close();
  const { wrong, letters } = await simulate(database, business);
  expect(wrong).toEqual([]);
  expect(letters).toBeGreaterThan(0);
});
