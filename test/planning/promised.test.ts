/** Calls that a client asked for, found by the model among other reasons and other clients. */
import { beforeAll, beforeEach, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { replanClients } from "../../src/planning/actions/replan-clients.ts";
import { onEveryEngine } from "../support/database.ts";
import { SmallBase } from "./small-base.ts";

onEveryEngine("a promised call", (database) => {
  let base: SmallBase;
  const on = "2026-11-18";
  const at = Temporal.Instant.from(`${on}T08:00:00Z`);

  beforeAll(() => {
    base = new SmallBase(database().db);
  });
  beforeEach(() => base.reset());

  /** The call about the client's trip waits for the promised hour of that day. */
  const promise = (client: string, promisedOn: string) =>
    sql`
      insert into touch (client_id, id, on_day, chain, chain_version, step, occasion_kind, occasion_key, occasion_date, facts,
        purpose, channel, state, says, planned_at, moved_at, call_back_at)
      select client_id, touch_id(client_id, 'after-trip', 'ask', 'returned:' || id, ${promisedOn}::text::date),
        ${promisedOn}::text::date, 'after-trip', 1, 'ask', 'returned', 'returned:' || id, returns_on, '{}', 'care', 'call', 'queued',
        0, now(), now(), ${promisedOn}::text::date + interval '12 hours'
      from dealing where client_id = ${client}`.execute(base.db);

  async function traveller(returnsOn: string): Promise<string> {
    const client = await base.client();
    await base.trip(client, returnsOn);
    return client;
  }

  it("that nobody made lapses with its day, and its reason is one for another call as long as it makes sense", async () => {
    const client = await traveller("2026-11-14");
    await promise(client, "2026-11-17");
    const plan = await base.plan(on);
    expect(plan.ending(client)).toBe("planned call");
    expect((await base.planned("2026-11-17")).of(client).state).toBe("lapsed");
  });

  it("takes an operator's time also while facts are judged anew", async () => {
    const [promised, other] = [await traveller("2026-11-14"), await traveller("2026-11-14")];
    await promise(promised, on);
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
    await promise(client, on);
    await base.made(client, "2026-11-02", { channel: "call", state: "done" });
    await base.card(client, "2026-12-19", 300_000n);
    await sql`delete from contact_point where kind = 'email'`.execute(base.db);
    expect((await base.plan("2026-11-19", at.toString())).ending(client)).toBe("held by frequency");
  });
});
