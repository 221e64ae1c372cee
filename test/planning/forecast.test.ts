/** What was forecast for a day, and explained of it before, with no new facts, is what the plan of its morning does. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { sql, type Connection } from "../../src/database/sql.ts";
import { explainDay } from "../../src/planning/actions/explain-day.ts";
import { forecastDays } from "../../src/planning/actions/forecast-days.ts";
import type { PlannedTouch } from "../../src/planning/store/touches.ts";
import type { ModelBase } from "../model/facts.ts";
import { PlanModel } from "../model/plan-model.ts";
import type { ModelTouch } from "../model/touch.ts";
import { onEveryEngine } from "../support/database.ts";
import { counted, countsOf, goesOut, morningOf } from "./made-days.ts";
import { byKey, comparable, liveDefinitions, put } from "./put-base.ts";
import { distinctIds, knownClients, lanesFrom, scenarios, withPromises } from "./random-base.ts";
import { SmallBase } from "./small-base.ts";

onEveryEngine("forecast", (database, engine) => {
  let base: SmallBase;
  beforeAll(() => {
    base = new SmallBase(database().db);
  });

  it("the forecast of a day, and what is explained of it before, is the plan of its morning", async () => {
    const ranges = fc.record({ scenario: scenarios, days: fc.integer({ min: 2, max: 5 }), lanesFrom });
    await fc.assert(
      fc.asyncProperty(ranges, async ({ scenario: { base: drawn, on: first }, days: length, lanesFrom }) => {
        const facts = withPromises(drawn, () => false);
        fc.pre(distinctIds(facts));
        await put(base, facts, first);
        const now = morningOf(first);
        const last = first.add({ days: length - 1 });
        const forecast = await forecastDays(base.db, { from: first, to: last, at: now, lanesFrom });
        const ahead = await explainAll(base.db, facts, last, now);
        const seen = {
          ...facts,
          clients: knownClients(facts).map((client) => ({
            ...client,
            made: [...client.made],
            followed: [...client.followed],
          })),
        };
        const definitions = await liveDefinitions(base.db);
        for (const { on, counts } of forecast) {
          const model = new PlanModel(seen, definitions, on, morningOf(on)).plan();
          const { touches } = await base.plan(on.toString(), morningOf(on).toString(), { lanesFrom });
          const plan = comparable(touches).sort(byKey);
          expect(plan).toEqual(model.sort(byKey));
          expect(counted(counts)).toEqual(await countsOf(base.db, on));
          // Whether the calls of all others leave room is not asked for one client.
          if (on.equals(last) && facts.operatorHours.length === 0) expect(ahead.sort(byKey)).toEqual(plan);
          await goesOut(base.db, on);
          for (const touch of touches) remember(seen, touch);
        }
      }),
      { numRuns: engine === "pglite" ? 5 : 10 },
    );
  });

  it("in the middle of a day, with letters that the mail server puts off, it is the plan of that moment and of the days after", async () => {
    const cases = fc.record({
      scenario: scenarios,
      days: fc.integer({ min: 1, max: 4 }),
      hour: fc.integer({ min: 8, max: 19 }),
      waits: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ scenario: { base: drawn, on: first }, days: length, hour, waits }) => {
        const facts = withPromises(drawn, () => false);
        fc.pre(distinctIds(facts));
        await put(base, facts, first);
        await base.plan(first.toString(), morningOf(first).toString());
        const now = first.toZonedDateTime({ timeZone: "Europe/Moscow", plainTime: { hour } }).toInstant();
        await putOff(base.db, first, now, waits);
        const last = first.add({ days: length - 1 });
        const forecast = await forecastDays(base.db, { from: first, to: last, at: now });
        for (const { on, counts } of forecast) {
          await base.plan(on.toString(), (on.equals(first) ? now : morningOf(on)).toString());
          expect(counted(counts)).toEqual(await countsOf(base.db, on));
          await goesOut(base.db, on);
        }
      }),
      { numRuns: engine === "pglite" ? 4 : 8 },
    );
  });
});

/** The planned letters of the day are put off in turn by so many hours; by none: they have not been tried. */
async function putOff(
  db: Connection,
  on: Temporal.PlainDate,
  at: Temporal.Instant,
  waits: readonly number[],
): Promise<void> {
  const { rows } = await sql<{ client: string; id: string }>`
    select client_id as client, id from touch where on_day = ${on.toString()}::text::date and state = 'planned'
      and channel = 'email' order by id`.execute(db);
  for (const [index, { client, id }] of rows.entries()) {
    const hours = waits[index % waits.length] ?? 0;
    if (hours === 0) continue;
    await sql`insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
      values (${client}, ${id}, ${at.toString()}::text::timestamptz - interval '10 hours', 'planned', 'claimed', 'released')`.execute(
      db,
    );
    await sql`update touch set postponed_until = ${at.add({ hours }).toString()}::text::timestamptz where id = ${id}`.execute(
      db,
    );
  }
}

async function explainAll(
  db: Connection,
  facts: ModelBase,
  on: Temporal.PlainDate,
  at: Temporal.Instant,
): Promise<ModelTouch[]> {
  const explained = [];
  for (const { id: client } of facts.clients) {
    explained.push(...comparable((await explainDay(db, { client, on, at })).touches));
  }
  return explained;
}

function remember(base: ModelBase, touch: PlannedTouch): void {
  const client = base.clients.find(({ id: known }) => known === touch.client_id);
  const isOver = ["planned", "refused", "control"].includes(touch.state) || touch.taken_along_by !== null;
  if (!client || !isOver) return;
  (client.ended ??= []).push({ chain: touch.chain, step: touch.step, key: touch.occasion_key });
  const isAlong = touch.taken_along_by !== null;
  if (touch.state !== "planned" && !isAlong) return;
  const on = touch.on_day.toString();
  const state = touch.channel === "call" || isAlong ? "done" : "sent";
  if (touch.chain === "follow-up")
    client.followed.push({ on, step: touch.step, key: touch.occasion_key, state, isAlong });
  else if (!isAlong) client.made.push({ on, purpose: touch.purpose, channel: touch.channel, state });
}
