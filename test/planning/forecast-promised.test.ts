/** Calls that stand promised for the days of a forecast, or of an explanation, are a part of it as they are of the plan. */
import fc from "fast-check";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { explainDay } from "../../src/planning/actions/explain-day.ts";
import { forecastDays } from "../../src/planning/actions/forecast-days.ts";
import { replanClients } from "../../src/planning/actions/replan-clients.ts";
import { onEveryEngine } from "../support/database.ts";
import { counted, countsOf, goesOut, morningOf } from "./made-days.ts";
import { byKey, comparable, put } from "./put-base.ts";
import { promise } from "./promise.ts";
import { distinctIds, lanesFrom, scenarios, withPromises } from "./random-base.ts";
import { day, SmallBase } from "./small-base.ts";

onEveryEngine("a forecast", (database, engine) => {
  let base: SmallBase;
  beforeAll(() => {
    base = new SmallBase(database().db);
  });
  beforeEach(() => base.reset());

  const first = day("2026-11-18");
  const promisedOn = "2026-11-20";

  async function traveller(returnsOn = "2026-11-14"): Promise<string> {
    const client = await base.client();
    await base.trip(client, returnsOn);
    return client;
  }
  const forecast = async (to: string) =>
    (await forecastDays(base.db, { from: first, to: day(to), at: morningOf(first) })).map(({ on, counts }) =>
      [on.toString(), ...counted(counts)].join(", "),
    );

  it("counts a promised call on its day, once, in its hours too, and foresees its step on no other", async () => {
    await promise(base.db, await traveller(), promisedOn);
    expect(await forecast("2026-11-21")).toEqual([
      "2026-11-18",
      "2026-11-19",
      "2026-11-20, after-trip ask call planned  1",
      "2026-11-21",
    ]);
    for (let others = 0; others < 2; others++) await traveller("2026-11-17");
    await sql`insert into operator_hours values (gen_random_uuid(), null, 5, null, 12)`.execute(base.db);
    expect((await forecast(promisedOn)).at(-1)).toBe(
      "2026-11-20, after-trip ask call held capacity 1, after-trip ask call planned  2",
    );
  });

  it("judges it by what was said since", async () => {
    const silent = await traveller();
    await promise(base.db, silent, promisedOn);
    await base.wish(silent, "everything");
    expect((await forecast("2026-11-21")).slice(2)).toEqual([
      "2026-11-20, after-trip ask call refused do_not_disturb 1",
      "2026-11-21",
    ]);
  });

  it("of days with promised calls, and an explanation of one client's, is the plan of their mornings", async () => {
    const ranges = fc.record({ scenario: scenarios, days: fc.integer({ min: 2, max: 5 }), lanesFrom });
    await fc.assert(
      fc.asyncProperty(ranges, async ({ scenario: { base: drawn, on: from }, days: length, lanesFrom }) => {
        // A call that somebody is in makes its own end.
        const facts = withPromises(drawn, ({ state }) => state !== "claimed");
        fc.pre(distinctIds(facts));
        await put(base, facts, from);
        const now = morningOf(from);
        const clients = facts.clients.map(({ id }) => id);
        // Whatever was recorded since a call was promised has had it judged anew.
        await base.db.transaction().execute((trx) => replanClients(trx, { clients, at: now }));
        // Nothing else is planned ahead.
        await sql`delete from touch where on_day >= ${from.toString()}::text::date and call_back_at is null`.execute(
          base.db,
        );
        const to = from.add({ days: length - 1 });
        const forecast = await forecastDays(base.db, { from, to, at: now, lanesFrom });
        const ahead = [];
        for (const client of clients)
          ahead.push(...comparable((await explainDay(base.db, { client, on: to, at: now })).touches));
        for (const { on, counts } of forecast) {
          const plan = await base.plan(on.toString(), morningOf(on).toString(), { lanesFrom });
          await sql`update touch set state = 'planned' where state = 'queued' and on_day = ${on.toString()}::text::date`.execute(
            base.db,
          );
          expect(counted(counts)).toEqual(await countsOf(base.db, on));
          // Whether the calls of all others leave room is not asked for one client.
          if (on.equals(to) && facts.operatorHours.length === 0)
            expect(ahead.sort(byKey)).toEqual(comparable(plan.touches).sort(byKey));
          await goesOut(base.db, on);
        }
      }),
      { numRuns: engine === "pglite" ? 10 : 20 },
    );
  });
});
