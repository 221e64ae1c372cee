/** The rules about people: what conversations left behind, who is one person, who is left alone, who has time to call. */
import fc from "fast-check";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { purposes } from "../../src/chains/chain.ts";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { changeEtiquette, setOperatorHours } from "../../src/planning/actions/change-etiquette.ts";
import { explainDay } from "../../src/planning/actions/explain-day.ts";
import { decisive } from "../../src/planning/verdict.ts";
import { sayVerdict } from "../../src/planning/verdict-words.ts";
import { onEveryEngine } from "../support/database.ts";
import { day, SmallBase } from "./small-base.ts";

const on = "2026-11-18";
const moment = (text: string) => Temporal.Instant.from(text);

onEveryEngine("rules about people", (database) => {
  let base: SmallBase;
  beforeAll(() => {
    base = new SmallBase(database().db);
  });
  beforeEach(() => base.reset());

  const set = (settings: Record<string, string>) =>
    changeEtiquette(base.db, new Map(Object.entries(settings)));

  async function refusal(client: string, chain: string, refusedOn: string): Promise<void> {
    await sql`insert into refusal (client_id, id, chain, refused_on)
      values (${client}, ${newId()}, ${chain}, ${refusedOn}::text::date)`.execute(base.db);
  }

  /** A card whose reminder is due on the day: a call about what burns. */
  const reminded = async (facts: Parameters<SmallBase["client"]>[0] = {}, balance = 486_000n) => {
    const client = await base.client(facts);
    await base.card(client, "2026-12-18", balance);
    return client;
  };

  it("recently_spoke: care waits for a week after a conversation, loyalty does not, an unanswered call is none", async () => {
    const spoke = await base.client();
    const loyal = await reminded();
    const silent = await base.client();
    await base.trip(spoke, "2026-11-15");
    await base.trip(silent, "2026-11-15");
    await base.made(spoke, "2026-11-12", { purpose: "service", channel: "call", state: "done" });
    await base.made(loyal, "2026-11-12", { channel: "call", state: "done" });
    await base.made(silent, "2026-11-12", { channel: "call", state: "no_answer" });
    const plan = await base.plan(on);
    expect(plan.ending(spoke)).toBe("held by recently_spoke");
    expect(plan.verdict(spoke, "recently_spoke")).toMatchObject({
      because: { spoke: "2026-11-12", free: "2026-11-19" },
      notBefore: "2026-11-19T07:00:00+00:00",
    });
    expect(plan.ending(loyal)).toBe("planned call");
    expect(plan.ending(silent)).toBe("planned call");
    expect((await base.plan("2026-11-19")).ending(spoke)).toBe("planned call");
  });

  it("recently_spoke: whoever was called today about what they ordered gets no advertising today", async () => {
    await base.issue(48, on);
    const spoke = await base.client();
    const wrote = await base.client();
    await base.made(spoke, on, { purpose: "service", channel: "call", state: "done" });
    await base.made(wrote, on, { purpose: "service" });
    const plan = await base.plan(on);
    expect(plan.ending(spoke, "newsletter")).toBe("held by recently_spoke");
    expect(plan.ending(wrote, "newsletter")).toBe("planned email");
  });

  it("refused_before: the chain is silent for a year, to the day; other chains are not", async () => {
    const client = await reminded();
    const other = await reminded();
    await refusal(client, "bonus-burn", "2025-11-19");
    await refusal(other, "after-trip", on);
    const plan = await base.plan(on);
    expect(plan.ending(client)).toBe("refused by refused_before");
    expect(plan.verdict(client, "refused_before").notBefore).toBe("2026-11-19T07:00:00+00:00");
    expect(plan.ending(other)).toBe("planned call");
    await sql`update refusal set refused_on = '2025-11-18'`.execute(base.db);
    expect((await base.plan(on)).ending(client)).toBe("planned call");
  });

  it("complaint_open: no advertising and no congratulations until it is closed; loyalty goes on", async () => {
    const greeted = await base.client({ birthday: [11, 18] });
    const loyal = await reminded();
    for (const client of [greeted, loyal])
      await sql`insert into complaint (client_id, id, words, opened_at, opened_by)
        values (${client}, ${newId()}, 'шумно', '2026-11-01T10:00:00Z', 'API')`.execute(base.db);
    const plan = await base.plan(on);
    expect(plan.ending(greeted)).toBe("held by complaint_open");
    expect(plan.ending(loyal)).toBe("planned call");
    await sql`update complaint set closed_at = '2026-11-18T08:00:00Z', closed_by = 'API'`.execute(base.db);
    expect((await base.plan(on)).ending(greeted)).toBe("planned call");
  });

  it("greeting_only: on a birthday nothing but the greeting, on 28 February for those born on the 29th too", async () => {
    const client = await reminded({ birthday: [11, 18] });
    const plan = await base.plan(on);
    expect(plan.ending(client, "birthday")).toBe("planned call");
    expect(plan.ending(client, "bonus-burn")).toBe("held by greeting_only");
    const leap = await base.client({ birthday: [2, 29] });
    await base.card(leap, "2027-03-28", 486_000n);
    expect((await base.plan("2027-02-28")).ending(leap, "bonus-burn")).toBe("held by greeting_only");
    await set({ leapBirthday: "03-01" });
    expect((await base.plan("2027-02-28")).ending(leap, "bonus-burn")).toBe("planned call");
    expect((await base.plan("2027-03-01")).ending(leap, "birthday")).toBe("planned call");
  });

  it("same_person: records that share an address have one place a day and one measure, until they share it no longer", async () => {
    const first = await reminded({ phone: "+79160000001" });
    const second = await reminded({ phone: "+79160000001", email: "" }, 999_000n);
    const third = await base.client({ phone: "+79160000003", email: `${first}@example.com` });
    await base.issue(1, on);
    const plan = await base.plan(on);
    expect(plan.ending(second)).toBe("planned call");
    expect(plan.ending(first, "bonus-burn")).toBe("held by same_person");
    expect(plan.ending(third)).toBe("held by same_person");
    const [explained] = (
      await explainDay(base.db, { client: third, on: day(on), at: moment(`${on}T09:00:00Z`) })
    ).touches;
    expect(explained).toMatchObject({ client_id: third, state: "held" });
    for (const made of ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"]) await base.made(third, made);
    expect((await base.plan(on)).ending(second)).toBe("held by frequency");
    await sql`delete from contact_address where client_id = ${third}::uuid and kind = 'email'`.execute(
      base.db,
    );
    const parted = await base.plan(on);
    expect(parted.ending(second)).toBe("planned call");
    expect(parted.ending(third)).toBe("held by frequency");
  });

  it("control_group: the same clients each time, who would have been touched, and nobody who ordered something", async () => {
    await set({ controlShare: "5000" });
    const clients = [];
    for (let i = 0; i < 12; i++) clients.push(await reminded());
    const silent = await reminded({ consents: [] });
    const plan = await base.plan(on);
    const endings = clients.map((client) => plan.ending(client));
    expect(new Set(endings)).toEqual(new Set(["planned call", "control by control_group"]));
    expect(plan.ending(silent)).toBe("refused by no_consent");
    const again = await base.plan(on);
    expect(clients.map((client) => again.ending(client))).toEqual(endings);
    await set({ controlShare: "0" });
    const nobody = await base.plan(on);
    for (const client of clients) expect(nobody.ending(client)).toBe("planned call");
  });

  it("capacity: the most valuable calls first, of the office with hours of its own apart from the network", async () => {
    const office = await base.office("Europe/Moscow");
    const here = [await reminded({ office }, 100_000n), await reminded({ office }, 300_000n)];
    const elsewhere = [
      await reminded({}, 200_000n),
      await reminded({}, 400_000n),
      await reminded({}, 500_000n),
    ];
    await setOperatorHours(base.db, { office, weekday: 3, on: null, minutes: 6 });
    await setOperatorHours(base.db, { office: null, weekday: 3, on: null, minutes: 13 });
    const plan = await base.plan(on);
    expect(here.map((client) => plan.ending(client))).toEqual(["held by capacity", "planned call"]);
    expect(elsewhere.map((client) => plan.ending(client))).toEqual([
      "held by capacity",
      "planned call",
      "planned call",
    ]);
    expect(plan.verdict(elsewhere[0] ?? "", "capacity").because).toEqual({ calls: 2 });
    // One client is judged by what the day's plan has for the others.
    for (const client of [...here, ...elsewhere]) {
      const alone = await base.plan(on, `${on}T09:00:00Z`, { clients: [client] });
      expect(alone.ending(client)).toBe(plan.ending(client));
    }
    await setOperatorHours(base.db, { office: null, weekday: null, on, minutes: 0 });
    expect((await base.plan(on)).ending(elsewhere[2] ?? "")).toBe("held by capacity");
    await setOperatorHours(base.db, { office: null, weekday: null, on, minutes: null });
    await setOperatorHours(base.db, { office: null, weekday: 3, on: null, minutes: null });
    expect((await base.plan(on)).ending(elsewhere[0] ?? "")).toBe("planned call");
  });

  it("who has nobody to call them on the last day of a step is written to", async () => {
    const { db } = base;
    const office = await base.office("Europe/Moscow");
    const anybody = await base.client({ birthday: [11, 18] });
    const ofOffice = await base.client({ birthday: [11, 18], office });
    await sql`insert into operator_hours values (${newId()}, ${office}, 3, null, 0)`.execute(db);
    const plan = await base.plan("2026-11-18");
    expect(plan.ending(anybody)).toBe("planned call");
    expect(plan.ending(ofOffice)).toBe("planned email");
    await sql`insert into operator_hours values (${newId()}, null, 3, null, 0)`.execute(db);
    const later = await base.client();
    await base.trip(later, "2026-11-15");
    const idle = await base.plan("2026-11-18");
    expect(idle.ending(anybody)).toBe("planned email");
    // There is another day for this one.
    expect(idle.ending(later)).toBe("held by capacity");
  });

  it("of calls on the last day of their step those that nobody is free for are written to, the others wait", async () => {
    const { db } = base;
    await sql`insert into operator_hours values (${newId()}, null, 3, null, 6)`.execute(db);
    const [first, second] = [
      await base.client({ birthday: [11, 18] }),
      await base.client({ birthday: [11, 18] }),
    ];
    const noLetter = await base.client({ birthday: [11, 18], email: "" });
    const prefers = await base.client({ birthday: [11, 18] });
    await sql`update client set preferred_channel = 'call' where id = ${prefers}`.execute(db);
    const later = await base.client();
    await base.trip(later, "2026-11-15");
    for (const lanesFrom of [undefined, 0]) {
      const plan = await base.plan(on, `${on}T09:00:00Z`, { lanesFrom });
      const greeted = [first, second, prefers, noLetter].map((client) => plan.ending(client));
      expect(greeted.filter((ending) => ending === "planned call").length).toBe(1);
      expect(greeted.filter((ending) => ending === "planned email").length).toBeGreaterThanOrEqual(2);
      expect(plan.ending(noLetter)).toMatch(/^planned call|held by capacity$/);
      expect(plan.ending(later)).toBe("held by capacity");
    }
    const several = await reminded();
    await base.trip(several, "2026-11-15");
    const nobody = await base.plan(on);
    // What a call would have taken along, the letter, or the call that waits, does not.
    expect(nobody.touches.filter(({ client_id: of }) => of === several).map(({ state }) => state)).toEqual([
      "held",
      "held",
    ]);
    expect(nobody.touches.filter((touch) => touch.taken_along_by !== null)).toEqual([]);
    // Judged again by itself, each stays with what it has.
    const before = await base.planned(on);
    for (const client of [first, second, prefers]) {
      const again = await base.plan(on, `${on}T09:05:00Z`, { clients: [client] });
      expect(again.ending(client)).toBe(before.ending(client));
    }
  });

  it("a call takes other reasons along, never an offer by letter, and letters of a day are spread", async () => {
    const client = await reminded();
    await base.trip(client, "2026-11-15");
    await base.issue(1, on);
    const plan = await base.plan(on);
    const call = plan.of(client, "bonus-burn");
    expect(plan.verdict(client, "one_a_day", "after-trip").because).toMatchObject({ takenAlong: true });
    expect(plan.verdict(client, "one_a_day", "newsletter").because).toMatchObject({ takenAlong: false });
    const { rows } = await sql<{ chain: string }>`
      select chain from touch where taken_along_by = ${call.id}::uuid`.execute(base.db);
    expect(rows).toEqual([{ chain: "after-trip" }]);

    const readers = [];
    for (let i = 0; i < 30; i++) readers.push(await base.client({ phone: "" }));
    const letters = await base.plan(on);
    const moments = readers.map((reader) => letters.of(reader).not_before?.toString() ?? "");
    expect(new Set(moments).size).toBeGreaterThan(10);
    for (const at of moments) expect(at >= `${on}T07:00:00Z` && at < `${on}T09:00:00Z`).toBe(true);
  });

  it("the channel a client prefers comes first where etiquette lets it pass", async () => {
    const writes = await reminded();
    const unreachable = await reminded({ email: "" });
    await sql`update client set preferred_channel = 'email'`.execute(base.db);
    const plan = await base.plan(on);
    expect(plan.ending(writes)).toBe("planned email");
    expect(plan.ending(unreachable)).toBe("planned call");
  });

  it("late: what was planned for a day and not made on it is told as such, and not as in time", async () => {
    const client = await reminded({ email: "" });
    await base.plan(on);
    const tomorrow = day(on).add({ days: 1 });
    await base.plan(tomorrow.toString());
    const at = Temporal.Instant.from(`${tomorrow.toString()}T09:00:00Z`);
    const { touches } = await explainDay(base.db, { client, on: day(on), at });
    const decided = touches.map(({ state, verdicts }) => [state, decisive(verdicts)?.rule]);
    expect(decided).toEqual([["lapsed", "late"]]);
    const verdict = (await base.planned(on)).verdict(client, "late");
    expect(sayVerdict(verdict, { language: "ru", today: tomorrow })).toBe(
      "Не сделали 18 ноября; прошедший день не навёрстываем.",
    );
  });

  it("attempts: after three calls without an answer the letter, or nothing; each at its distance", async () => {
    const client = await reminded();
    const phoneOnly = await reminded({ email: "" });
    const tried = async (who: string, at: string, outcome = "no_answer") => {
      const key = (await base.plan(on)).of(who).occasion_key;
      await sql`insert into call (client_id, id, touch_id, chain, occasion_key, staff_member_id, from_state, claimed_at,
          lease_until, ended_at, outcome)
        values (${who}, ${newId()}, ${newId()}, 'bonus-burn', ${key}, ${newId()}, 'planned', ${at}::text::timestamptz,
          ${at}::text::timestamptz, ${at}::text::timestamptz, ${outcome})`.execute(base.db);
    };
    await tried(phoneOnly, `${on}T08:00:00Z`, "busy");
    expect((await base.plan(on)).of(phoneOnly).not_before?.toString()).toBe("2026-11-18T08:20:00Z");
    for (const who of [client, phoneOnly]) await tried(who, `${on}T08:30:00Z`);
    const plan = await base.plan(on);
    // Another day is left in the window, so nobody is called twice on this one.
    expect(plan.ending(phoneOnly)).toBe("held by attempts");
    expect(plan.verdict(phoneOnly, "attempts").notBefore).toBe("2026-11-19T07:00:00+00:00");
    // One call without an answer is not enough for the letter.
    expect(plan.ending(client)).toBe("held by attempts");
    for (const who of [client, client, phoneOnly]) await tried(who, `${on}T08:40:00Z`);
    const over = await base.plan(on);
    expect(over.ending(client)).toBe("planned email");
    expect(over.ending(phoneOnly)).toBe("refused by attempts");
  });

  it("no chain, no purpose and no setting reaches somebody who has died or asked for silence", async () => {
    const dead = await reminded({ deceased: "2026-01-01", birthday: [11, 18] });
    const silent = await reminded({ birthday: [11, 18] });
    const byAddress = await reminded({ phone: "+79169999999", email: "", birthday: [11, 18] });
    await base.wish(silent, "everything");
    await base.silencedAddress("phone", "+79169999999");
    for (const client of [dead, silent, byAddress]) await base.trip(client, "2026-11-15");
    await base.issue(1, on);
    const settings = fc.record({
      proactiveIn30Days: fc.integer({ min: 1, max: 8 }),
      recentlySpokeDays: fc.integer({ min: 0, max: 90 }),
      controlShare: fc.constantFrom(0, 5000),
      weekday: fc.constantFrom("08:00-22:00", "10:00-20:00"),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...purposes),
        settings,
        fc.constantFrom("P0D", "P7D"),
        fc.boolean(),
        async (purpose, figures, window, promised) => {
          await set(
            Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, String(value)])),
          );
          await sql`
            update chain_version set hash = chain || ${`/${purpose}/${window}`}::text, definition = jsonb_set(definition, '{steps}', (
              select jsonb_agg(step || jsonb_build_object('purpose', ${purpose}::text, 'window', ${window}::text))
              from jsonb_array_elements(definition -> 'steps') as step))`.execute(base.db);
          const promise = promised ? `${on}T09:00:00Z` : null;
          await sql`update touch set call_back_at = ${promise}::text::timestamptz, channel = 'call', state = 'planned'`.execute(
            base.db,
          );
          for (const { client_id, state } of (await base.plan(on)).touches) {
            expect([dead, silent, byAddress]).toContain(client_id);
            expect(["refused", "lapsed"]).toContain(state);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});
