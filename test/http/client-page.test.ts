import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FoundClients } from "../../src/clients/contract.ts";
import { Value } from "typebox/value";
import { newId } from "../../src/kernel/ids.ts";
import { ClientPage, Explanation, Timeline } from "../../src/reports/client-contract.ts";
import { onEveryEngine } from "../support/database.ts";
import { addCard, addClient, addContact, addOffice, addPosting, addTouch, insert } from "./rows.ts";
import { get, openServer } from "./server.ts";

onEveryEngine("a client's page", (database) => {
  let server: FastifyInstance;
  let office: string;
  let anton: string;
  beforeAll(async () => {
    const { db } = database();
    server = await openServer(database());
    office = await addOffice(db, { city: "Екатеринбург", zone: "Asia/Yekaterinburg", name: "Вайнера, 9" });
    anton = await addClient(db, {
      family_name: "Рябов",
      given_name: "Артём",
      patronymic: "Петрович",
      sex: "male",
      birthday_month: 2,
      birthday_day: 29,
      home_office_id: office,
      hours_from: "14:00",
      hours_to: "20:00",
    });
    await addContact(db, anton, "phone", "+79161234567");
    await addContact(db, anton, "email", "Ryabov.Artem@Example.ru");
    await addCard(db, anton, {
      number: "7712345678901237",
      balance: 486000,
      last_presented_office_id: office,
      sold_at_office_id: office,
    });
    const old = await addClient(db, { family_name: "Рябова", given_name: "Анна_Мария" });
    await addContact(db, old, "phone", "+79161230000");
    await addCard(db, old, { number: "7700000000000027", balance: 100000, valid_through: "2026-11-21" });
  });
  afterAll(() => server.close());

  const found = async (find: string) =>
    (await get(server, `/api/v1/clients?find=${encodeURIComponent(find)}`, FoundClients)).clients;
  const names = async (find: string) => (await found(find)).map((client) => client.name);

  it.each([
    ["рябов", ["Рябов Артём Петрович", "Рябова Анна_Мария"]],
    ["артем рябов", ["Рябов Артём Петрович"]],
    ["АРТЁМ", ["Рябов Артём Петрович"]],
    ["петров ряб", ["Рябов Артём Петрович"]],
    ["анна_", ["Рябова Анна_Мария"]],
    ["%", []],
    ["8 916 123-45", ["Рябов Артём Петрович"]],
    ["+7 (916) 123", ["Рябова Анна_Мария", "Рябов Артём Петрович"]],
    ["4567", ["Рябов Артём Петрович"]],
    ["7712 3456", ["Рябов Артём Петрович"]],
    ["ryabov.artem@", ["Рябов Артём Петрович"]],
    ["nobody@example.ru", []],
  ])("finds by name, phone, card and e-mail: %s", async (find, expected) => {
    expect(await names(find)).toEqual(expected);
  });

  it("puts a family name before the same letters elsewhere in a name, page after page", async () => {
    const { db } = database();
    for (let i = 0; i < 55; i++) await addClient(db, { family_name: "Абрамова", patronymic: "Кирилловна" });
    await addClient(db, { family_name: "Кириллова", given_name: "Яна" });
    const first = await get(server, `/api/v1/clients?find=${encodeURIComponent("кирилл")}`, FoundClients);
    expect(first.clients[0]?.name).toBe("Кириллова Яна");
    const rest = await get(
      server,
      `/api/v1/clients?find=${encodeURIComponent("кирилл")}&cursor=${first.next ?? ""}`,
      FoundClients,
    );
    expect(rest.clients).toHaveLength(6);
    expect(rest.next).toBeNull();
  });

  it("tells of a found client how to reach them and what is on the card now", async () => {
    const [client] = await found("7712345678901237");
    expect(client).toEqual({
      id: anton,
      name: "Рябов Артём Петрович",
      phone: "+79161234567",
      email: "Ryabov.Artem@Example.ru",
      office: "Вайнера, 9",
      city: "Екатеринбург",
      card: "7712345678901237",
      balance: "4860.00",
      doNotDisturb: false,
    });
    const [burned] = await found("анна");
    expect(burned?.balance).toBe("0.00");
  });

  it("shows contacts, consents in force, wishes, cards and plans", async () => {
    const { db } = database();
    const consent = { client_id: anton, purpose: "advertising", channel: "email", wording_version: "1" };
    await insert(db, "consent", [
      { ...consent, id: newId(), given: true, at: "2026-01-01T00:00:00Z", how: "form" },
      { ...consent, id: newId(), given: false, at: "2026-05-01T00:00:00Z", how: "call" },
    ]);
    await insert(db, "do_not_disturb", {
      client_id: anton,
      id: newId(),
      scope: "advertising",
      since: "2026-05-01T00:00:00Z",
      until: "2026-11-21",
      recorded_by: "Ольга",
      words: "не надо рекламы",
    });
    await insert(db, "planned_trip", {
      client_id: anton,
      id: newId(),
      starts_on: "2027-02-01",
      precision: "month",
      destination: "Пхукет",
      state: "expected",
      recorded_on: "2026-11-20",
    });
    const page = await get(server, `/api/v1/clients/${anton}`, ClientPage);
    expect(page.profile).toMatchObject({
      name: "Рябов Артём Петрович",
      birthday: { month: 2, day: 29, year: null },
      localTime: "14:20",
      homeOffice: { name: "Вайнера, 9", city: "Екатеринбург" },
      hours: { from: "14:00", to: "20:00" },
      consents: [{ purpose: "advertising", channel: "email", given: false, how: "call" }],
      wishes: [{ scope: "advertising", until: "2026-11-21", inForce: false }],
    });
    expect(page.profile.contactPoints.map((point) => point.kind)).toEqual(["phone", "email"]);
    expect(page.cards).toMatchObject([
      {
        balance: "4860.00",
        validThrough: "2026-12-22",
        burnsOn: "2026-12-23",
        lastPresentedAt: "Вайнера, 9",
      },
    ]);
    expect(page.cards[0]?.whyThisDate).toContain("22 июня");
    expect(page.plannedTrips).toMatchObject([
      { destination: "Пхукет", precision: "month", state: "expected" },
    ]);
  });

  it("brings the beginning of the line of time along where it is asked to, as the line tells it", async () => {
    const page = await get(server, `/api/v1/clients/${anton}`, ClientPage);
    const whole = await get(server, `/api/v1/clients/${anton}?with=timeline`, ClientPage);
    const timeline = await get(server, `/api/v1/clients/${anton}/timeline`, Timeline);
    expect(page.timeline).toBeNull();
    expect(timeline.entries.length).toBeGreaterThan(0);
    expect(whole).toEqual({ ...page, timeline });
  });

  it("tells nothing that its contract does not name", async () => {
    const client = await addClient(database().db, { family_name: "Полная" });
    const card = await addCard(database().db, client, { number: "7700000000000043" });
    await addTouch(database().db, client, { on_day: "2026-11-10", state: "done" });
    await addPosting(database().db, client, card, {
      kind: "adjusted",
      happened_on: "2026-11-11",
      amount: 100,
      against: "adjusted",
    });
    const page = await get(server, `/api/v1/clients/${client}?with=timeline`, ClientPage);
    expect(page.timeline?.entries.length).toBeGreaterThan(2);
    expect(Value.Clean(ClientPage, structuredClone(page))).toEqual(page);
  });

  it("explains a day for one client", async () => {
    const explanation = await get(server, `/api/v1/clients/${anton}/explain?on=2026-11-22`, Explanation);
    expect(explanation.on).toBe("2026-11-22");
  });

  it("puts a day's entries of every kind in one order, and pages through it exactly once", async () => {
    const { db } = database();
    const client = await addClient(db, { family_name: "Долгих" });
    const own = await addCard(db, client, { number: "7700000000000035" });
    const on = "2026-11-10";
    const dealing = newId();
    await insert(db, "dealing", {
      client_id: client,
      id: dealing,
      kind: "purchase",
      office_id: office,
      happened_on: on,
      price: 100000,
      discount: 3000,
      redeemed: 0,
      paid: 97000,
      card_id: own,
    });
    await insert(db, "presentation", {
      client_id: client,
      id: newId(),
      card_id: own,
      presented_on: on,
      office_id: office,
      bearer: "unnamed",
    });
    await addPosting(db, client, own, {
      kind: "earned",
      happened_on: on,
      amount: 4850,
      against: "issued",
      dealing_id: dealing,
    });
    await addPosting(db, client, own, { kind: "burned", happened_on: on, amount: -850, against: "burned" });
    await addTouch(db, client, { on_day: on, state: "done" });
    await insert(db, "consent", {
      client_id: client,
      id: newId(),
      purpose: "contact",
      channel: "any",
      given: true,
      // Still the 10th in Moscow's calendar, where this client has no zone and no office.
      at: "2026-11-09T21:30:00Z",
      how: "call",
      wording_version: "1",
    });
    const wish = {
      client_id: client,
      id: newId(),
      scope: "everything",
      recorded_by: "Ольга",
      words: "хватит",
    };
    await insert(db, "do_not_disturb", { ...wish, since: `${on}T10:00:00Z` });
    await insert(db, "planned_trip", {
      client_id: client,
      id: newId(),
      starts_on: "2027-02-01",
      precision: "season",
      destination: "Алтай",
      state: "dropped",
      recorded_on: on,
    });
    const day = await get(server, `/api/v1/clients/${client}/timeline`, Timeline);
    expect(day.entries.map((entry) => `${entry.on} ${entry.kind}`)).toEqual([
      ...["planned_trip", "wish", "consent", "posting", "dealing", "presentation", "touch"].map(
        (kind) => `${on} ${kind}`,
      ),
      "2025-03-01 card",
    ]);
    expect(day.entries.find((entry) => entry.kind === "dealing")).toMatchObject({
      earned: "48.50",
      price: "1000.00",
    });
    expect(day.entries.find((entry) => entry.kind === "posting")).toMatchObject({
      posting: "burned",
      amount: "-8.50",
    });
    expect(day.entries.find((entry) => entry.kind === "presentation")).toMatchObject({
      card: "7700000000000035",
    });

    const visits = Array.from({ length: 130 }, (_, i) => ({
      client_id: client,
      id: newId(),
      card_id: own,
      office_id: office,
      presented_on: `2026-0${1 + (i % 3)}-15`,
    }));
    await insert(db, "presentation", visits);
    for (let i = 0; i < 30; i++) await addTouch(db, client, { on_day: `2026-0${1 + (i % 3)}-15` });
    const seen: string[] = [];
    const order: string[] = [];
    let cursor = "";
    do {
      const page = await get(server, `/api/v1/clients/${client}/timeline?cursor=${cursor}`, Timeline);
      seen.push(...page.entries.map((entry) => `${entry.kind}/${entry.id}`));
      order.push(...page.entries.map((entry) => `${entry.on} ${entry.kind === "touch" ? 0 : 1}`));
      cursor = page.next ?? "";
    } while (cursor);
    expect(seen).toHaveLength(8 + 130 + 30);
    expect(new Set(seen).size).toBe(seen.length);
    expect(order).toEqual(order.toSorted().toReversed());

    const touches = await get(server, `/api/v1/clients/${client}/timeline?kind=touch`, Timeline);
    expect(touches.entries).toHaveLength(31);
    expect(touches.next).toBeNull();
  });

  it("keeps the lines of two clients apart", async () => {
    const timeline = await get(server, `/api/v1/clients/${anton}/timeline?kind=presentation`, Timeline);
    expect(timeline.entries).toEqual([]);
  });
});
