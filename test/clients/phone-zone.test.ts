import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import type { Import } from "../../src/clients/import-contract.ts";
import { Explanation } from "../../src/reports/client-contract.ts";
import { addOffice } from "../http/rows.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { Desk, today } from "./desk.ts";

onEveryEngine("the zone a phone tells", (database) => {
  let desk: Desk;
  let office: string;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
    office = await addOffice(desk.db, { zone: "Asia/Omsk" });
  });
  afterAll(() => desk.server.close());

  const phone = (value: string) => ({ kind: "phone" as const, value });
  const local = async (client: string) => (await desk.profile(client)).localZone;

  it("is that of the area code, or of a country with one clock", async () => {
    const told: [string, string | null][] = [
      ["+7 343 210-12-34", "Asia/Yekaterinburg"],
      ["8 (495) 123-45-67", "Europe/Moscow"],
      ["+7 423 222-33-44", "Asia/Vladivostok"],
      ["+7 8452 33-44-55", "Europe/Saratov"],
      ["+7 701 123 45 67", "Asia/Almaty"],
      ["+375 29 123-45-67", "Europe/Minsk"],
      ["+49 30 901820", "Europe/Berlin"],
      ["+7 916 123-45-67", null],
      ["8 800 555-35-35", null],
      ["+7 4112 42-42-42", null],
      ["+1 212 555 0123", null],
      ["+34 912 345 678", null],
    ];
    const clients = told.map(([value], i) => ({ externalId: `zone-${i}`, contactPoints: [phone(value)] }));
    const { body } = await desk.send("PUT", "/clients", { clients });
    expect(JSON.stringify(body)).not.toContain("refused");
    const { rows } = await sql<{ zone: string | null }>`
      select phone_zone as zone from client where external_id like 'zone-%'
      order by substr(external_id, 6)::int`.execute(desk.db);
    expect(rows.map(({ zone }, i) => [told[i]?.[0], zone])).toEqual(told);
  });

  it("is a zone that the database and the program know", async () => {
    const { rows } = await sql<{ zone: string; shown: string }>`
      select zone, to_char(timestamptz '2026-07-01 00:00Z' at time zone zone, 'YYYY-MM-DD"T"HH24:MI:SS') as shown
      from (select distinct zone from phone_region) as region`.execute(desk.db);
    expect(rows.length).toBeGreaterThan(150);
    const moment = Temporal.Instant.from("2026-07-01T00:00:00Z");
    const differing = rows.filter(
      ({ zone, shown }) => moment.toZonedDateTimeISO(zone).toPlainDateTime().toString() !== shown,
    );
    expect(differing).toEqual([]);
  });

  it("stands below the client's own setting, and goes with the phone", async () => {
    const client = await desk.client([phone("+7 343 210-00-01")], { homeOffice: office });
    const { contactPoints } = await desk.profile(client);
    await desk.change("PATCH", `/clients/${client}`, { zone: "Europe/Samara" });
    expect(await local(client)).toEqual({ zone: "Europe/Samara", from: "client" });
    await desk.change("PATCH", `/clients/${client}`, { zone: null });
    const { id } = await desk.change("POST", `/clients/${client}/contact-points`, phone("+7 495 210-00-01"));
    expect(await local(client)).toEqual({ zone: "Asia/Omsk", from: "office" });
    await desk.change("PATCH", `/clients/${client}/contact-points/${id}`, { state: "wrong" });
    expect(await local(client)).toEqual({ zone: "Asia/Yekaterinburg", from: "phone" });
    await desk.change("DELETE", `/clients/${client}/contact-points/${contactPoints[0]?.id}`);
    expect(await local(client)).toEqual({ zone: "Asia/Omsk", from: "office" });
  });

  it("comes with a file", async () => {
    const file = await desk.server.inject({
      method: "POST",
      url: "/api/v1/imports?name=clients.csv",
      headers: { "content-type": "text/csv" },
      payload: "Клиент;Телефон\nКраснова Ольга;+7 391 200-10-10\n",
    });
    await desk.server.inject({ method: "POST", url: `/api/v1/imports/${file.json<Import>().id}/confirm` });
    const { rows } = await sql<{ zone: string }>`
      select phone_zone as zone from client where family_name = 'Краснова'`.execute(desk.db);
    expect(rows).toEqual([{ zone: "Asia/Krasnoyarsk" }]);
  });

  it("decides the hours of a touch, and the verdict says so", async () => {
    const client = await desk.client([phone("+7 423 222-33-55")], { homeOffice: office });
    const { touches } = await get(
      desk.server,
      `/api/v1/clients/${client}/explain?on=${today.toString()}&lang=en`,
      Explanation,
    );
    const verdict = touches.flatMap(({ verdicts }) => verdicts).find(({ rule }) => rule === "quiet_hours");
    expect(verdict?.says).toBe("hold");
    expect(verdict?.text).toMatch(/^Quiet hours at the client's.*told by the phone number\.$/);
  });
});
