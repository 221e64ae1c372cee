import { afterAll, beforeAll, expect, it } from "vitest";
import { Changes, type NamedAttribute } from "../../src/clients/change-contract.ts";
import { newId } from "../../src/kernel/ids.ts";
import { addOffice } from "../http/rows.ts";
import { get, openServer } from "../http/server.ts";
import { addStaff } from "../loyalty/till-base.ts";
import { onEveryEngine } from "../support/database.ts";
import { Desk } from "./desk.ts";

onEveryEngine("a client's profile", (database) => {
  let desk: Desk;
  let office: string;
  let staffMember: string;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
    office = await addOffice(desk.db, { zone: "Asia/Yekaterinburg" });
    staffMember = await addStaff(desk.db, "operator");
  });
  afterAll(() => desk.server.close());

  const make = async (input: Record<string, unknown> = {}): Promise<string> =>
    (await desk.change("POST", "/clients", input)).id as string;
  const history = async (client: string, query = "") =>
    get(desk.server, `/api/v1/clients/${client}/changes${query}`, Changes);

  it("is made once however often it is asked for, with addresses in their one spelling", async () => {
    const key = { "idempotency-key": newId() };
    const input = {
      familyName: "  Рябов ",
      givenName: "Антон",
      birthday: { month: 2, day: 29 },
      sex: "male",
      homeOffice: office,
      externalId: "crm-1",
      hours: { from: "14:00", to: "20:00" },
      tags: ["море", "дети", "море"],
      contactPoints: [
        { kind: "phone", value: "8 (916) 123-45-67" },
        { kind: "email", value: "Anton@Example.RU" },
        { kind: "telegram", value: "@Anton" },
      ],
    };
    const first = await desk.change("POST", "/clients", input, key);
    expect(await desk.change("POST", "/clients", input, key)).toEqual(first);
    expect(first.profile).toMatchObject({
      id: first.id,
      externalId: "crm-1",
      name: "Рябов Антон",
      birthday: { month: 2, day: 29, year: null },
      zone: null,
      localTime: "14:20",
      homeOffice: { id: office },
      hours: { from: "14:00", to: "20:00" },
      tags: ["дети", "море"],
    });
    expect(first.profile.contactPoints.map(({ kind, value, state }) => [kind, value, state])).toEqual([
      ["phone", "+79161234567", "unverified"],
      ["email", "anton@example.ru", "unverified"],
      ["telegram", "anton", "unverified"],
    ]);
    const other = await desk.send("POST", "/clients", { ...input, givenName: "Артём" }, key);
    expect(other).toMatchObject({ status: 409, body: { code: "idempotency_conflict" } });
    const taken = await desk.send("POST", "/clients", { externalId: "crm-1" });
    expect(taken).toMatchObject({ status: 409, body: { code: "external_id_taken" } });
  });

  it("keeps the extension of a phone, however the phone comes, and the channel that is preferred", async () => {
    const points = async (client: string) =>
      (await desk.profile(client)).contactPoints.map(({ value, extension }) => [value, extension]);
    const client = await make({
      preferredChannel: "email",
      contactPoints: [{ kind: "phone", value: "8 (495) 123-45-67, доб. 12" }],
    });
    expect((await desk.profile(client)).preferredChannel).toBe("email");
    expect(await points(client)).toEqual([["+74951234567", "12"]]);
    const [point] = (await desk.profile(client)).contactPoints;
    await desk.change("PATCH", `/clients/${client}/contact-points/${point?.id}`, {
      value: "8 (495) 123-45-67 доб. 15",
    });
    expect(await points(client)).toEqual([["+74951234567", "15"]]);
    const [change] = (await history(client)).changes;
    expect([change?.before, change?.after]).toEqual([
      { kind: "phone", value: "+74951234567", state: "unverified", extension: "12" },
      { kind: "phone", value: "+74951234567", state: "unverified", extension: "15" },
    ]);
    await desk.change("POST", `/clients/${client}/contact-points`, {
      kind: "phone",
      value: "+1 212 555 0123 ext 7",
    });
    expect(await points(client)).toContainEqual(["+12125550123", "7"]);
    await desk.send("PUT", "/clients", {
      clients: [{ externalId: "ext-1", contactPoints: [{ kind: "phone", value: "84951234500 доб 3" }] }],
    });
    const found = await desk.server.inject("/api/v1/clients?find=ext-1");
    const [{ id }] = found.json<{ clients: [{ id: string }] }>().clients;
    expect(await points(id)).toEqual([["+74951234500", "3"]]);
    const short = await desk.send("POST", `/clients/${client}/contact-points`, {
      kind: "phone",
      value: "8 916 123-45-6",
    });
    expect(short).toMatchObject({ status: 400, body: { code: "bad_input", field: "value" } });
  });

  it.each([
    [{ birthday: { month: 2, day: 30 } }, "birthday"],
    [{ birthday: { month: 2, day: 29, year: 2025 } }, "birthday"],
    [{ birthday: { month: 12, day: 1, year: 2026 } }, "birthday"],
    [{ zone: "Europe/Nowhere" }, "zone"],
    [{ homeOffice: "00000000-0000-7000-8000-000000000000" }, "homeOffice"],
    [{ hours: { from: "20:00", to: "10:00" } }, "hours"],
    [{ hours: { from: "09:00", to: "25:00" } }, "hours"],
    [{ deceasedOn: "2026-11-23" }, "deceasedOn"],
    [{ attributes: { nothing: 1 } }, "attributes.nothing"],
    [{ staffMember: "00000000-0000-7000-8000-000000000000" }, "staffMember"],
    [{ contactPoints: [{ kind: "phone", value: "1234" }] }, "value"],
    [{ contactPoints: [{ kind: "email", value: "anton" }] }, "value"],
  ])("refuses what cannot be: %j", async (input, field) => {
    expect(await desk.send("POST", "/clients", input)).toMatchObject({
      status: 400,
      body: { code: "bad_input", field },
    });
  });

  it("changes what is named and keeps the history: who, when, from what to what", async () => {
    const client = await make({ givenName: "Анна", zone: "Europe/Samara" });
    const { profile } = await desk.change("PATCH", `/clients/${client}`, {
      givenName: "Анна",
      familyName: "Котова",
      zone: null,
      birthday: { month: 11, day: 22, year: 1985 },
      staffMember,
    });
    expect(profile).toMatchObject({ name: "Котова Анна", zone: null, birthday: { year: 1985 } });
    await desk.change("PATCH", `/clients/${client}`, { birthday: null });
    const { changes } = await history(client);
    expect(changes.map(({ field, before, after }) => [field, before, after])).toEqual([
      ["birthday", { month: 11, day: 22, year: 1985 }, null],
      ["zone", "Europe/Samara", null],
      ["birthday", null, { month: 11, day: 22, year: 1985 }],
      ["familyName", "", "Котова"],
      ["zone", null, "Europe/Samara"],
      ["givenName", "", "Анна"],
      ["client", null, { externalId: null }],
    ]);
    expect(changes[0]).toMatchObject({ source: "api", staffMember: null, at: "2026-11-22T09:20:00Z" });
    expect(changes[1]).toMatchObject({ source: "staff", staffMember: { id: staffMember, name: "A. B." } });
    expect((await history(client, "?field=zone")).changes).toHaveLength(2);
  });

  it("pages through a long history", async () => {
    const client = await make();
    for (let i = 0; i < 60; i++) await desk.change("PATCH", `/clients/${client}`, { givenName: `N${i}` });
    const first = await history(client);
    const rest = await history(client, `?cursor=${first.next ?? ""}`);
    expect([first.changes.length, rest.changes.length, rest.next]).toEqual([50, 11, null]);
    expect(new Set([...first.changes, ...rest.changes].map(({ id }) => id)).size).toBe(61);
  });

  it("does not let one change wipe out another that it has not seen", async () => {
    const client = await make({ givenName: "Анна" });
    const read = await desk.server.inject(`/api/v1/clients/${client}`);
    const seen = { "if-match": read.headers.etag as string };
    const first = await desk.send("PATCH", `/clients/${client}`, { givenName: "Анастасия" }, seen);
    expect(first.status).toBe(200);
    expect(first.headers["etag"]).not.toBe(seen["if-match"]);
    expect(await desk.send("PATCH", `/clients/${client}`, { familyName: "Котова" }, seen)).toMatchObject({
      status: 412,
      body: { code: "changed_meanwhile", field: "if-match" },
    });
    const again = { "if-match": first.headers["etag"] as string };
    expect((await desk.send("PATCH", `/clients/${client}`, { familyName: "Котова" }, again)).status).toBe(
      200,
    );
    const none = await desk.server.inject({ method: "PATCH", url: `/api/v1/clients/${client}`, payload: {} });
    expect(none.statusCode).toBe(400);
  });

  it("holds attributes of the business's own choosing to their types", async () => {
    const attribute = async (name: string, shape: Record<string, unknown>) =>
      desk.send("PUT", `/client-attributes/${name}`, { title: { ru: name, en: name }, ...shape });
    expect((await attribute("children", { type: "number" })).status).toBe(200);
    await attribute("passport_through", { type: "day" });
    await attribute("vegetarian", { type: "yes_no" });
    await attribute("seat", { type: "choice", choices: ["window", "aisle"] });
    await attribute("pet", { type: "text" });
    expect(await attribute("pet", { type: "number" })).toMatchObject({
      status: 409,
      body: { code: "wrong_state" },
    });
    expect(await attribute("seat2", { type: "choice" })).toMatchObject({ status: 400 });
    const { attributes } = (await desk.server.inject("/api/v1/client-attributes")).json<{
      attributes: NamedAttribute[];
    }>();
    expect(attributes.map(({ name }) => name)).toEqual([
      "children",
      "passport_through",
      "pet",
      "seat",
      "vegetarian",
    ]);

    const client = await make({ attributes: { children: 2, seat: "window", vegetarian: false } });
    for (const [name, value] of [
      ["children", "2"],
      ["passport_through", "2027-02-30"],
      ["vegetarian", 1],
      ["seat", "wing"],
      ["pet", 5],
      ["pet", { name: "Rex" }],
    ] as const)
      expect(await desk.send("PATCH", `/clients/${client}`, { attributes: { [name]: value } })).toMatchObject(
        {
          status: 400,
          body: { field: `attributes.${name}` },
        },
      );
    const { profile } = await desk.change("PATCH", `/clients/${client}`, {
      attributes: { seat: null, passport_through: "2030-01-31", pet: "кот" },
    });
    expect(profile.attributes).toEqual({
      children: 2,
      vegetarian: false,
      passport_through: "2030-01-31",
      pet: "кот",
    });
    expect((await history(client, "?field=attributes.seat")).changes.map(({ after }) => after)).toEqual([
      null,
      "window",
    ]);
  });

  it("knows contact points by their state, and a correction begins anew", async () => {
    const client = await make({ contactPoints: [{ kind: "email", value: "kotova@example.org" }] });
    const [point] = (await desk.profile(client)).contactPoints;
    const url = `/clients/${client}/contact-points/${point?.id}`;
    const state = async (to: string) => (await desk.send("PATCH", url, { state: to })).status;
    expect(await state("bounced")).toBe(200);
    expect(await state("unverified")).toBe(409);
    expect(await state("verified")).toBe(200);
    expect(await state("opted_out")).toBe(200);
    expect(await state("bounced")).toBe(409);
    const { profile } = await desk.change("PATCH", url, { value: "Kotova.A@example.org" });
    expect(profile.contactPoints).toMatchObject([
      { id: point?.id, value: "kotova.a@example.org", state: "unverified" },
    ]);
    const same = await desk.change("POST", `/clients/${client}/contact-points`, {
      kind: "email",
      value: "KOTOVA.A@example.org",
    });
    expect(same).toMatchObject({ id: point?.id, profile: { contactPoints: [{ id: point?.id }] } });
    const found = await desk.server.inject("/api/v1/clients?find=kotova@example.org");
    expect(found.json()).toMatchObject({ clients: [] });
    await desk.change("DELETE", `${url}?staffMember=${staffMember}`);
    expect((await desk.profile(client)).contactPoints).toEqual([]);
    expect((await history(client, "?field=contactPoint")).changes[0]).toMatchObject({
      subject: point?.id,
      before: { kind: "email", value: "kotova.a@example.org", state: "unverified" },
      after: null,
      staffMember: { id: staffMember },
    });
    expect(await desk.send("DELETE", url)).toMatchObject({ status: 404 });
  });

  it("tells relations on both sides", async () => {
    const anna = await make({ givenName: "Анна" });
    const boris = await make({ givenName: "Борис" });
    const { id } = await desk.change("POST", `/clients/${anna}/relations`, {
      kind: "came_through",
      other: boris,
      words: "сосед",
    });
    expect((await desk.profile(boris)).relations).toEqual([
      { id, kind: "brought", other: { id: anna, name: "Анна" }, words: "сосед", since: "2026-11-22" },
    ]);
    expect((await history(boris, "?field=relation")).changes).toHaveLength(1);
    await desk.change("DELETE", `/clients/${boris}/relations/${id}`);
    expect((await desk.profile(anna)).relations).toEqual([]);
    const self = { kind: "family", other: anna };
    expect(await desk.send("POST", `/clients/${anna}/relations`, self)).toMatchObject({ status: 400 });
    const nobody = { kind: "family", other: newId() };
    expect(await desk.send("POST", `/clients/${anna}/relations`, nobody)).toMatchObject({ status: 404 });
  });
});
