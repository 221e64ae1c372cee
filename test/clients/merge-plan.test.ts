import { afterAll, beforeAll, expect, it } from "vitest";
import { takeCall } from "../../src/calls/actions/take-call.ts";
import { sql } from "../../src/database/sql.ts";
import { onEveryEngine } from "../support/database.ts";
import { openServer } from "../http/server.ts";
import { addStaff } from "../loyalty/till-base.ts";
import { Desk, today } from "./desk.ts";

onEveryEngine("two records of one person in the plan", (database) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
  });
  afterAll(() => desk.server.close());

  let last = 0;
  const phone = () => ({ kind: "phone" as const, value: `+7916${String(4_000_000 + ++last)}` });
  const merge = (survivor: string, other: string) =>
    desk.change("POST", `/clients/${survivor}/merge`, { other });
  const unmerge = (survivor: string, other: string) =>
    desk.change("POST", `/clients/${survivor}/unmerge`, { other });

  it("get one touch where they would have got two, and none that was made already", async () => {
    const [a, b, c, d] = [
      await desk.client([phone()]),
      await desk.client([phone()]),
      await desk.client([phone()]),
      await desk.client([phone()]),
    ];
    const touches = async (client: string) =>
      (
        await sql<{ state: string }>`
          select state from touch where client_id = ${client}::text::uuid and on_day = ${today.toString()}::text::date
          order by state`.execute(desk.db)
      ).rows.map(({ state }) => state);
    await desk.plan();
    await merge(a, b);
    expect(await touches(a)).toEqual(["planned"]);
    expect(await touches(b)).toEqual([]);
    await sql`update touch set state = 'done' where client_id = ${d}::text::uuid`.execute(desk.db);
    await merge(c, d);
    expect(await touches(c)).toEqual(["done", "withdrawn"]);
    await desk.plan();
    expect(await touches(c)).toEqual(["done", "withdrawn"]);
    await unmerge(c, d);
    await unmerge(a, b);
    expect([await touches(c), await touches(d)]).toEqual([["planned"], ["done"]]);
    expect([await touches(a), await touches(b)]).toEqual([["planned"], ["planned"]]);
    await sql`update touch set state = 'claimed' where client_id = ${b}::text::uuid`.execute(desk.db);
    expect(await desk.send("POST", `/clients/${a}/merge`, { other: b })).toMatchObject({
      status: 409,
      body: { code: "wrong_state" },
    });
  });

  it("burn one bonus on one person: the plan reads the cards of both", async () => {
    const a = await desk.client([phone()], { birthday: null });
    const b = await desk.client([phone()], { birthday: null });
    const { body } = await desk.send("POST", "/cards", { client: b });
    const number = String(body["card"]);
    await desk.send("POST", `/cards/${number}/purchases`, { price: "10000.00" });
    await sql`update card set valid_through = '2026-12-22' where number = ${number}`.execute(desk.db);
    await desk.plan();
    expect([await desk.planned(a), await desk.planned(b)]).toEqual([undefined, "planned call"]);
    await merge(a, b);
    expect([await desk.planned(a), await desk.planned(b)]).toEqual(["planned call", undefined]);
    await desk.plan();
    expect([await desk.planned(a), await desk.planned(b)]).toEqual(["planned call", undefined]);
    await unmerge(a, b);
    expect([await desk.planned(a), await desk.planned(b)]).toEqual([undefined, "planned call"]);
    await sql`update card set valid_through = '2027-05-22' where number = ${number}`.execute(desk.db);
  });

  it("keep every promise of a call: of the one that goes, of the one that stays, and one of two for the same hour", async () => {
    const operator = await addStaff(desk.db, "operator");
    const on = Temporal.PlainDate.from("2026-11-24");
    const promises = async (client: string) =>
      (
        await sql<{ state: string; at: string }>`
          select state, call_back_at::text as at from touch
          where client_id = ${client}::text::uuid and call_back_at is not null order by on_day, id`.execute(
          desk.db,
        )
      ).rows.map(({ state, at }) => `${state} ${at.slice(0, 13)}`);
    const callEverybody = async (promised: Record<string, string>) => {
      for (;;) {
        const { body } = await desk.send("POST", "/calls/claim?lang=ru", { staffMember: operator });
        const call = body["call"] as { touch: string; client: string } | null;
        if (!call) return;
        const callBackAt = promised[call.client];
        const outcome =
          callBackAt === undefined ? { outcome: "no_answer" } : { outcome: "call_back", callBackAt };
        const url = `/calls/${call.touch}/outcome`;
        const ended = await desk.send("POST", url, { staffMember: operator, ...outcome });
        expect(ended.status, JSON.stringify(ended.body)).toBe(200);
      }
    };
    const [a, b, c] = [
      await desk.client([phone()]),
      await desk.client([phone()]),
      await desk.client([phone()]),
    ];
    await desk.plan();
    await callEverybody({ [b]: "2026-11-24T08:00:00Z", [c]: "2026-11-24T09:00:00Z" });
    await merge(a, b);
    expect(await promises(a)).toEqual(["queued 2026-11-24 08"]);
    await desk.plan(on);
    expect(await promises(a)).toEqual(["queued 2026-11-24 08"]);
    await merge(c, a);
    expect(await promises(c)).toEqual(["queued 2026-11-24 09"]);
    await desk.plan(on);
    const later = { now: () => Temporal.Instant.from("2026-11-24T10:00:00Z") };
    const take = () => takeCall({ db: desk.db, clock: later }, { staffMember: operator });
    const { body: queue } = await desk.send("POST", "/calls/claim?lang=ru", { staffMember: operator });
    expect(queue).toMatchObject({ call: null });
    const taken = await take();
    expect(taken?.client).toBe(c);
    await desk.send("POST", `/calls/${taken?.touch}/give-back`, { staffMember: operator });
    await sql`update touch set call_back_at = call_back_at + interval '3 hours' where client_id = ${c}::text::uuid
      and call_back_at is not null`.execute(desk.db);
    expect(await take()).toBeUndefined();
    await sql`update touch set call_back_at = call_back_at - interval '3 hours' where client_id = ${c}::text::uuid
      and call_back_at is not null`.execute(desk.db);
    await desk.wish(c);
    expect(await promises(c)).toEqual(["refused 2026-11-24 09"]);
    await unmerge(c, a);
    expect(await promises(c)).toEqual(["refused 2026-11-24 09"]);
    await unmerge(a, b);
    expect([await promises(a), (await promises(b)).length, (await promises(c)).length]).toEqual([[], 1, 1]);
  });

  it("are as silent as the stricter of them, with every address, and stay so", async () => {
    const [quiet, loud] = [phone(), phone()];
    const a = await desk.client([loud], { familyName: "Громов" });
    const b = await desk.client([quiet], { familyName: "Тихов" });
    await desk.change("POST", `/clients/${b}/consents`, {
      consents: [{ purpose: "contact", channel: "email", given: false }],
      how: "call",
      wordingVersion: "1",
    });
    await desk.plan();
    await desk.wish(b);
    await merge(a, b);
    expect(await desk.planned(a)).toBe("refused by do_not_disturb");
    const allowed = async (client: string) =>
      (await desk.server.inject(`/api/v1/clients/${client}/consents`)).json<{
        allowed: { purpose: string; channel: string; consent: string; allowed: boolean }[];
        consents: { id: string; given: boolean; channel: string }[];
      }>();
    const email = (await allowed(a)).allowed.find(
      ({ purpose, channel }) => purpose === "contact" && channel === "email",
    );
    expect((await allowed(a)).consents.find(({ id }) => id === email?.consent)).toMatchObject({
      given: false,
    });
    const third = await desk.client([loud]);
    expect(await desk.showsSilence(third)).toEqual([true, true]);
    await unmerge(a, b);
    for (const client of [a, b]) {
      expect(await desk.planned(client)).toBe("refused by do_not_disturb");
      const word = (await allowed(client)).allowed.find(
        ({ purpose, channel }) => purpose === "contact" && channel === "email",
      );
      expect((await allowed(client)).consents.find(({ id }) => id === word?.consent)?.given).toBe(false);
    }
    expect((await desk.profile(a)).wishes).toMatchObject([{ heldBy: "address" }]);
    expect((await desk.profile(b)).wishes).toMatchObject([{ heldBy: "client" }]);
  });
});
