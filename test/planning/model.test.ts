/** On random bases the slow model and the set-based plan agree on every candidate and every verdict. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { sql, type Connection } from "../../src/database/sql.ts";
import { replanClients } from "../../src/planning/actions/replan-clients.ts";
import { explainDay } from "../../src/planning/actions/explain-day.ts";
import type { PlannedTouch } from "../../src/planning/store/touches.ts";
import { PlanModel } from "../model/plan-model.ts";
import { onEveryEngine } from "../support/database.ts";
import { byKey, comparable, liveDefinitions, put } from "./put-base.ts";
import {
  distinctIds,
  knownClients,
  lanesFrom,
  scenarios,
  scenariosOfPromises,
  withPromises,
  type Scenario,
} from "./random-base.ts";
import { SmallBase } from "./small-base.ts";

onEveryEngine("plan and model", (database, engine) => {
  let base: SmallBase;
  beforeAll(() => {
    base = new SmallBase(database().db);
  });

  async function agree({ base: facts, on, now }: Scenario, from: number | undefined): Promise<void> {
    fc.pre(distinctIds(facts));
    await put(base, facts, on);
    const known = { ...facts, clients: knownClients(facts) };
    const live = await liveDefinitions(base.db);
    const model = new PlanModel(known, live, on, now);
    const plan = (await base.plan(on.toString(), now.toString(), { lanesFrom: from })).touches.filter(
      (touch) => touch.chain !== "other",
    );
    const today = now.toZonedDateTimeISO("Europe/Moscow").toPlainDate();
    // A day to come is explained among what the days before it will have made: below. One that is over and has no plan is
    // looked back on.
    const isExplained = today.equals(on) || (Temporal.PlainDate.compare(today, on) > 0 && plan.length > 0);
    const explained = [];
    for (const client of facts.clients) {
      explained.push(...(await explainDay(base.db, { client: client.id, on, at: now })).touches);
    }
    expect(comparable(plan).sort(byKey)).toEqual(model.plan().sort(byKey));
    if (isExplained) expect(whole(explained).sort(byKey)).toEqual(whole(plan).sort(byKey));
    const before = await snapshot(base.db);
    await base.plan(on.toString(), now.toString());
    expect(await snapshot(base.db)).toEqual(before);
    if (!today.equals(on)) return;
    const clients = facts.clients.map(({ id }) => id);
    await base.db.transaction().execute((trx) => replanClients(trx, { clients, at: now }));
    const anew = (await base.planned(on.toString())).touches.filter((touch) => touch.chain !== "other");
    const modelAnew = new PlanModel(known, live, on, now, { isAnew: true });
    expect(comparable(anew).sort(byKey)).toEqual(modelAnew.plan().sort(byKey));
  }

  it("agree on every candidate, verdict, channel and moment; explain says the same; a second plan changes nothing; judged anew a promise stands", async () => {
    await fc.assert(fc.asyncProperty(scenarios, lanesFrom, agree), {
      numRuns: engine === "pglite" ? 30 : 20,
    });
  });

  it("agree where everybody has asked for a call", async () => {
    await fc.assert(fc.asyncProperty(scenariosOfPromises, lanesFrom, agree), {
      numRuns: 15,
    });
  });

  it("a day ahead, with no new facts, is planned as it will be planned on its morning", async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async ({ base: drawn, on }) => {
        fc.pre(distinctIds(drawn));
        // That a call promised for a day before was not made is a new fact.
        const facts = withPromises(drawn, (promise) => promise.on >= on.toString());
        const morning = on.toZonedDateTime("Europe/Moscow").toInstant();
        await put(base, facts, on);
        const ahead = (await base.plan(on.toString(), morning.subtract({ hours: 24 * 5 }).toString()))
          .touches;
        await put(base, facts, on);
        const then = (await base.plan(on.toString(), morning.toString())).touches;
        expect(comparable(ahead)).toEqual(comparable(then));
      }),
      { numRuns: 10 },
    );
  });
});

const whole = (touches: readonly PlannedTouch[]) =>
  comparable(touches).map((told, at) => ({ ...told, verdicts: touches[at]?.verdicts }));

async function snapshot(db: Connection): Promise<unknown> {
  const { rows } = await sql<{ touches: string }>`
    select coalesce(jsonb_agg(to_jsonb(touch) order by client_id, id)::text, '') as touches from touch`.execute(
    db,
  );
  return rows[0]?.touches;
}
