/** Calls that a client asked for, found by the model among other reasons and other clients. */
import { beforeAll, beforeEach, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { replanClients } from "../../src/planning/actions/replan-clients.ts";
import { onEveryEngine } from "../support/database.ts";
import { promise } from "./promise.ts";
import { SmallBase, type Plan } from "./small-base.ts";

onEveryEngine("a promised call", (database) => {
  let base: SmallBase;
  const on = "2026-11-18";
  const at = Temporal.Instant.from(`${on}T08:00:00Z`);

  beforeAll(() => {
    base = new SmallBase(database().db);
  });
  beforeEach(() => base.reset());

  async function traveller(returnsOn: string): Promise<string> {
    const client = await base.client();
    await base.trip(client, returnsOn);
    return client;
  }

  it("that nobody made lapses with its day, and its reason is one for another call as long as it makes sense", async () => {
    const client = await traveller("2026-11-14");
    await promise(base.db, client, "2026-11-17");
    const plan = await base.plan(on);
    expect(plan.ending(client)).toBe("planned call");
    expect((await base.planned("2026-11-17")).of(client).state).toBe("lapsed");
  });

  it("takes an operator's time also while facts are judged anew", async () => {
    const [promised, other] = [await traveller("2026-11-14"), await traveller("2026-11-14")];
    await promise(base.db, promised, on);
    await sql`insert into operator_hours values (gen_random_uuid(), null, 3, null, 6)`.execute(base.db);
    expect((await base.plan(on)).ending(other)).toBe("held by capacity");
    for (const clients of [[promised, other], [promised], [other]]) {
      await base.db.transaction().execute((trx) => replanClients(trx, { clients, at }));
      expect((await base.planned(on)).ending(other)).toBe("held by capacity");
    }
    expect((await base.planned(on)).of(promised).state).toBe("queued");
  });

  it("of today counts among the calls of thirty days where tomorrow is planned ahead", async () => {
    const client = await traveller("2026-11-14");
    await promise(base.db, client, on);
    await base.made(client, "2026-11-02", { channel: "call", state: "done" });
    await base.card(client, "2026-12-19", 300_000n);
    await sql`delete from contact_point where kind = 'email'`.execute(base.db);
    expect((await base.plan("2026-11-19", at.toString())).ending(client)).toBe("held by frequency");
  });

  it("takes other reasons along: of two on one day the earlier one, of those for one moment the more important", async () => {
    const days: [trip: string, card: string, first: "after-trip" | "bonus-burn"][] = [
      ["08:00", "12:00", "after-trip"],
      ["12:00", "08:00", "bonus-burn"],
      ["12:00", "12:00", "bonus-burn"],
    ];
    const clients: string[] = [];
    const calls = new Map<string, Record<string, string>>();
    for (const [trip, card] of days) {
      const client = await base.client({ birthday: [11, 18] });
      await base.trip(client, "2026-11-14");
      await base.card(client, "2026-12-19", 300_000n);
      calls.set(client, {
        "after-trip": await promise(base.db, client, on, { at: trip }),
        // What was promised first makes no difference.
        "bonus-burn": await promise(base.db, client, on, { about: "bonus-burn", at: card, since: 1 }),
      });
      clients.push(client);
    }
    const along = async (plan: Plan) =>
      clients.map((client) => [plan.ending(client, "birthday"), plan.of(client, "birthday").taken_along_by]);
    const expected = clients.map((client, at) => [
      "held by one_a_day",
      calls.get(client)?.[days[at]?.[2] ?? ""],
    ]);
    expect(await along(await base.plan(on))).toEqual(expected);
    // A letter of the same morning makes no difference either.
    for (const client of clients) await base.made(client, on);
    expect(await along(await base.plan(on))).toEqual(expected);
    await base.db.transaction().execute((trx) => replanClients(trx, { clients, at }));
    expect(await along(await base.planned(on))).toEqual(expected);
  });

  it("of a later day holds today's calls only while it stands: judged anew it is judged before them", async () => {
    const [refusing, other] = [await traveller("2026-11-14"), await traveller("2026-11-14")];
    for (const client of [refusing, other]) {
      await base.card(client, "2026-12-18", 300_000n);
      await promise(base.db, client, "2026-11-20");
    }
    await sql`delete from contact_point where kind = 'email'`.execute(base.db);
    const replan = (client: string) =>
      base.db.transaction().execute((trx) => replanClients(trx, { clients: [client], at }));
    const today = async (client: string) => (await base.planned(on)).ending(client, "bonus-burn");
    const then = async (client: string) => (await base.planned("2026-11-20")).of(client, "after-trip").state;
    const refusal = sql`insert into refusal (client_id, id, chain, refused_on)
      values (${refusing}, gen_random_uuid(), 'after-trip', ${on}::text::date)`;
    await refusal.execute(base.db);
    for (const client of [refusing, other]) await replan(client);
    expect([await today(refusing), await then(refusing)]).toEqual(["planned call", "refused"]);
    expect([await today(other), await then(other)]).toEqual(["held by attempts", "queued"]);
    // Taken back, the promise stands again.
    await sql`delete from refusal`.execute(base.db);
    await replan(refusing);
    expect([await today(refusing), await then(refusing)]).toEqual(["held by attempts", "planned"]);
  });
});
