/** Gifts are laid by at the office of the client's choice, never more than there are; what is agreed moves the plan at once. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { sql } from "../../src/database/sql.ts";
import { Agreed } from "../../src/dealings/agreed-contract.ts";
import { returnForgottenGifts } from "../../src/gifts/actions/reserve-gift.ts";
import { Gifts, Reservations } from "../../src/gifts/contract.ts";
import { newId } from "../../src/kernel/ids.ts";
import { replanClients } from "../../src/planning/actions/replan-clients.ts";
import { get, now, openServer } from "../http/server.ts";
import { SmallBase } from "../planning/small-base.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("gifts and what is agreed", (database) => {
  let base: SmallBase;
  let server: FastifyInstance;
  let office: string;
  beforeAll(async () => {
    server = await openServer(database());
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    base = new SmallBase(database().db);
    for (const table of ["gift_reservation", "gift_stock", "gift", "appointment", "planned_trip"])
      await sql`delete from ${sql.table(table)}`.execute(base.db);
    await base.reset();
    office = await base.office("Europe/Moscow");
  });

  const post = (url: string, payload: object, key = newId()) =>
    server.inject({ method: "POST", url, payload, headers: { "idempotency-key": key } });
  async function gift(onHand: number): Promise<string> {
    const name = { ru: "Сим-карта", en: "SIM card" };
    await server.inject({ method: "POST", url: "/api/v1/gifts", payload: { name } });
    const { gifts } = await get(server, "/api/v1/gifts", Gifts);
    const id = gifts.at(-1)?.gift ?? "";
    const url = `/api/v1/gifts/${id}/stock/${office}`;
    expect((await server.inject({ method: "PUT", url, payload: { onHand } })).statusCode).toBe(200);
    return id;
  }
  const stock = async () => (await get(server, "/api/v1/gifts", Gifts)).gifts[0]?.stock[0];

  it("two of three who want one of two get it, at the same moment; the rest are told", async () => {
    const id = await gift(2);
    const clients = await Promise.all([base.client(), base.client(), base.client()]);
    const answers = await Promise.all(
      clients.map((client) => post(`/api/v1/clients/${client}/gifts`, { gift: id, office })),
    );
    expect(answers.map(({ statusCode }) => String(statusCode)).sort()).toEqual(["200", "200", "409"]);
    const refused = answers.find(({ statusCode }) => statusCode === 409);
    expect(refused?.json()).toMatchObject({ code: "out_of_stock" });
    expect(await stock()).toMatchObject({ onHand: 2, reserved: 2 });
    const url = `/api/v1/gifts/${id}/stock/${office}`;
    expect((await server.inject({ method: "PUT", url, payload: { onHand: 1 } })).statusCode).toBe(409);
  });

  it("is picked up once, or goes back to stock, and the same request lays nothing by twice", async () => {
    const id = await gift(2);
    const client = await base.client();
    const url = `/api/v1/clients/${client}/gifts`;
    await post(url, { gift: id, office }, "once");
    await post(url, { gift: id, office }, "once");
    await post(url, { gift: id, office }, "again");
    const { reservations } = await get(server, url, Reservations);
    expect(reservations.map(({ state }) => state)).toEqual(["reserved", "reserved"]);
    const [first, second] = reservations.map((reservation) => reservation.id);
    const end = (reservation: string | undefined, to: string) =>
      server.inject({ method: "POST", url: `${url}/${reservation}/end`, payload: { to } });
    expect((await end(first, "picked_up")).statusCode).toBe(200);
    expect((await end(first, "returned")).statusCode).toBe(409);
    expect(await stock()).toMatchObject({ onHand: 1, reserved: 1 });
    const desk = { db: base.db, clock: { now: () => now }, replan: replanClients };
    expect(await returnForgottenGifts(desk)).toBe(0);
    await sql`update gift_reservation set reserved_on = '2026-10-01' where id = ${second}::uuid`.execute(
      base.db,
    );
    expect(await returnForgottenGifts(desk)).toBe(1);
    expect(await stock()).toMatchObject({ onHand: 1, reserved: 0 });
  });

  it("a planned trip and an appointment are kept, changed, and stand in the plan at once", async () => {
    await installPack(base.db, "travel", now, ["appointment", "next-trip"]);
    const client = await base.client();
    const booked = await post(`/api/v1/clients/${client}/appointments`, {
      office,
      on: "2026-11-23",
      time: "10:30",
      withWhom: "Ирина",
    });
    expect(booked.statusCode, booked.body).toBe(200);
    const today = await base.planned("2026-11-22");
    expect(today.of(client, "appointment").facts).toMatchObject({ time: "10:30", with: "Ирина" });
    const [own] = booked.json<Agreed>().appointments;
    const cancelled = await server.inject({
      method: "PUT",
      url: `/api/v1/clients/${client}/appointments/${own?.id}`,
      payload: { office, on: "2026-11-23", time: "10:30", state: "cancelled" },
    });
    expect(cancelled.statusCode).toBe(200);
    expect((await base.planned("2026-11-22")).of(client, "appointment").state).toBe("withdrawn");
    const trip = { startsOn: "2027-01-21", precision: "month", destination: "Пхукет" };
    await post(`/api/v1/clients/${client}/planned-trips`, trip);
    expect((await base.planned("2026-11-22")).of(client, "next-trip").facts).toMatchObject({
      destination: "Пхукет",
    });
    const agreed = await get(server, `/api/v1/clients/${client}/agreed`, Agreed);
    expect(agreed.plannedTrips).toMatchObject([{ ...trip, state: "expected" }]);
    const nowhere = await post(`/api/v1/clients/${client}/appointments`, {
      office: newId(),
      on: "2026-11-23",
      time: "10:30",
    });
    expect(nowhere.statusCode).toBe(400);
  });
});
