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
import { day, SmallBase } from "./small-base.ts";

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
    for (const table of ["card_number_range", "card_renewal", "card_renewal_move", "card_move"])
      await sql`delete from ${sql.table(table)}`.execute(base.db);
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

  it("a card that was about to end, and the new one that lay there, though it was handed out since", async () => {
    clock.set("2023-05-10");
    const office = await newOffice(base.db);
    const staffMember = await addStaff(base.db, "desk");
    await desk.addRange({ office, from: "700", to: "799" });
    const card = String((await desk.post("", { client, office, price: "500.00", staffMember }))["card"]);
    const move = (on: string, to: string) => {
      clock.set(on);
      return desk.post(`/${card}/renewal`, { to, staffMember, ...(to === "asked" ? { office } : {}) });
    };
    const ends = () => happened("card-expiry", "-P1M", "2026-04-05", "2026-04-15");
    const lay = () => happened("card-ready", "+P7D", "2026-05-01", "2026-05-20");
    for (const [on, to] of [
      ["2026-04-20", "asked"],
      ["2026-04-25", "made"],
      ["2026-05-02", "arrived"],
    ] as const)
      expect(await move(on, to)).toMatchObject({ status: 200 });
    clock.set("2027-02-01");
    expect([await ends(), await lay()]).toEqual([["2026-04-10"], ["2026-05-09"]]);
    expect(await move("2026-05-20", "handed_out")).toMatchObject({ status: 200 });
    clock.set("2027-02-01");
    expect([await ends(), await lay()]).toEqual([["2026-04-10"], ["2026-05-09"]]);
    // An office was chosen by then, and what was handed out does not lie there.
    expect(await happened("card-expiry", "-P15D", "2026-04-20", "2026-04-30")).toEqual([]);
    expect(await happened("card-ready", "+P20D", "2026-05-01", "2026-05-30")).toEqual([]);
  });

  it("a card that was blocked later was not yet", async () => {
    clock.set("2023-05-10");
    const office = await newOffice(base.db);
    const staffMember = await addStaff(base.db, "desk");
    const card = String((await desk.post("", { client, office, price: "500.00", staffMember }))["card"]);
    clock.set("2026-04-20");
    expect(await desk.post(`/${card}/block`, { staffMember })).toMatchObject({ status: 200 });
    clock.set("2027-02-01");
    expect(await happened("card-expiry", "-P1M", "2026-04-05", "2026-04-15")).toEqual(["2026-04-10"]);
    expect(await happened("card-expiry", "-P5D", "2026-05-01", "2026-05-10")).toEqual([]);
  });

  it("an address counts as it was: added since, removed since, refused by its server since", async () => {
    await base.trip(client, "2026-03-01");
    const came = () => happened("returned", "+P1D", "2026-03-01", "2026-03-05");
    const points = `/api/v1/clients/${client}/contact-points`;
    const send = async (method: "POST" | "DELETE", url: string, payload?: object) => {
      const response = await server.inject({
        method,
        url,
        headers: { "idempotency-key": newId() },
        ...(payload ? { payload } : {}),
      });
      expect(response.statusCode, response.body).toBeLessThan(300);
      return response.json<{ profile: { contactPoints: { id: string; kind: string }[] } }>();
    };
    expect(await came()).toEqual(["2026-03-02"]);
    await facts(sql`update contact_point set state = 'bounced', since = '2026-06-01' where kind = 'email'`);
    expect(await came()).toEqual(["2026-03-02"]);
    await facts(sql`update contact_point set since = '2026-02-01' where kind = 'email'`);
    expect(await came()).toEqual([]);
    // A good one was added only later.
    await send("POST", points, { kind: "email", value: "new@example.com" });
    expect(await came()).toEqual([]);
    await facts(sql`update contact_point set state = 'verified' where kind = 'email'`);
    const { rows } = await sql<{ id: string }>`
      select id from contact_point where client_id = ${client}::uuid and kind = 'email' order by since limit 1`.execute(
      base.db,
    );
    await send("DELETE", `${points}/${rows[0]?.id}`);
    expect(await came()).toEqual(["2026-03-02"]);
  });

  it("a trip and an appointment stand where they stood then, though they were moved or given up since", async () => {
    const office = await base.office("Europe/Moscow");
    const agree = async (method: "POST" | "PUT", path: string, payload: object) => {
      const response = await server.inject({
        method,
        url: `/api/v1/clients/${client}/${path}`,
        headers: { "idempotency-key": newId() },
        payload,
      });
      expect(response.statusCode, response.body).toBeLessThan(300);
    };
    const idIn = async (table: string) =>
      (
        await sql<{ id: string }>`select id from ${sql.table(table)} where client_id = ${client}`.execute(
          base.db,
        )
      ).rows[0]?.id ?? "";
    clock.set("2026-01-10");
    const trip = { startsOn: "2026-05-10", precision: "day", destination: "Пхукет" };
    await agree("POST", "planned-trips", trip);
    const path = `planned-trips/${await idIn("planned_trip")}`;
    const visit = { office, on: "2026-05-10", time: "10:00" };
    await agree("POST", "appointments", visit);
    const appointment = `appointments/${await idIn("appointment")}`;
    clock.set("2026-03-15");
    await agree("PUT", path, { ...trip, startsOn: "2026-06-20", destination: "Сочи" });
    await agree("PUT", appointment, { ...visit, on: "2026-05-20" });
    clock.set("2026-05-12");
    await agree("PUT", path, { ...trip, startsOn: "2026-09-01", state: "dropped" });
    await agree("PUT", appointment, { ...visit, on: "2026-05-20", state: "cancelled" });
    clock.set("2027-02-01");
    // 60 days before 10 May nobody knew that it would be moved, and before 20 June nobody that it would be dropped.
    expect(await happened("planned-trip", "-P60D", "2026-03-10", "2026-03-12")).toEqual(["2026-03-11"]);
    expect(await happened("planned-trip", "-P60D", "2026-04-20", "2026-04-22")).toEqual(["2026-04-21"]);
    for (const from of ["2026-04-29", "2026-06-09", "2026-08-21"])
      expect(await happened("planned-trip", "-P10D", from, day(from).add({ days: 2 }).toString())).toEqual(
        [],
      );
    expect(await happened("appointment", "-P60D", "2026-03-10", "2026-03-22")).toEqual([
      "2026-03-11",
      "2026-03-21",
    ]);
    expect(await happened("appointment", "-P1D", "2026-05-08", "2026-05-20")).toEqual([]);
  });

  it("a trip was a plan until it was handed over, and one that is given up since stood in the way of silence", async () => {
    await facts(sql`insert into dealing (client_id, id, kind, happened_on, price) values
      (${client}, ${newId()}, 'purchase', '2026-01-01', 100)`);
    const trip = newId();
    await facts(sql`insert into planned_trip (client_id, id, starts_on, precision, destination, state, recorded_on)
      values (${client}, ${trip}, '2026-07-01', 'day', 'Пхукет', 'dropped', '2026-01-10')`);
    await facts(sql`insert into handoff (client_id, id, planned_trip_id, state, handed_at, handed_by, due_at, closed_at, result)
      values (${client}, ${newId()}, ${trip}, 'closed', '2026-05-05T09:00:00Z', '-', '2026-05-06T09:00:00Z',
        '2026-06-20T09:00:00Z', 'dropped')`);
    expect(await happened("planned-trip", "-P60D", "2026-04-25", "2026-05-10")).toEqual(["2026-05-02"]);
    expect(await happened("planned-trip", "-P30D", "2026-05-25", "2026-06-10")).toEqual([]);
    expect(await happened("silence", "+P90D", "2026-03-28", "2026-04-05")).toEqual([]);
    await facts(sql`delete from planned_trip`);
    await facts(sql`delete from handoff`);
  });

  it("says what of those days nobody has written down", async () => {
    const asked = async (lang: string, from: string, to: string) =>
      (
        await server.inject({
          method: "POST",
          url: `/api/v1/forecast?from=${from}&to=${to}&lang=${lang}`,
          payload: { yaml: chainOf("birthday", "P0D") },
        })
      ).json<Forecast>().notKnown;
    expect(await asked("ru", "2026-03-01", "2026-03-02")).toEqual([
      expect.stringContaining("правила этикета"),
      expect.stringContaining("дни рождения"),
    ]);
    expect(await asked("en", "2027-02-01", "2027-02-02")).toEqual([]);
    const { notKnown } = await get(server, `/api/v1/clients/${client}/explain?on=2026-03-01`, Explanation);
    expect(notKnown.length).toBeGreaterThan(0);
    const today = await get(server, `/api/v1/clients/${client}/explain?on=2027-02-01`, Explanation);
    expect(today.notKnown).toEqual([]);
  });
});
