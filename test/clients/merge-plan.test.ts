import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { onEveryEngine } from "../support/database.ts";
import { openServer } from "../http/server.ts";
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
