/** Businesses that live through hard days, killed now and then, and an auditor that finds nothing. */
import { afterEach, expect, inject, it } from "vitest";
import { openTestDatabase } from "../support/database.ts";
import { simulate } from "./simulate.ts";

const engine = inject("postgresUrl") ? "postgres" : "pglite";
let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

it.each(Array.from({ length: 20 }, (_, at) => at + 1))("seed %i", async (seed) => {
  const database = await openTestDatabase(engine);
  close = () => database.close();
  const { wrong, letters } = await simulate(database, { seed, days: 5, people: 12 });
  expect(wrong).toEqual([]);
  expect(letters).toBeGreaterThan(0);
});
