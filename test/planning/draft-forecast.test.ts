/** What is told of a draft of a chain that is live already is what happens once it is switched on. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { chainYaml } from "../../src/chains/chain-yaml.ts";
import { saveDraft, switchOnChain } from "../../src/chains/actions/keep-chains.ts";
import type { Chain, Step } from "../../src/chains/chain.ts";
import { sql } from "../../src/database/sql.ts";
import { compareChain, tryChain } from "../../src/planning/actions/try-chain.ts";
import { forecastDays } from "../../src/planning/actions/forecast-days.ts";
import { onEveryEngine } from "../support/database.ts";
import { switchOn } from "./follow-up.ts";
import { counted, countsOf, goesOut, morningOf } from "./made-days.ts";
import { byKey, comparable, liveDefinitions, put } from "./put-base.ts";
import { distinctIds, scenarios, withPromises } from "./random-base.ts";
import { day, SmallBase } from "./small-base.ts";

type Edit = (chain: Chain) => Chain;

const ofFirst =
  (edit: (step: Step) => Step[]): Edit =>
  (chain) => ({ ...chain, steps: chain.steps.flatMap((step, at) => (at === 0 ? edit(step) : [step])) });

/** What people do to a live chain. */
const edits: Record<string, Edit> = {
  nothing: (chain) => chain,
  "another code": ofFirst((step) => [{ ...step, code: `${step.code}-2` }]),
  "other channels": ofFirst((step) => [{ ...step, channels: step.channels.toReversed() }]),
  "a longer window": ofFirst((step) => [{ ...step, window: "P6D", late: "skip" }]),
  "one step more": ofFirst((step) => [step, { ...step, code: "one-more", window: "P6D", late: "skip" }]),
  "one step less": (chain) => (chain.steps.length > 1 ? { ...chain, steps: chain.steps.slice(1) } : chain),
  "no end": ({ goal: _goal, stops: _stops, limits: _limits, ...chain }) => chain,
};

const one = (steps: string) => `code: hello
name: { ru: Проба, en: Trial }
about: { ru: проба, en: trial }
occasion: returned
steps:
${steps}templates:
  letter: { subject: { ru: Тема, en: Subject }, body: { ru: Слова, en: Words } }
`;
const step = (code: string, offset: string) =>
  `  - { code: ${code}, offset: ${offset}, window: P3D, late: skip, channels: [email], purpose: service, template: letter }\n`;

onEveryEngine("a draft of a live chain", (database, engine) => {
  let base: SmallBase;
  beforeAll(() => {
    base = new SmallBase(database().db);
  });

  const desk = (at: Temporal.Instant) => ({ db: base.db, clock: { now: () => at } });
  const save = (definition: Chain, at: Temporal.Instant) =>
    saveDraft(desk(at), {
      chain: definition.code,
      tag: undefined,
      yaml: chainYaml(definition),
      file: "draft.yaml",
      language: "en",
    });

  it("is forecast, and tried on one client, as it is planned once it is live", async () => {
    const cases = fc.record({
      scenario: scenarios,
      which: fc.nat(20),
      edit: fc.constantFrom(...Object.keys(edits)),
      before: fc.integer({ min: 1, max: 3 }),
      days: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ scenario: { base: drawn, on: first }, which, edit, before, days }) => {
        const facts = withPromises(drawn, () => false);
        fc.pre(distinctIds(facts));
        await put(base, facts, first);
        for (let passed = 0; passed < before; passed++) {
          const on = first.add({ days: passed });
          await base.plan(on.toString(), morningOf(on).toString());
          await goesOut(base.db, on);
        }
        const definitions = await liveDefinitions(base.db);
        const live = definitions[which % definitions.length];
        const change = edits[edit];
        if (!live || !change) throw new Error("no such chain");
        const draft = change(live);
        const from = first.add({ days: before });
        const to = from.add({ days: days - 1 });
        const now = morningOf(from);
        const forecast = await forecastDays(base.db, { from, to, at: now, drafts: [draft] });
        await save(draft, now);
        const trials = [];
        for (const { id: client } of facts.clients) {
          const { touches } = await tryChain(base.db, { chain: draft.code, client, on: to, at: now });
          trials.push(...comparable(touches));
        }
        await switchOnChain(desk(now), { chain: draft.code, tag: undefined });
        for (const { on, counts } of forecast) {
          const plan = await base.plan(on.toString(), morningOf(on).toString());
          expect(counted(counts)).toEqual(await countsOf(base.db, on));
          // Whether the calls of all others leave room is not asked for one client.
          if (on.equals(to) && facts.operatorHours.length === 0)
            expect(trials.sort(byKey)).toEqual(comparable(plan.touches).sort(byKey));
          await goesOut(base.db, on);
        }
      }),
      { numRuns: engine === "pglite" ? 4 : 20 },
    );
  });

  it("that was retired is compared by what it did before", async () => {
    await base.reset();
    await sql`delete from chain_version`.execute(base.db);
    const client = await base.client();
    await base.trip(client, "2026-11-20");
    await switchOn(base.db, one(step("first", "+P1D") + step("last", "+P2D")));
    for (const on of ["2026-11-21", "2026-11-22"]) {
      await base.plan(on);
      await goesOut(base.db, day(on));
    }
    const at = morningOf(day("2026-11-23"));
    await sql`update chain_version set state = 'retired', retired_at = ${at.toString()}::text::timestamptz`.execute(
      base.db,
    );
    // The client never got the first letter: only the last one tells that the chain is through with them.
    await sql`delete from touch where client_id = ${client} and step = 'first'`.execute(base.db);
    const compared = await compareChain(base.db, { chain: "hello", on: day("2026-11-23"), days: 3, at });
    await switchOnChain(desk(at), { chain: "hello", tag: undefined });
    const plans = [];
    for (const on of ["2026-11-23", "2026-11-24", "2026-11-25"]) plans.push(...(await base.plan(on)).touches);
    expect(compared.counts.reduce((sum, { new: fresh }) => sum + fresh, 0)).toBe(plans.length);
  });

  it("looked back upon, has finished nobody after its first day", async () => {
    await base.reset();
    await sql`delete from chain_version`.execute(base.db);
    const clients = [await base.client(), await base.client()];
    for (const client of clients) await base.trip(client, "2026-11-20");
    await switchOn(base.db, one(step("first", "+P1D") + step("last", "+P2D")));
    for (const on of ["2026-11-21", "2026-11-22"]) {
      await base.plan(on);
      await goesOut(base.db, day(on));
    }
    await switchOn(base.db, one(step("opening", "+P1D") + step("last", "+P2D")));
    const at = morningOf(day("2026-12-01"));
    const [live] = await liveDefinitions(base.db);
    if (!live) throw new Error("no chain");
    const range = { from: day("2026-11-21"), to: day("2026-11-22"), at };
    for (const drafts of [[], [live]]) {
      const days = await forecastDays(base.db, { ...range, drafts });
      expect(days.flatMap(({ counts }) => counted(counts))).toEqual([
        "hello opening email planned  2",
        "hello last email planned  2",
      ]);
    }
    // What happened before the first day has.
    expect(
      (await forecastDays(base.db, { ...range, from: day("2026-11-22"), drafts: [live] })).flatMap(
        ({ counts }) => counted(counts),
      ),
    ).toEqual(["hello last email planned  2"]);
  });
});
