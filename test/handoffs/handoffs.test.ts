/** A client with a plan goes to a manager: once, with a deadline in the office's own hours, and never into a drawer. */
import type { FastifyInstance } from "fastify";
import type { Static } from "typebox";
import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deadlineOf } from "../../src/handoffs/deadline.ts";
import { escalateHandoffs } from "../../src/handoffs/actions/hand-over.ts";
import { Board, Handoff, Handoffs, Reminders } from "../../src/handoffs/contract.ts";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { Desk } from "../clients/desk.ts";
import { addOffice } from "../http/rows.ts";
import { get, now, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

type One = Static<typeof Handoff>;

it("counts a deadline in the office's hours, on working days", () => {
  const hours = {
    zone: "Europe/Moscow",
    opens: Temporal.PlainTime.from("10:00"),
    closes: Temporal.PlainTime.from("20:00"),
  };
  const calendar = new Map([
    ["2026-12-31", "holiday"],
    ["2027-01-01", "holiday"],
    ["2027-02-20", "working"],
  ] as const);
  const deadline = (at: string) =>
    deadlineOf(Temporal.ZonedDateTime.from(`${at}[Europe/Moscow]`).toInstant(), hours, calendar)
      .toZonedDateTimeISO("Europe/Moscow")
      .toPlainDateTime()
      .toString({ smallestUnit: "minute" });
  expect(deadline("2026-11-24T11:00")).toBe("2026-11-24T15:00");
  expect(deadline("2026-11-24T18:30")).toBe("2026-11-25T12:30");
  expect(deadline("2026-11-24T20:00")).toBe("2026-11-25T14:00");
  expect(deadline("2026-11-24T03:00")).toBe("2026-11-24T14:00");
  expect(deadline("2026-11-27T18:00"), "over a weekend").toBe("2026-11-30T12:00");
  expect(deadline("2026-12-30T19:00"), "over days off and a weekend").toBe("2027-01-04T13:00");
  expect(deadline("2027-02-19T19:00"), "on a Saturday that is worked").toBe("2027-02-20T13:00");
  const never = { ...hours, closes: hours.opens };
  const handed = Temporal.Instant.from("2026-11-24T09:00:00Z");
  expect(deadlineOf(handed, never, calendar)).toEqual(handed.add({ hours: 24 }));
});

onEveryEngine("a handoff", (database) => {
  let server: FastifyInstance;
  let desk: Desk;
  let office: string;
  let at = now;
  let number = 4_000_000;
  const staff: Record<"operator" | "denis" | "artem", string> = { operator: "", denis: "", artem: "" };

  beforeAll(async () => {
    server = await openServer(database(), { clock: { now: () => at } });
    desk = new Desk(server, database().db);
    await desk.open();
    office = await addOffice(desk.db);
    for (const [name, role] of [
      ["operator", "operator"],
      ["denis", "manager"],
      ["artem", "manager"],
    ] as const) {
      const id = newId();
      staff[name] = id;
      await sql`insert into staff_member (id, name, role) values (${id}, ${name}, ${role})`.execute(desk.db);
    }
  });
  afterAll(() => server.close());

  /** Somebody who means to go to Altai in June. */
  async function traveller(): Promise<{ client: string; trip: string }> {
    const client = await desk.client([{ kind: "phone", value: `+7916${++number}` }], { homeOffice: office });
    const { body } = await desk.send("POST", `/clients/${client}/planned-trips`, {
      startsOn: "2027-06-01",
      precision: "month",
      destination: "Алтай",
    });
    const [trip] = body["plannedTrips"] as { id: string }[];
    return { client, trip: trip?.id ?? "" };
  }
  async function move(url: string, body: object): Promise<One> {
    const answer = await desk.send("POST", url, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect([...Value.Errors(Handoff, answer.body)]).toEqual([]);
    return answer.body as One;
  }
  const hand = (client: string, more = {}) =>
    move(`/clients/${client}/handoffs`, {
      words: "хочет домик у реки",
      staffMember: staff.operator,
      ...more,
    });
  const list = async () => (await get(server, "/api/v1/handoffs", Handoffs)).handoffs;
  const stateOfTrip = async (client: string) => {
    const agreed = (await server.inject(`/api/v1/clients/${client}/agreed`)).json<{
      plannedTrips: { state: string }[];
    }>();
    return agreed.plannedTrips.map(({ state }) => state);
  };

  it("takes the plan along, waits for one of the office, and is handed over once", async () => {
    at = now;
    const { client, trip } = await traveller();
    const handed = await hand(client);
    expect(handed).toMatchObject({
      client,
      state: "waiting",
      words: "хочет домик у реки",
      handedBy: "operator",
      manager: null,
      late: false,
      office: { id: office },
      trip: { id: trip, destination: "Алтай", state: "handed_over" },
    });
    expect((await hand(client)).id).toBe(handed.id);
    expect(await stateOfTrip(client)).toEqual(["handed_over"]);
    expect((await list()).map(({ id }) => id)).toContain(handed.id);

    const accepted = await move(`/handoffs/${handed.id}/accept`, { staffMember: staff.denis });
    expect(accepted).toMatchObject({ state: "accepted", manager: { name: "denis" } });
    expect(
      await desk.send("POST", `/handoffs/${handed.id}/accept`, { staffMember: staff.artem }),
    ).toMatchObject({ status: 409, body: { code: "wrong_state" } });
    await move(`/handoffs/${handed.id}/close`, { result: "booked", staffMember: staff.denis });
    expect(await stateOfTrip(client)).toEqual(["booked"]);
    expect((await list()).map(({ id }) => id)).not.toContain(handed.id);
    expect(await desk.send("POST", `/handoffs/${handed.id}/close`, { result: "dropped" })).toMatchObject({
      body: { code: "wrong_state" },
    });
  });

  it("becomes the owner's concern when late, once, and has a new deadline when it is passed on", async () => {
    at = now;
    const { client } = await traveller();
    // The business has Monday off, so that a client handed over on Sunday waits for Tuesday.
    const monday = "/calendar/days/2026-11-23";
    const off = await desk.send("PUT", monday, { kind: "holiday", name: { ru: "Переезд", en: "Moving" } });
    expect(off.status, JSON.stringify(off.body)).toBe(200);
    const handed = await hand(client, { manager: staff.denis });
    expect(handed.dueAt).toBe("2026-11-24T11:00:00Z");
    await desk.send("DELETE", monday);
    expect(await escalateHandoffs(desk.db, at)).toBe(0);
    at = Temporal.Instant.from(handed.dueAt);
    expect(await escalateHandoffs(desk.db, at)).toBe(1);
    expect(await escalateHandoffs(desk.db, at)).toBe(0);
    expect((await list())[0]).toMatchObject({ id: handed.id, late: true, escalatedAt: handed.dueAt });
    const passed = await move(`/handoffs/${handed.id}/pass-on`, {
      manager: staff.artem,
      words: "Денис в отпуске",
      staffMember: staff.denis,
    });
    expect(passed).toMatchObject({
      state: "waiting",
      late: false,
      escalatedAt: null,
      manager: { name: "artem" },
    });
    expect(Temporal.Instant.compare(Temporal.Instant.from(passed.dueAt), at)).toBe(1);
    expect(
      await desk.send("POST", `/handoffs/${handed.id}/pass-on`, { manager: staff.operator }),
    ).toMatchObject({ status: 400, body: { field: "manager" } });
    await move(`/handoffs/${handed.id}/close`, { result: "later", staffMember: staff.artem });
    expect(await stateOfTrip(client)).toEqual(["handed_over"]);
  });

  it("comes of a call in which the client agreed to it", async () => {
    at = now;
    await sql`update client set birthday_month = null, birthday_day = null`.execute(desk.db);
    await sql`delete from touch`.execute(desk.db);
    const { client, trip } = await traveller();
    await desk.plan();
    const claimed = await desk.send("POST", "/calls/claim", { staffMember: staff.operator });
    const call = claimed.body["call"] as { touch: string; client: string };
    expect(call.client).toBe(client);
    const { body } = await desk.send("POST", `/calls/${call.touch}/outcome`, {
      outcome: "done",
      words: "пусть звонит вечером",
      staffMember: staff.operator,
      handoff: {},
    });
    const handed = (await list()).find(({ id }) => id === body["handoff"]);
    expect(handed).toMatchObject({ client, words: "пусть звонит вечером", trip: { id: trip } });
  });

  it("lets a manager remind oneself: a call of one's own, under the same etiquette", async () => {
    at = now;
    await sql`update client set birthday_month = null, birthday_day = null`.execute(desk.db);
    await sql`delete from touch`.execute(desk.db);
    await sql`delete from call`.execute(desk.db);
    const { client } = await traveller();
    await sql`update client set birthday_month = null, birthday_day = null`.execute(desk.db);
    const silent = await traveller();
    await sql`update client set birthday_month = null, birthday_day = null`.execute(desk.db);
    await desk.wish(silent.client);
    for (const one of [client, silent.client]) {
      const { status } = await desk.send("POST", `/clients/${one}/reminders`, {
        on: "2026-11-22",
        words: "прислать варианты",
        staffMember: staff.denis,
      });
      expect(status).toBe(200);
    }
    expect(
      await desk.send("POST", `/clients/${client}/reminders`, {
        on: "2026-11-21",
        words: "вчера",
        staffMember: staff.denis,
      }),
    ).toMatchObject({ status: 400, body: { field: "on" } });
    await desk.plan();
    const own = await get(server, `/api/v1/reminders?lang=ru&staffMember=${staff.denis}`, Reminders);
    expect(own.reminders.map(({ client: one, state, why }) => [one, state, why])).toEqual([
      [client, "planned", null],
      [silent.client, "refused", "просили не беспокоить"],
    ]);
    const take = (staffMember: string) => desk.send("POST", "/calls/claim", { staffMember });
    expect((await take(staff.operator)).body["call"]).toBeNull();
    expect((await take(staff.artem)).body["call"]).toBeNull();
    const { body } = await desk.send("POST", "/calls/next", {
      staffMember: staff.denis,
      touch: own.reminders[0]?.touch ?? "",
    });
    expect(body).toMatchObject({ screen: { call: { client, occasion: { kind: "event:reminder" } } } });
  });

  it("shows the trips of half a year, month by month", async () => {
    at = now;
    const { client } = await traveller();
    const board = await get(server, "/api/v1/planned-trips?from=2027-03-10", Board);
    expect(board.months.map(({ month }) => month)).toEqual([
      "2027-03",
      "2027-04",
      "2027-05",
      "2027-06",
      "2027-07",
      "2027-08",
    ]);
    const june = board.months.find(({ month }) => month === "2027-06");
    expect(june?.trips.map((trip) => trip.client)).toContain(client);
    expect(board.months[0]).toMatchObject({ trips: [], more: 0 });
  });
});
