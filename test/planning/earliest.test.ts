/**
 * "When at the earliest?" is answered with a moment that is kept: planned then, with nothing else changed, the rule lets the
 * touch through, and the client's hours are open; before that it does not, or nobody may be disturbed.
 */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import type { PlannedTouch } from "../../src/planning/store/touches.ts";
import type { ModelBase } from "../model/facts.ts";
import { onEveryEngine } from "../support/database.ts";
import { followUp, switchOn } from "./follow-up.ts";
import { put } from "./put-base.ts";
import { distinctIds, scenarios } from "./random-base.ts";
import { SmallBase } from "./small-base.ts";

/** A chain whose reason stands for longer than any rule makes it wait. */
const lasting = (code: string, purpose: string, channel: string) => `code: ${code}
name: { ru: Проба, en: Trial }
about: { ru: проба, en: trial }
occasion: returned
steps:
  - { code: step, offset: P0D, window: P2Y, late: skip, channels: [${channel}], purpose: ${purpose}, template: words }
templates:
  words: { subject: { ru: Тема, en: Subject }, body: { ru: Слова, en: Words }, script: { ru: Слова, en: Words } }
`;
const chains = [
  lasting("after-trip", "care", "call"),
  lasting("letter", "advertising", "email"),
  lasting("offer", "advertising", "call"),
  followUp.replaceAll("P3D, late", "P2Y, late"),
];

/** Others decide as well: whether there will be room is not known, only that there was none before. */
const competing = ["one_a_day", "same_person", "capacity"];

const settings = fc.constantFrom(
  {},
  { weekday: { opens: "12:00", closes: "16:00" }, weekend: { opens: "13:00", closes: "14:00" } },
  { weekday: { opens: "07:00", closes: "23:00" }, callsIn30Days: 1, refusedDays: 30 },
  { callsIn30Days: 0, proactiveIn30Days: 1, noAnswerRetryHours: 30 },
);
const calendar = fc.uniqueArray(
  fc.record({ days: fc.integer({ min: 0, max: 40 }), kind: fc.constantFrom("working", "holiday") }),
  { maxLength: 12, selector: ({ days }) => days },
);
const zones = fc.array(fc.constantFrom("", "Europe/Berlin", "Pacific/Auckland"), {
  minLength: 8,
  maxLength: 8,
});

/** The business's zone in all scenarios. */
const business = "Europe/Moscow";

/** Without what is said or bought after the day is judged: that changes the facts. Nor with promises: touches are forgotten. */
function knownThen(on: Temporal.PlainDate, now: Temporal.Instant, { clients, silenced }: ModelBase) {
  const isToday = now.toZonedDateTimeISO(business).toPlainDate().equals(on);
  const judgedAt = isToday ? now : on.toZonedDateTime(business).toInstant();
  const isSaid = (at: string) => Temporal.Instant.compare(at, judgedAt) <= 0;
  const isOver = (fact: { on: string }) => Temporal.PlainDate.compare(fact.on, on) <= 0;
  return {
    silenced: silenced.filter(({ since }) => isSaid(since)),
    clients: clients.slice(0, 2).map((client) => ({
      ...client,
      promised: [],
      wishes: client.wishes.filter(({ since }) => isSaid(since)),
      refusals: client.refusals.filter(isOver),
      calls: client.calls.filter(({ at }) => isSaid(at)),
      complaints: client.complaints
        .filter(({ opened }) => isSaid(opened))
        .map((complaint) => ({
          ...complaint,
          closed: complaint.closed && isSaid(complaint.closed) ? complaint.closed : null,
        })),
      bought: client.bought.filter(isOver),
      visits: client.visits.filter(isOver),
    })),
  };
}

onEveryEngine("the earliest moment", (database, engine) => {
  let base: SmallBase;
  beforeAll(() => {
    base = new SmallBase(database().db);
  });
  const forget = (from: Temporal.PlainDate) =>
    sql`delete from touch where on_day >= ${from.toString()}::text::date`.execute(base.db);

  /** The plan of a client's day as it would be from `at` on, kept of nothing; each is made once for a base. */
  const plans = new Map<string, Promise<PlannedTouch[]>>();
  function planOf(client: string, on: Temporal.PlainDate, at: Temporal.Instant): Promise<PlannedTouch[]> {
    const key = `${client} ${on.toString()} ${at.toString()}`;
    const made = plans.get(key) ?? planAndForget(client, on, at);
    plans.set(key, made);
    return made;
  }
  async function planAndForget(client: string, on: Temporal.PlainDate, at: Temporal.Instant) {
    const { touches } = await base.plan(on.toString(), at.toString(), { clients: [client] });
    await forget(on);
    return touches.filter(({ on_day: day }) => day.equals(on));
  }

  /** The touch as it is judged on another day. */
  async function judged(touch: PlannedTouch, on: Temporal.PlainDate, at: Temporal.Instant) {
    const touches = await planOf(touch.client_id, on, at);
    const same = touches.find(
      ({ chain, step, occasion_key: key }) =>
        chain === touch.chain && step === touch.step && key === touch.occasion_key,
    );
    const said = (code: string) => same?.verdicts.find(({ rule }) => rule === code);
    const { opens, closes } = said("quiet_hours")?.because ?? {};
    const isOpen = said("quiet_hours")?.says === "allow";
    return { said, opens: String(opens), closes: String(closes), isOpen, channel: same?.channel };
  }

  it("of every rule is the first at which it lets the touch through", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(scenarios, settings, calendar, zones, async (scenario, figures, days, far) => {
        const { on, now, base: facts } = scenario;
        fc.pre(distinctIds(facts));
        const known = knownThen(on, now, facts);
        const clients = known.clients.map((client, index) => ({
          ...client,
          zone: far[index] || client.zone,
          deceased: false,
          stopped: false,
          trips: [{ id: client.id, returnsOn: on.subtract({ days: 4 }).toString(), price: 5_000_000n }],
          refusals: client.refusals.map((refusal, at) => ({
            ...refusal,
            chain: ["after-trip", "letter", "follow-up"][at % 3] ?? "",
          })),
          consents: [],
        }));
        plans.clear();
        await put(base, { ...facts, ...known, clients, alsoLive: [], holidays: [], controlShare: 0 }, on);
        await sql`delete from chain_version`.execute(base.db);
        for (const chain of chains) await switchOn(base.db, chain);
        await sql`update business set settings = ${JSON.stringify({ etiquette: figures })}::text::jsonb`.execute(
          base.db,
        );
        for (const { days: after, kind } of days)
          await sql`insert into business_calendar_day (date, kind, name)
            values (${on.add({ days: after }).toString()}::text::date, ${kind}, '{"ru":"День","en":"Day"}')`.execute(
            base.db,
          );
        for (const { id } of clients)
          for (const purpose of ["contact", "advertising"])
            await base.consent(id, purpose, "any", true, "2020-01-01T00:00:00Z");
        const plan = await base.plan(on.toString(), now.toString());
        await forget(on);
        for (const touch of plan.touches) {
          const zone = String(touch.verdicts.find(({ rule }) => rule === "quiet_hours")?.because["zone"]);
          for (const { rule, says, notBefore } of touch.verdicts) {
            if (says === "allow" || notBefore === null) continue;
            seen.add(rule);
            const earliest = Temporal.Instant.from(notBefore);
            const day = earliest.toZonedDateTimeISO(zone).toPlainDate();
            const told = `${rule} of ${touch.chain} on ${on.toString()}: ${notBefore}`;
            expect(Temporal.PlainDate.compare(day, on), told).toBeGreaterThan(0);
            const then = await judged(touch, day, earliest);
            if (!competing.includes(rule)) expect(then.said(rule)?.says, told).toBe("allow");
            const opens = Temporal.Instant.from(then.opens);
            expect(Temporal.Instant.compare(earliest, then.closes), told).toBeLessThan(0);
            // A further try waits for its own moment inside the hours.
            const begins = day.toZonedDateTime(business).toInstant();
            const first = Temporal.Instant.compare(opens, begins) > 0 ? opens : begins;
            if (rule !== "attempts") expect(earliest.toString(), told).toBe(first.toString());
            expect(Temporal.Instant.compare(earliest, opens), told).toBeGreaterThanOrEqual(0);
            for (let earlier = day.subtract({ days: 1 }), back = 0; back < 2; back++) {
              if (Temporal.PlainDate.compare(earlier, on) <= 0) break;
              const morning = earlier.toZonedDateTime({ timeZone: zone, plainTime: "00:30" }).toInstant();
              const before = await judged(touch, earlier, morning);
              const passes =
                rule === "capacity" || (!competing.includes(rule) && before.said(rule)?.says === "allow");
              // What is said is said of one channel; another may be free before.
              if (before.isOpen && passes && before.channel === touch.channel) {
                // Only operators may be missing that day.
                expect(before.said("capacity")?.because, `${told}, and ${earlier.toString()}`).toMatchObject({
                  calls: 0,
                });
              }
              earlier = earlier.subtract({ days: 1 });
            }
          }
        }
      }),
      { numRuns: engine === "pglite" ? 6 : 8 },
    );
    expect(seen.size).toBeGreaterThan(1);
  });
});
