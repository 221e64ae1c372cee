/** A chain ends for an occasion when it was answered or its goal was reached, and keeps silent when nobody answers. */
import { beforeEach, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { forecastDays } from "../../src/planning/actions/forecast-days.ts";
import { explainDay } from "../../src/planning/actions/explain-day.ts";
import { sayVerdict } from "../../src/planning/verdict-words.ts";
import { onEveryEngine } from "../support/database.ts";
import { followUp, switchOn } from "./follow-up.ts";
import { day, SmallBase } from "./small-base.ts";

const chain = "follow-up";

onEveryEngine("a chain that is over", (database) => {
  let base: SmallBase;
  beforeEach(async () => {
    base = new SmallBase(database().db);
    await base.reset();
    await sql`update chain_version set state = 'retired' where state = 'live'`.execute(base.db);
  });

  async function returned(on: string): Promise<{ client: string; key: string }> {
    const client = await base.client();
    await base.trip(client, on);
    const { rows } = await sql<{ id: string }>`select id from dealing where client_id = ${client}`.execute(
      base.db,
    );
    return { client, key: `returned:${rows[0]?.id}` };
  }
  /** The first step was made, and nothing was heard since. */
  async function begun(on: string): Promise<{ client: string; key: string }> {
    const known = await returned(on);
    await base.made(known.client, day(on).add({ days: 1 }).toString(), {
      chain,
      step: "first",
      key: known.key,
    });
    return known;
  }
  const bought = (client: string, on: string) =>
    sql`insert into dealing (client_id, id, kind, happened_on, price)
      values (${client}, ${newId()}, 'purchase', ${on}::text::date, 100)`.execute(base.db);
  const refused = (client: string, on: string) =>
    sql`insert into refusal (client_id, id, chain, refused_on)
      values (${client}, ${newId()}, ${chain}, ${on}::text::date)`.execute(base.db);

  it("says nothing further once it was answered, on the same day too, and goes on where it was not", async () => {
    await switchOn(base.db, followUp);
    const spoken = await returned("2026-11-17");
    await base.made(spoken.client, "2026-11-18", { chain, step: "first", key: spoken.key, state: "done" });
    const written = await returned("2026-11-17");
    await base.made(written.client, "2026-11-18", { chain, step: "first", key: written.key });
    const plan = await base.plan("2026-11-20");
    expect(plan.ending(spoken.client)).toBe("refused by chain_over");
    const verdict = plan.verdict(spoken.client, "chain_over");
    expect(verdict).toMatchObject({ notBefore: null, because: { by: "answered", on: "2026-11-18" } });
    const reader = { language: "ru", today: day("2026-11-20") } as const;
    expect(sayVerdict(verdict, reader)).toBe("18 ноября: об этом уже поговорили.");
    expect(plan.ending(written.client)).toBe("planned call");
  });

  it("ends with its goal, from the day after the occasion's own", async () => {
    await switchOn(base.db, followUp);
    const cases: [bought: string | undefined, ending: string][] = [
      [undefined, "planned call"],
      ["2026-11-17", "planned call"],
      ["2026-11-18", "refused by chain_over"],
      ["2026-11-20", "refused by chain_over"],
      ["2026-11-21", "planned call"],
    ];
    const clients = [];
    for (const [on, ending] of cases) {
      const { client, key } = await returned("2026-11-17");
      await base.made(client, "2026-11-18", { chain, step: "first", key });
      if (on !== undefined) await bought(client, on);
      clients.push({ client, ending, on });
    }
    const plan = await base.plan("2026-11-20");
    for (const { client, ending, on } of clients) expect(plan.ending(client), on).toBe(ending);
  });

  it("begins with its first step where that comes before the occasion", async () => {
    await switchOn(
      base.db,
      followUp
        .replace("occasion: returned", "occasion: bonus-burn")
        .replace("offset: +P1D", "offset: -P10D")
        .replace("offset: +P3D", "offset: -P3D"),
    );
    for (const [on, ending] of [
      ["2026-11-12", "planned call"],
      ["2026-11-13", "refused by chain_over"],
    ] as const) {
      const client = await base.client();
      await base.card(client, "2026-11-23", 50_000n);
      await bought(client, on);
      expect((await base.plan("2026-11-20")).ending(client), on).toBe(ending);
    }
  });

  it("keeps silent after a refusal, or two touches without a word, for as long as it says", async () => {
    await switchOn(base.db, followUp);
    const { client } = await begun("2026-11-17");
    await refused(client, "2026-09-22");
    await sql`update business set settings = '{"etiquette":{"refusedDays":30}}'`.execute(base.db);
    const plan = await base.plan("2026-11-20");
    expect(plan.ending(client)).toBe("refused by chain_over");
    expect(plan.verdict(client, "chain_over")).toMatchObject({
      because: { by: "refused", free: "2026-11-21" },
      // A Saturday begins an hour later.
      notBefore: "2026-11-21T08:00:00+00:00",
    });
    const free = await begun("2026-11-17");
    await refused(free.client, "2026-09-21");
    expect((await base.plan("2026-11-20")).ending(free.client)).toBe("planned call");

    const ignored = await begun("2026-11-17");
    await base.made(ignored.client, "2026-10-20", { chain, step: "first", key: "before" });
    await base.made(ignored.client, "2026-10-25", {
      chain,
      step: "second",
      key: "before",
      state: "no_answer",
    });
    const heard = await begun("2026-11-17");
    await base.made(heard.client, "2026-10-20", { chain, step: "first", key: "before" });
    await base.made(heard.client, "2026-10-25", { chain, step: "second", key: "before", channel: "call" });
    await bought(heard.client, "2026-10-26");
    const later = await base.plan("2026-11-20");
    expect(later.verdict(ignored.client, "chain_over").because).toMatchObject({
      by: "unanswered",
      on: "2026-11-18",
      free: "2027-01-17",
    });
    expect(later.ending(heard.client)).toBe("planned call");
  });

  it("is foreseen: a call that will have been made is an answer", async () => {
    await switchOn(base.db, followUp.replace("channels: [email]", "channels: [call]"));
    const { client } = await returned("2026-11-19");
    const at = Temporal.Instant.from("2026-11-20T06:00:00Z");
    const days = await forecastDays(base.db, { from: day("2026-11-20"), to: day("2026-11-24"), at });
    const told = days.flatMap(({ on, counts }) =>
      counts.map(({ step, state, decidedBy }) => [on.toString(), step, state, decidedBy]),
    );
    expect(told).toEqual([
      ["2026-11-20", "first", "planned", null],
      ["2026-11-22", "second", "refused", "chain_over"],
    ]);
    const { touches } = await explainDay(base.db, { client, on: day("2026-11-22"), at });
    expect(touches.map(({ step, state }) => [step, state])).toEqual([["second", "refused"]]);
  });
});
