/** A gift and a new card are handed over at the desk where they lie, and at no other. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "../../src/kernel/ids.ts";
import { newClient } from "../loyalty/till-base.ts";
import { openServerToStrangers } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { addOffice, letIn, type Person } from "./people.ts";

onEveryEngine("what waits for a client", (database) => {
  let server: FastifyInstance;
  let owner: Person;
  let desk: Person;
  let here: string;
  let elsewhere: string;
  let client: string;

  beforeAll(async () => {
    const { db } = database();
    server = await openServerToStrangers(database());
    [here, elsewhere] = [await addOffice(db), await addOffice(db, "На Малышева")];
    owner = await letIn(db, server, { role: "owner" });
    desk = await letIn(db, server, { role: "desk", offices: [here] });
    client = await newClient(db);
  });
  afterAll(() => server.close());

  async function send(
    who: Person,
    method: "GET" | "POST" | "PUT",
    path: string,
    payload?: object,
  ): Promise<Record<string, unknown>> {
    const answer = await server.inject({
      method,
      url: `/api/v1${path}`,
      headers: { cookie: who.cookie, "idempotency-key": newId() },
      ...(payload && { payload }),
    });
    return { status: answer.statusCode, ...answer.json<Record<string, unknown>>() };
  }
  const forbidden = { status: 403, code: "forbidden", field: "office" };

  it("a gift: picked up where it waits, after it was moved here too", async () => {
    await send(owner, "POST", "/gifts", { name: { ru: "Сим-карта", en: "SIM card" } });
    const { gifts } = await send(owner, "GET", "/gifts");
    const gift = (gifts as { gift: string }[]).at(-1)?.gift ?? "";
    for (const office of [here, elsewhere])
      await send(owner, "PUT", `/gifts/${gift}/stock/${office}`, { onHand: 1 });
    const own = `/clients/${client}/gifts`;
    await send(desk, "POST", own, { gift, office: elsewhere });
    const { reservations } = await send(owner, "GET", own);
    const waits = `${own}/${(reservations as { id: string }[])[0]?.id}`;
    expect(await send(desk, "POST", `${waits}/end`, { to: "picked_up" })).toMatchObject(forbidden);
    expect(await send(desk, "GET", own)).toMatchObject({ reservations: [{ state: "reserved" }] });
    expect(await send(desk, "PUT", waits, { office: here })).toMatchObject({ status: 200 });
    expect(await send(desk, "POST", `${waits}/end`, { to: "picked_up" })).toMatchObject({ status: 200 });
  });

  it("a new card: arrives and is handed out at the office that was chosen", async () => {
    const day = { office: elsewhere };
    await send(owner, "POST", "/card-number-ranges", { ...day, from: "1", to: "20" });
    const sold = await send(owner, "POST", "/cards", { ...day, client, price: "450.00" });
    const renewal = `/cards/${String(sold["card"])}/renewal`;
    expect(await send(desk, "POST", renewal, { to: "asked", ...day })).toMatchObject({ status: 200 });
    await send(owner, "POST", renewal, { to: "made" });
    for (const to of ["arrived", "handed_out"]) {
      expect(await send(desk, "POST", renewal, { to })).toMatchObject(forbidden);
      expect(await send(owner, "POST", renewal, { to })).toMatchObject({ status: 200, state: to });
    }
  });
});
