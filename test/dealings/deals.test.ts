/** Trips and visits that other systems, or people here, tell of; what hangs on them moves at once. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Value } from "typebox/value";
import { Deal, Deals } from "../../src/dealings/deal-contract.ts";
import { newId } from "../../src/kernel/ids.ts";
import { Timeline } from "../../src/reports/client-contract.ts";
import { Desk, today } from "../clients/desk.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("trips and visits", (database) => {
  let desk: Desk;
  let client: string;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
  });
  afterAll(() => desk.server.close());
  let number = 0;
  beforeEach(async () => {
    const contact = { kind: "phone", value: `+7917${String(5_000_000 + ++number)}` } as const;
    client = await desk.client([contact], { birthday: { month: 1, day: 1 } });
  });

  const trip = {
    kind: "trip",
    on: "2026-10-01",
    departsOn: "2026-11-09",
    returnsOn: "2026-11-19",
    destination: "Пхукет",
    price: "214000.00",
  };
  const record = (deal: object, key: string = newId()) =>
    desk.send("POST", `/clients/${client}/dealings`, deal, { "idempotency-key": key });

  it("a trip whose return is told three days later is asked about at once, and no more when it ends later or was none", async () => {
    const { status, body } = await record(trip);
    expect(status, JSON.stringify(body)).toBe(200);
    expect([...Value.Errors(Deal, body)]).toEqual([]);
    expect(body).toMatchObject({ ...trip, companions: null, office: null });
    expect(await desk.planned(client)).toBe("planned call");

    const url = `/clients/${client}/dealings/${String(body["id"])}`;
    const later = await desk.send("PUT", url, { ...trip, returnsOn: "2026-11-22" });
    expect(later.body).toMatchObject({ id: body["id"], returnsOn: "2026-11-22" });
    expect(await desk.planned(client)).toBe("withdrawn by withdrawn");
    expect((await desk.send("PUT", url, trip)).status).toBe(200);
    expect(await desk.planned(client)).toBe("planned call");
    expect((await desk.send("DELETE", url)).body).toEqual({ dealings: [] });
    expect(await desk.planned(client)).toBe("withdrawn by withdrawn");
    expect((await desk.send("PUT", url, trip)).status).toBe(404);
    const { entries } = await get(desk.server, `/api/v1/clients/${client}/timeline?kind=change`, Timeline);
    expect(JSON.stringify(entries)).toContain("2026-11-22");
  });

  it("is one when it is sent again, and another content under the same key is refused", async () => {
    const first = await record(trip, "trip-1");
    expect((await record(trip, "trip-1")).body).toEqual(first.body);
    expect((await record({ ...trip, price: "1.00" }, "trip-1")).body).toMatchObject({
      code: "idempotency_conflict",
    });
    const { dealings } = await get(desk.server, `/api/v1/clients/${client}/dealings`, Deals);
    expect(dealings).toEqual([first.body]);
  });

  it("a visit is recorded on its day, and nobody is planned for by it who was asked not to be", async () => {
    expect((await record({ kind: "visit", on: "2026-05-22" })).body).toMatchObject({
      kind: "visit",
      departsOn: null,
      price: "0.00",
    });
    await desk.wish(client);
    await record(trip);
    expect(await desk.planned(client, today)).toBe("refused by do_not_disturb");
  });

  it.each([
    [{ ...trip, on: "2026-12-01" }, "on"],
    [{ ...trip, on: "2026-02-30" }, "on"],
    [{ ...trip, returnsOn: "2026-11-08" }, "returnsOn"],
    [{ ...trip, returnsOn: "2029-01-01" }, "returnsOn"],
    [{ ...trip, returnsOn: undefined }, "returnsOn"],
    [{ ...trip, departsOn: undefined }, "departsOn"],
    [{ ...trip, departsOn: "0001-01-01" }, "departsOn"],
    [{ ...trip, price: "-1.00" }, "price"],
    [{ ...trip, price: "99999999999999999999.00" }, "price"],
    [{ ...trip, office: newId() }, "office"],
    [{ kind: "visit", on: "2026-10-01", destination: "Пхукет" }, "destination"],
    [{ kind: "purchase", on: "2026-10-01" }, "kind"],
  ])("names the field that does not fit: case %#", async (deal, field) => {
    expect(await record(deal)).toMatchObject({ status: 400, body: { code: "bad_input", field } });
  });
});
