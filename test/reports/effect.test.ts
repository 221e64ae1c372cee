/** What chains brought, by a published experiment and by clients whose sums one can add up in the head. */
import type { FastifyInstance } from "fastify";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { compareShares, neededSize } from "../../src/reports/effect.ts";
import { ChainEffect } from "../../src/reports/effect-contract.ts";
import { insert, touchRow } from "../http/rows.ts";
import { get, openServer } from "../http/server.ts";
import { newId } from "../../src/kernel/ids.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("the MineThatData e-mail test", (database) => {
  let server: FastifyInstance;
  /** Clients of a group, of whom the first ones came to the site within two weeks. */
  const experiment = { control: [21_306, 2_262], mens: [21_307, 3_894], womens: [21_387, 3_238] } as const;

  beforeAll(async () => {
    const { db } = database();
    server = await openServer(database());
    for (const [group, [clients, visited]] of Object.entries(experiment)) {
      await sql`
        with member as (
          select md5(${group}::text || number)::uuid as id, number from generate_series(1, ${clients}::int) as number
        ),
        mail as (
          select member.id, member.number, chain from member
          join (values ('mens'), ('womens')) as chains (chain) on ${group}::text in (chain, 'control')
        ),
        came as (
          insert into dealing (client_id, id, kind, happened_on, price)
          select id, md5(id || 'visit')::uuid, 'visit', date '2026-03-01' + 1 + number % 14, 0 from member
          where number <= ${visited}::int
        )
        insert into touch (client_id, id, on_day, chain, chain_version, step, occasion_kind, occasion_key, occasion_date,
          facts, purpose, channel, state, verdicts, planned_at, moved_at)
        select id, md5(id || chain)::uuid, '2026-03-01', chain, 1, 'letter', 'issue', 'issue:1', '2026-03-01', '{}',
          'advertising', 'email', case ${group}::text when 'control' then 'control' else 'sent' end, '[]', now(), now()
        from mail`.execute(db);
    }
  });
  afterAll(() => server.close());

  it.each([
    ["mens", 18.28, 10.62, 7.66],
    ["womens", 15.14, 10.62, 4.52],
  ] as const)("comes out as published: %s", async (chain, treated, control, difference) => {
    const effect = await get(server, `/api/v1/reports/effect/${chain}?withinDays=14`, ChainEffect);
    expect(effect.control).toMatchObject({ clients: 21_306, returned: 2_262, waiting: 0 });
    expect(effect.told?.returned).toMatchObject({ treated, control, difference });
    const { low = 0, high = 0 } = effect.told?.returned ?? {};
    // The plain interval of two large samples, which Newcombe's comes close to.
    const [p, q] = [treated / 100, control / 100];
    const half = 196 * Math.sqrt((p * (1 - p)) / 21_307 + (q * (1 - q)) / 21_306);
    expect(low).toBeCloseTo(difference - half, 1);
    expect(high).toBeCloseTo(difference + half, 1);
    expect(effect.told?.saved).toBeNull();
  });

  it("counts no visit past the days", async () => {
    const effect = await get(server, "/api/v1/reports/effect/mens?withinDays=7", ChainEffect);
    expect(effect.treated.returned).toBeLessThan(2_000);
    expect(effect.treated.returned).toBeGreaterThan(1_800);
  });
});

onEveryEngine("a chain about burning bonuses", (database) => {
  let server: FastifyInstance;
  const burning = {
    chain: "bonus-burn",
    occasion_kind: "bonus-burn",
    step: "month-before",
    purpose: "loyalty",
  };
  const rows: Record<"touch" | "dealing" | "presentation" | "posting", Record<string, unknown>[]> = {
    touch: [],
    dealing: [],
    presentation: [],
    posting: [],
  };
  const member = (state: string, row: Record<string, unknown> = {}, burns = false): string => {
    const [client, card, posting] = [newId(), newId(), newId()];
    rows.touch.push(
      touchRow(client, {
        ...burning,
        occasion_key: `bonus-burn:${card}:2026-07-01`,
        occasion_date: "2026-07-01",
        on_day: "2026-06-01",
        worth: 400_00,
        state,
        decided_by: null,
        ...row,
      }),
    );
    if (burns) {
      rows.posting.push({
        client_id: client,
        id: posting,
        card_id: card,
        kind: "burned",
        happened_on: "2026-07-02",
        booked_at: "2026-07-02T00:10:00Z",
        on_account: "card-bonus",
        gained: -400_00,
        against: "burned",
        idempotency_key: posting,
      });
    }
    return client;
  };

  beforeAll(async () => {
    const { db } = database();
    server = await openServer(database());
    for (let number = 0; number < 100; number++) {
      const touched = member(number % 2 ? "done" : "no_answer", {}, number >= 50);
      if (number < 50)
        rows.dealing.push({
          client_id: touched,
          id: newId(),
          kind: "purchase",
          happened_on: "2026-06-10",
          price: 1000_00,
          discount: 30_00,
          redeemed: 70_00,
        });
      const leftAlone = member("control", {}, number >= 20);
      if (number < 20)
        rows.presentation.push({
          client_id: leftAlone,
          id: newId(),
          card_id: newId(),
          presented_on: "2026-06-10",
          bearer: "owner",
        });
    }
    member("sent", { on_day: "2026-11-01", occasion_date: "2026-12-01" });
    member("refused", { decided_by: "do_not_disturb" });
    for (const [table, all] of Object.entries(rows)) if (all.length > 0) await insert(db, table, all);
  });
  afterAll(() => server.close());

  it("tells who came, what they paid and what did not burn, against those left alone", async () => {
    const effect = await get(server, "/api/v1/reports/effect/bonus-burn?withinDays=30", ChainEffect);
    expect(effect.treated).toEqual({
      clients: 100,
      returned: 50,
      revenue: "45000.00",
      saved: "20000.00",
      waiting: 1,
    });
    expect(effect.control).toEqual({
      clients: 100,
      returned: 20,
      revenue: "0.00",
      saved: "8000.00",
      waiting: 0,
    });
    expect(effect.told?.returned).toMatchObject({ treated: 50, control: 20, difference: 30 });
    expect(effect.told?.revenue).toMatchObject({ treated: "450.00", control: "0.00", difference: "450.00" });
    expect(effect.told?.saved).toMatchObject({ treated: "200.00", control: "80.00", difference: "120.00" });
    // 2.5 % on either side: the deviation of a mean of one half 400, one half 0 is 20.1, of one in five 16.08.
    expect(Number(effect.told?.saved?.low)).toBeCloseTo(120 - 1.96 * Math.hypot(20.1, 16.08), 0);
  });

  it("counts what was bought on the card of a record that was merged, and one person once", async () => {
    const { db } = database();
    const [survivor, record] = [newId(), newId()];
    const touched = {
      chain: "after-trip",
      occasion_kind: "returned",
      on_day: "2026-06-01",
      decided_by: null,
    };
    await insert(db, "touch", [
      touchRow(survivor, { ...touched, occasion_key: "returned:1", state: "done" }),
      touchRow(record, { ...touched, occasion_key: "returned:2", state: "done" }),
    ]);
    await insert(db, "dealing", [
      { client_id: record, id: newId(), kind: "purchase", happened_on: "2026-06-10", price: 700_00 },
    ]);
    const merged = { client_id: record, into_id: survivor, survivor_id: survivor, merge_id: newId() };
    await insert(db, "merged_client", [{ ...merged, merged_at: "2026-06-20T10:00:00Z", record: "{}" }]);
    const effect = await get(server, "/api/v1/reports/effect/after-trip?withinDays=30", ChainEffect);
    expect(effect.treated).toMatchObject({ clients: 1, returned: 1, revenue: "700.00" });
  });

  it("says that there is too little to tell, and how much it takes", async () => {
    const effect = await get(
      server,
      "/api/v1/reports/effect/bonus-burn?withinDays=30&from=2026-10-01&difference=5",
      ChainEffect,
    );
    expect(effect.treated).toMatchObject({ clients: 0, waiting: 1 });
    expect(effect.told).toBeNull();
    const all = await get(
      server,
      "/api/v1/reports/effect/bonus-burn?withinDays=30&difference=5",
      ChainEffect,
    );
    expect(all.needed).toMatchObject({ difference: 5, base: 20, controlShare: 49.75 });
    expect(all.needed.control).toBeGreaterThan(1000);
    expect(all.needed.control).toBeLessThan(1200);
  });

  it("refuses a chain that is not there and a period the wrong way round", async () => {
    expect((await server.inject("/api/v1/reports/effect/nothing")).json()).toMatchObject({
      code: "not_found",
    });
    const wrong = await server.inject("/api/v1/reports/effect/bonus-burn?from=2026-05-01&through=2026-04-01");
    expect(wrong.json()).toMatchObject({ code: "bad_input", field: "from" });
  });
});

describe("what is told of shares", () => {
  const counted = fc
    .integer({ min: 1, max: 5000 })
    .chain((whole) => fc.record({ whole: fc.constant(whole), part: fc.integer({ min: 0, max: whole }) }));

  it("holds the difference within its interval, the other way round when the groups change places", () => {
    fc.assert(
      fc.property(counted, counted, (ours, theirs) => {
        const effect = compareShares(ours, theirs);
        expect(effect.low).toBeLessThanOrEqual(effect.difference + 1e-12);
        expect(effect.high).toBeGreaterThanOrEqual(effect.difference - 1e-12);
        expect(effect.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(effect.high).toBeLessThanOrEqual(1 + 1e-12);
        const turned = compareShares(theirs, ours);
        expect(turned.low).toBeCloseTo(-effect.high, 10);
        expect(turned.high).toBeCloseTo(-effect.low, 10);
      }),
    );
  });

  it("needs as many clients as the textbook says, and more for less", () => {
    // Fleiss, Statistical Methods for Rates and Proportions: 0.10 against 0.15, equal groups, 95 %, power 80 %.
    expect(neededSize({ base: 0.1, difference: 0.05, controlShare: 0.5 })).toEqual({
      control: 686,
      treated: 686,
    });
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.5, noNaN: true }),
        fc.double({ min: 0.02, max: 0.3, noNaN: true }),
        fc.double({ min: 0.05, max: 0.5, noNaN: true }),
        (base, difference, controlShare) => {
          const wide = neededSize({ base, difference, controlShare });
          const narrow = neededSize({ base, difference: difference / 2, controlShare });
          expect(narrow?.control).toBeGreaterThan(wide?.control ?? Infinity);
        },
      ),
    );
    expect(neededSize({ base: 0.9, difference: 0.2, controlShare: 0.1 })).toBeUndefined();
  });
});
