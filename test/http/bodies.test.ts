/** JSON has types: a request's body is taken as it was sent. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "../../src/kernel/ids.ts";
import { onEveryEngine } from "../support/database.ts";
import { addClient } from "./rows.ts";
import { openServer } from "./server.ts";

onEveryEngine("a request's body", (database) => {
  let server: FastifyInstance;
  beforeAll(async () => {
    server = await openServer(database());
  });
  afterAll(() => server.close());

  const send = async (method: "POST" | "PATCH" | "PUT", url: string, payload: object) => {
    const headers = { "idempotency-key": newId() };
    const answer = await server.inject({ method, url: `/api/v1${url}`, payload, headers });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  const trip = { startsOn: "2027-03-01", precision: "month", destination: "Алтай" };

  it("keeps a null: nobody who comes along is not somebody without a name", async () => {
    const client = await addClient(database().db);
    const url = `/clients/${client}/planned-trips`;
    const told = await send("POST", url, { ...trip, companions: null });
    expect(told).toMatchObject({ status: 200, body: { plannedTrips: [{ companions: null }] } });
    const [{ id }] = told.body["plannedTrips"] as [{ id: string }];
    await send("PUT", `${url}/${id}`, { ...trip, companions: "муж" });
    const gone = await send("PUT", `${url}/${id}`, { ...trip, companions: null });
    expect(gone).toMatchObject({ status: 200, body: { plannedTrips: [{ companions: null }] } });
  });

  it.each([
    ["a number for text", { givenName: 5 }, "givenName"],
    ["nothing for text that is there", { givenName: null }, "givenName"],
    ["text for a number", { birthday: { month: "2", day: 1 } }, "birthday.month"],
    ["one for a list", { tags: "море" }, "tags"],
  ])("refuses %s and says of which field", async (_, patch, field) => {
    const client = await addClient(database().db, { given_name: "Анна" });
    const refused = await send("PATCH", `/clients/${client}`, patch);
    expect(refused).toMatchObject({ status: 400, body: { code: "bad_input", field } });
    const { statusCode, body } = await server.inject({ url: `/api/v1/clients/${client}` });
    expect([statusCode, body]).toEqual([200, expect.stringContaining("Анна")]);
  });

  it("is another matter than an address, whose numbers are text", async () => {
    const { statusCode } = await server.inject({ url: "/api/v1/newsletter-issues/1" });
    expect(statusCode).toBe(404);
  });
});
