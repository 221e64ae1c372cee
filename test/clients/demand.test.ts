/** A demand to stop or to erase: what it forbids from its first moment, until when it is due; and who looked at whom. */
import { beforeAll, afterAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { countryCalendar } from "../../src/business/calendar.ts";
import { ClientDemands, Demands, Views } from "../../src/clients/demand-contract.ts";
import { dueOn } from "../../src/clients/demand.ts";
import { addWorkingDays } from "../../src/business/working-days.ts";
import { newId } from "../../src/kernel/ids.ts";
import { addCard, insert } from "../http/rows.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { Desk } from "./desk.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
let phones = 0;
const newPhone = () => ({ kind: "phone" as const, value: `+7916111${String(1000 + phones++)}` });

const calendar = new Map(
  [2026, 2027, 2028, 2029].flatMap(countryCalendar).map(({ date, kind }) => [date.toString(), kind]),
);

describe("the last day in time", () => {
  it("counts a Saturday that is worked, and not a day that the business has off", () => {
    const own = new Map([...calendar, ["2026-11-28", "working"], ["2026-11-30", "holiday"]] as const);
    expect(dueOn("stop", day("2026-11-20"), own).toString()).toBe("2026-12-04");
    own.set("2026-12-01", "holiday");
    expect(dueOn("stop", day("2026-11-20"), own).toString()).toBe("2026-12-07");
  });

  it.each([
    ["2026-11-20", "2026-12-04"],
    ["2026-12-25", "2027-01-19"],
    ["2026-04-30", "2026-05-18"],
    ["2026-11-03", "2026-11-18"],
  ])("to stop, demanded on %s, is %s", (received, due) => {
    expect(dueOn("stop", day(received), calendar).toString()).toBe(due);
  });

  it("to hand out what is known is the same as to stop", () => {
    expect(dueOn("export", day("2026-11-20"), calendar).toString()).toBe("2026-12-04");
  });

  it("to erase is thirty days on, working or not", () => {
    expect(dueOn("erasure", day("2026-12-03"), calendar).toString()).toBe("2027-01-02");
  });

  it("is a working day, and there are as many working days until then as were given", () => {
    const from = fc.integer({ min: 0, max: 800 }).map((days) => day("2026-01-01").add({ days }));
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 40 }), (start, days) => {
        const end = addWorkingDays(start, days, calendar);
        expect(addWorkingDays(end.subtract({ days: 1 }), 1, calendar).equals(end)).toBe(true);
        expect(addWorkingDays(addWorkingDays(start, days - 1, calendar), 1, calendar).equals(end)).toBe(true);
        expect(start.until(end).days).toBeGreaterThanOrEqual(days);
      }),
    );
  });
});

onEveryEngine("a demand", (database) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
  });
  afterAll(() => desk.server.close());

  const staff = async (): Promise<string> => {
    const id = newId();
    await insert(desk.db, "staff_member", { id, name: "Вера Ильина", role: "operator" });
    return id;
  };
  const demand = (client: string, kind: string, more: Record<string, unknown> = {}) =>
    desk.change("POST", `/clients/${client}/demands`, { kind, how: "письмо", ...more });

  it("stops what is planned in the request that records it, and lets nothing be changed but silence", async () => {
    const client = await desk.client([newPhone()], { externalId: "стоп-1" });
    await desk.plan();
    expect(await desk.planned(client)).toBe("planned call");
    const { id, profile } = await demand(client, "stop", { receivedOn: "2026-11-20", words: "прекратите" });
    expect(profile.stoppedOn).toBe("2026-11-20");
    expect(await desk.planned(client)).toBe("refused by processing_stopped");

    const changes: Parameters<Desk["send"]>[] = [
      ["PATCH", `/clients/${client}`, { givenName: "Мария" }],
      ["POST", `/clients/${client}/contact-points`, newPhone()],
      ["POST", `/clients/${client}/relations`, { kind: "family", other: await desk.client([]) }],
    ];
    for (const change of changes)
      expect(await desk.send(...change)).toMatchObject({
        status: 409,
        body: { code: "processing_stopped" },
      });
    const upsert = { clients: [{ externalId: "стоп-1", givenName: "Мария" }, { externalId: "стоп-2" }] };
    const { body } = await desk.send("PUT", "/clients", upsert);
    expect(body).toMatchObject({
      clients: [{ outcome: "refused", field: "externalId" }, { outcome: "created" }],
    });
    await desk.wish(client);

    await desk.change("POST", `/clients/${client}/demands/${id}/take-back`, {});
    expect(await desk.planned(client)).toBe("refused by do_not_disturb");
    expect((await desk.profile(client)).stoppedOn).toBeNull();
    await desk.change("PATCH", `/clients/${client}`, { givenName: "Мария" });
  });

  it("to have one's own data stops nothing, is listed with its last day, and is closed once it is handed out", async () => {
    const client = await desk.client([newPhone()], { externalId: "выдать-1" });
    await desk.plan();
    const { id, profile } = await demand(client, "export", { words: "что вы обо мне знаете" });
    expect(profile.stoppedOn).toBeNull();
    expect(await desk.planned(client)).toBe("planned call");
    await desk.change("PATCH", `/clients/${client}`, { givenName: "Мария" });
    const allowed = await desk.server.inject(`/api/v1/clients/${client}/consents?on=2026-11-22`);
    expect(allowed.json()).toMatchObject({ processing: { demand: null } });
    const { body } = await desk.send("PUT", "/clients", { clients: [{ externalId: "выдать-1" }] });
    expect(body).toMatchObject({ clients: [{ outcome: expect.not.stringMatching("refused") as string }] });
    const listed = async () =>
      (await get(desk.server, "/api/v1/demands", Demands)).demands.filter((one) => one.client === client);
    expect(await listed()).toMatchObject([
      { kind: "export", dueOn: "2026-12-04", words: "что вы обо мне знаете" },
    ]);
    await desk.change("POST", `/clients/${client}/demands/${id}/close`, {});
    expect(await listed()).toEqual([]);
  });

  it("is listed with its last day until it is carried out, the most urgent first", async () => {
    const staffMember = await staff();
    const late = await desk.client([newPhone()], { familyName: "Просроченная" });
    const { id } = await demand(late, "stop", { receivedOn: "2026-11-02", staffMember });
    await demand(late, "erasure", { receivedOn: "2026-11-22" });
    const listed = async () =>
      (await get(desk.server, "/api/v1/demands", Demands)).demands.filter(({ client }) => client === late);
    expect(await listed()).toMatchObject([
      {
        kind: "stop",
        name: "Просроченная Анна",
        dueOn: "2026-11-17",
        overdue: true,
        daysLeft: -5,
        recordedBy: { id: staffMember, name: "Вера Ильина" },
      },
      { kind: "erasure", dueOn: "2026-12-22", overdue: false, daysLeft: 30, recordedBy: null },
    ]);
    await desk.change("POST", `/clients/${late}/demands/${id}/close`, { staffMember });
    expect(await listed()).toMatchObject([{ kind: "erasure" }]);
    const own = await get(desk.server, `/api/v1/clients/${late}/demands`, ClientDemands);
    expect(own.stopped).toBe(true);
    expect(own.demands.map(({ kind, state }) => `${kind} ${state}`)).toEqual(["erasure open", "stop closed"]);
  });

  it("comes once however often it is sent, not from a day to come, and is closed once", async () => {
    const client = await desk.client([newPhone()]);
    const key = { "idempotency-key": newId() };
    const sent = { kind: "erasure", how: "офис" };
    const first = await desk.change("POST", `/clients/${client}/demands`, sent, key);
    expect((await desk.change("POST", `/clients/${client}/demands`, sent, key)).id).toBe(first.id);
    const future = { kind: "stop", how: "офис", receivedOn: "2026-11-23" };
    expect(await desk.send("POST", `/clients/${client}/demands`, future)).toMatchObject({
      status: 400,
      body: { field: "receivedOn" },
    });
    expect(await desk.send("POST", `/clients/${client}/demands/${first.id}/close`, {})).toMatchObject({
      status: 409,
      body: { code: "wrong_state" },
    });
    expect(await desk.send("POST", `/clients/${client}/demands/${newId()}/close`, {})).toMatchObject({
      status: 404,
    });
  });

  it("every look at a client is on record: who, when, at what, in lists too", async () => {
    const staffMember = await staff();
    const client = await desk.client([newPhone()], { familyName: "Рассматриваемая" });
    await addCard(desk.db, client, { number: "7700000000000993" });
    const views = async () => (await get(desk.server, `/api/v1/clients/${client}/views`, Views)).views;
    const before = (await views()).length;
    for (const url of [
      `/clients/${client}?staffMember=${staffMember}`,
      `/clients/${client}/timeline`,
      `/clients?find=${encodeURIComponent("рассматр")}&staffMember=${staffMember}`,
      `/cards?number=7700000000000993`,
      `/cards/7700000000000993/statements/2026-11.html`,
    ])
      expect((await desk.server.inject(`/api/v1${url}`)).statusCode).toBe(200);
    const seen = (await views()).slice(0, 5);
    expect(seen.map(({ what, staffMember: by }) => `${what} by ${by?.name ?? "nobody named"}`)).toEqual([
      "statement by nobody named",
      "cards by nobody named",
      "found by Вера Ильина",
      "timeline by nobody named",
      "page by Вера Ильина",
    ]);
    const nobody = await desk.server.inject(`/api/v1/clients/${client}?staffMember=${newId()}`);
    expect(nobody.json()).toMatchObject({ status: 400, field: "staffMember" });
    expect((await desk.server.inject(`/api/v1/clients/${client}?staffMember=x`)).statusCode).toBe(400);
    expect(await views()).toHaveLength(before + 5);
  });
});
