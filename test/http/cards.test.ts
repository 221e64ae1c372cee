/** What is done to cards and their rules over HTTP, beyond the till's commands. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "../../src/kernel/ids.ts";
import { CardState, WhyThisDate } from "../../src/loyalty/contract.ts";
import { GracePeriods } from "../../src/loyalty/grace-contract.ts";
import { Programs } from "../../src/loyalty/program-contract.ts";
import { addOffice, addStaff, newClient } from "../loyalty/till-base.ts";
import { onEveryEngine } from "../support/database.ts";
import { get, openServer } from "./server.ts";

onEveryEngine("cards over HTTP", (database) => {
  let server: FastifyInstance;
  beforeAll(async () => {
    server = await openServer(database());
  });
  afterAll(() => server.close());

  const post = async (url: string, payload: object, key = newId()) => {
    const response = await server.inject({
      method: "POST",
      url,
      payload,
      headers: { "idempotency-key": key },
    });
    return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
  };

  it("a grace period is given, listed, and named as the reason for the date", async () => {
    const { db } = database();
    const office = await addOffice(db);
    const { body: card } = await post("/api/v1/cards", { client: await newClient(db), office });
    const number = String(card["card"]);
    const terms = {
      through: "2027-08-01",
      reason: "Офис был закрыт",
      staffMember: await addStaff(db, "owner"),
    };
    const one = await post(`/api/v1/cards/${number}/grace-periods`, terms);
    expect(one).toMatchObject({ status: 200, body: { validThrough: "2027-08-01" } });
    const many = { ...terms, through: "2027-09-01", office };
    expect(await post("/api/v1/grace-periods", many, "once")).toMatchObject({
      status: 200,
      body: { cards: 1 },
    });
    expect(await post("/api/v1/grace-periods", { ...many, reason: "Other" }, "once")).toMatchObject({
      status: 409,
      body: { code: "idempotency_conflict" },
    });
    const { items } = await get(server, "/api/v1/grace-periods", GracePeriods);
    expect(items).toMatchObject([{ office, through: "2027-09-01", cards: 1 }]);
    const state = await get(server, `/api/v1/cards/${number}`, CardState);
    expect(state.burnsOn).toBe("2027-09-02");
    const { why } = await get(server, `/api/v1/cards/${number}/why`, WhyThisDate);
    expect(why).toContain("«Офис был закрыт»");
    const english = await get(server, `/api/v1/cards/${number}/why?lang=en`, WhyThisDate);
    expect(english.why).toContain("can be spent through 1 September 2027");
  });

  it("new rules are started and listed, never for a day that has begun", async () => {
    const rules = { cardType: "gold", startsOn: "2026-01-01", validity: "P1Y" };
    expect(await post("/api/v1/programs", rules)).toMatchObject({
      status: 200,
      body: { version: 1, validity: "P12M", accrual: "5" },
    });
    const late = await post("/api/v1/programs", { cardType: "gold", startsOn: "2026-11-22" });
    expect(late).toMatchObject({ status: 400, body: { code: "bad_input", field: "startsOn" } });
    const { items } = await get(server, "/api/v1/programs", Programs);
    expect(items.map(({ cardType }) => cardType)).toEqual(["gold", "standard"]);
  });
});
