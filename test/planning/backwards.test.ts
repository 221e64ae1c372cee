/** What a chain would have done on days that are over: by what was true then, and not by what became of it since. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { Explanation } from "../../src/reports/client-contract.ts";
import type { Forecast } from "../../src/reports/forecast-contract.ts";
import { get } from "../http/server.ts";
import { newOffice, openDesk, type Desk } from "../loyalty/desk-base.ts";
import { addStaff, standingClock } from "../loyalty/till-base.ts";
import { onEveryEngine } from "../support/database.ts";
import { SmallBase } from "./small-base.ts";

const chainOf = (occasion: string, offset: string) => `code: looked-back
name: { ru: Проба, en: Trial }
about: { ru: проба, en: trial }
occasion: ${occasion}
steps:
  - { code: step, offset: ${offset}, window: P0D, late: skip, channels: [email], purpose: service, template: letter }
templates:
  letter: { subject: { ru: Тема, en: Subject }, body: { ru: Слова, en: Words } }
`;

onEveryEngine("looking back", (database) => {
  const clock = standingClock("2027-02-01");
  let base: SmallBase;
  let desk: Desk;
  let server: FastifyInstance;
  let client: string;
  beforeAll(async () => {
    base = new SmallBase(database().db);
    desk = await openDesk(base.db, clock);
    server = desk.server;
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    clock.set("2027-02-01");
    await base.reset();
    client = await base.client();
  });

  const facts = (query: ReturnType<typeof sql>) => query.execute(base.db);
  /** The days on which it would have happened. */
  async function happened(occasion: string, offset: string, from: string, to: string): Promise<string[]> {
    const response = await server.inject({
      method: "POST",
      url: `/api/v1/forecast?from=${from}&to=${to}`,
      payload: { yaml: chainOf(occasion, offset) },
    });
    expect(response.statusCode, response.body).toBe(200);
    return response.json<Forecast>().days.flatMap(({ on, planned }) => (planned > 0 ? [on] : []));
  }

  it("bonus that would have burned is reminded of as it was planned then, though the card was shown since and burned at last", async () => {
    clock.set("2026-01-31");
    const office = await newOffice(base.db);
    const staffMember = await addStaff(base.db, "desk");
    const card = String((await desk.post("", { client, office, price: "450.00", staffMember }))["card"]);
    await desk.post(`/${card}/purchases`, { price: "10000.00" });
    clock.set("2026-06-30");
    const planned = await base.plan("2026-06-30", clock.now().toString());
    expect(planned.ending(client)).toBe("planned call");
    const { rows } = await sql<{ key: string; facts: { balance: string } }>`
      select occasion_key as key, facts from touch where client_id = ${client}::uuid`.execute(base.db);
    await sql`delete from touch`.execute(base.db);
    clock.set("2026-07-10");
    await desk.post(`/${card}/purchases`, { price: "1000.00" });
    clock.set("2027-02-01");
    // 31 January and 10 July, half a year on, each a month before.
    expect(await happened("bonus-burn", "-P1M", "2026-06-20", "2026-07-20")).toEqual(["2026-06-30"]);
    expect(await happened("bonus-burn", "-P1M", "2026-12-05", "2026-12-15")).toEqual(["2026-12-10"]);
    const url = `/api/v1/clients/${client}/explain?on=2026-06-30`;
    const { touches } = await get(server, url, Explanation);
    expect(touches).toMatchObject([
      { chain: "bonus-burn", state: "planned", occasion: { date: "2026-07-31" } },
    ]);
    expect(rows[0]?.facts.balance).toBe("48500");
  });

  it("a check-up was due, though there was a visit, or an appointment made, since", async () => {
    for (const on of ["2025-10-01", "2026-06-01"])
      await facts(sql`insert into dealing (client_id, id, kind, happened_on, price)
        values (${client}, ${newId()}, 'visit', ${on}::text::date, 100)`);
    const due = () => happened("recall", "+P6M", "2026-03-25", "2026-04-05");
    expect(await due()).toEqual(["2026-04-01"]);
    const office = await base.office("Europe/Moscow");
    await facts(sql`insert into appointment (client_id, id, office_id, on_day, at_time, state, booked_on)
      values (${client}, ${newId()}, ${office}, '2026-06-01', '10:00', 'kept', '2026-04-02')`);
    expect(await due()).toEqual(["2026-04-01"]);
    expect(await happened("appointment", "-P1D", "2026-05-25", "2026-06-05")).toEqual(["2026-05-31"]);
    await facts(sql`update appointment set booked_on = '2026-03-31'`);
    expect(await due()).toEqual([]);
    await facts(sql`delete from appointment`);
  });

  it("nothing had been heard then, though something was since; a plan made later did not count", async () => {
    await facts(sql`insert into dealing (client_id, id, kind, happened_on, price) values
      (${client}, ${newId()}, 'purchase', '2026-01-01', 100), (${client}, ${newId()}, 'purchase', '2026-06-01', 100)`);
    const silent = () => happened("silence", "+P90D", "2026-03-28", "2026-04-05");
    expect(await silent()).toEqual(["2026-04-01"]);
    const trip = newId();
    await facts(sql`insert into planned_trip (client_id, id, starts_on, precision, destination, state, recorded_on)
      values (${client}, ${trip}, '2026-07-01', 'day', 'Пхукет', 'booked', '2026-04-10')`);
    expect(await silent()).toEqual(["2026-04-01"]);
    expect(await happened("planned-trip", "-P60D", "2026-04-25", "2026-05-10")).toEqual(["2026-05-02"]);
    await facts(sql`update planned_trip set recorded_on = '2026-03-01'`);
    expect(await silent()).toEqual([]);
    await facts(sql`delete from planned_trip`);
  });
});
