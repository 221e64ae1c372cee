/** Whoever comes to a desk: found whole by phone, name, card or scanner, with what waits here; made a client with consent. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { ClientPage } from "../../src/reports/client-contract.ts";
import { DeskFacts, Visitor, Visitors } from "../../src/reports/visitor-contract.ts";
import { newId } from "../../src/kernel/ids.ts";
import { addClient, addContact, addOffice } from "../http/rows.ts";
import { get, now, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

type Answer = Record<string, unknown>;

onEveryEngine("a visitor", (database) => {
  let server: FastifyInstance;
  let office: string;
  let moment = now;
  beforeAll(async () => {
    server = await openServer(database(), { clock: { now: () => moment } });
    office = await addOffice(database().db);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    moment = now;
  });

  async function send(method: "POST" | "PUT", url: string, payload: object, key = newId()): Promise<Answer> {
    const headers = { "idempotency-key": key };
    const response = await server.inject({ method, url: `/api/v1${url}`, payload, headers });
    return { status: response.statusCode, ...response.json<Answer>() };
  }
  const done = async (url: string, payload: object, key?: string): Promise<Answer> => {
    const answer = await send("POST", url, payload, key);
    expect(answer).toMatchObject({ status: 200 });
    return answer;
  };
  const find = (text: string) => get(server, `/api/v1/visitors?find=${encodeURIComponent(text)}`, Visitors);
  const visit = (client: string) => get(server, `/api/v1/clients/${client}/visit`, Visitor);

  let people = 0;
  /** Sold a month ago, with a purchase on it. */
  async function visitorWithCard() {
    const { db } = database();
    const nth = people++;
    const familyName = `Рябова${String.fromCharCode(0x430 + nth)}`;
    const client = await addClient(db, { family_name: familyName, given_name: "Анна" });
    const phone = `+7912000${String(1000 + nth)}`;
    await addContact(db, client, "phone", phone);
    moment = Temporal.Instant.from("2026-10-10T09:00:00Z");
    const card = String((await done("/cards", { client, office }))["card"]);
    const bought = await done(`/cards/${card}/purchases`, { price: "10000.00", office });
    moment = now;
    return { client, phone, familyName, card, purchase: String(bought["purchase"]) };
  }

  it("is found whole by phone, name, card number and what a scanner reads", async () => {
    const { client, phone, familyName, card } = await visitorWithCard();
    const spaced = card.replaceAll(/(\d{4})(?=\d)/g, "$1 ");
    for (const typed of [phone, phone.replace("+7", "8"), `${familyName} Анна`, card, spaced]) {
      const { visitor, clients } = await find(typed);
      expect([typed, visitor?.client, clients]).toEqual([typed, client, []]);
    }
    const { visitor } = await find(card);
    expect(visitor).toMatchObject({
      cards: [{ number: card, balance: "485.00", deposit: "0.00", validThrough: "2027-04-10" }],
      purchases: [{ card, price: "10000.00", paid: "9700.00", earned: "485.00", refunded: "0.00" }],
    });
    expect(visitor?.cards[0]?.whyThisDate).toContain("10 октября");
    expect(await visit(client)).toEqual(visitor);
  });

  it("is chosen by a person where several are meant, and nobody is guessed", async () => {
    const { db } = database();
    const phone = "+79990001122";
    for (const given_name of ["Пётр", "Павел"]) {
      const id = await addClient(db, { family_name: "Совсемодинаков", given_name });
      await addContact(db, id, "phone", phone);
    }
    const both = await find(phone);
    expect(both.visitor).toBeNull();
    expect(both.clients.map(({ name }) => name).sort()).toEqual([
      "Совсемодинаков Павел",
      "Совсемодинаков Пётр",
    ]);
    expect(await find("Такогонетнигде")).toMatchObject({ visitor: null, clients: [] });
    expect(await find("  ")).toMatchObject({ visitor: null, clients: [] });
    const slip = await find("Совсемодинакав Павел");
    expect(slip).toMatchObject({ visitor: null, guess: "typo" });
  });

  it("is told of what waits, at the desk where it is handed out", async () => {
    const { client, card } = await visitorWithCard();
    const name = { ru: "Сим-карта", en: "SIM card" };
    const gifts = (await done("/gifts", { name }))["gifts"] as { gift: string; name: object }[];
    const gift = gifts.at(-1)?.gift ?? "";
    await send("PUT", `/gifts/${gift}/stock/${office}`, { onHand: 1 });
    await done(`/clients/${client}/gifts`, { gift, office });
    await done(`/cards/${card}/renewal`, { to: "asked", office });
    await done(`/cards/${card}/renewal`, { to: "made" });
    await done(`/cards/${card}/renewal`, { to: "arrived" });
    const { waiting } = await visit(client);
    const place = { id: office, name: "Тверская, 12" };
    expect(waiting.gifts).toMatchObject([{ name: "Сим-карта", office: place }]);
    expect(waiting.cards).toMatchObject([{ card, state: "arrived", office: place }]);
    expect(waiting.statements).toEqual([{ card, month: "2026-10", office: null }]);

    const end = `/clients/${client}/gifts/${waiting.gifts[0]?.reservation}/end`;
    const key = newId();
    const first = await done(end, { to: "picked_up" }, key);
    expect(await done(end, { to: "picked_up" }, key)).toEqual(first);
    expect(await send("POST", end, { to: "picked_up" })).toMatchObject({ code: "wrong_state" });
    const made = waiting.cards[0]?.number ?? "";
    expect((await find(made)).asked).toMatchObject({ number: made, state: "waiting", card });
    await done(`/cards/${card}/renewal`, { to: "handed_out" });
    expect((await find(card)).asked).toMatchObject({ number: card, state: "replaced", card: made });
    for (let times = 0; times < 2; times++)
      expect(await send("PUT", `/cards/${made}/statements/2026-10/handed-out`, { office })).toMatchObject({
        status: 200,
        month: "2026-10",
      });
    expect((await visit(client)).waiting).toEqual({ gifts: [], cards: [], statements: [] });
    expect(await send("PUT", `/cards/${made}/statements/2031-10/handed-out`, {})).toMatchObject({
      code: "bad_input",
    });
  });

  it("sees what was taken back of a purchase, and what came from the deposit", async () => {
    const { client, card, purchase } = await visitorWithCard();
    const back = { purchase, price: "4000.00" };
    const { card: after, ...told } = await done(`/cards/${card}/refunds`, back, "refund-of-a-part");
    expect(after).toMatchObject({ balance: "291.00" });
    // The parts add up to the whole: what is left of the purchase is what is left of the money.
    expect(told).toMatchObject({ price: "4000.00", cash: "3880.00", earned: "194.00" });
    const rest = await done(`/cards/${card}/refund-quotes`, { purchase });
    expect(rest).toMatchObject({ price: "6000.00", cash: "5820.00", earned: "291.00", redeemed: "0.00" });
    expect(await send("POST", `/cards/${card}/refund-quotes`, { purchase, price: "6000.01" })).toMatchObject({
      code: "bad_input",
    });
    await done(`/cards/${card}/top-ups`, { amount: "100.00" });
    const price = { price: "200.00", deposit: "100.00" };
    const second = await done(`/cards/${card}/purchases`, price);
    const { purchases } = await visit(client);
    expect(purchases.map(({ id }) => id)).toEqual([second["purchase"], purchase]);
    expect(purchases).toMatchObject([
      { price: "200.00", deposit: "100.00", refunded: "0.00" },
      { price: "10000.00", deposit: "0.00", refunded: "4000.00" },
    ]);
  });

  it("becomes a client with consent by one request, once, or is recognised by phone", async () => {
    const desk = await get(server, "/api/v1/desk", DeskFacts);
    expect(desk.cardTypes[0]).toMatchObject({ cardType: "standard", price: "500.00", discount: "3" });
    const consent = { wordingVersion: desk.wording.version, given: [{ purpose: "contact" }] };
    const person = { givenName: "Олеся", phone: "8 913 555-44-33", consent };
    const key = newId();
    const met = await done("/newcomers", { person, office }, key);
    expect(await done("/newcomers", { person, office }, key)).toEqual(met);
    const again = { ...person, givenName: "олеся" };
    expect(await done("/newcomers", { person: again, office })).toEqual(met);
    expect(await send("POST", "/newcomers", { person: again }, key)).toMatchObject({
      code: "idempotency_conflict",
    });
    const { profile } = await get(server, `/api/v1/clients/${String(met["id"])}`, ClientPage);
    expect(profile).toMatchObject({ givenName: "Олеся", homeOffice: { id: office } });
    expect(profile.consents).toMatchObject([{ purpose: "contact", given: true, how: "till" }]);
    expect(await send("POST", "/newcomers", { person: { givenName: "А", phone: "12" } })).toMatchObject({
      code: "bad_input",
    });
  });

  it("every look at a visitor is on record", async () => {
    const { client, card } = await visitorWithCard();
    await find(card);
    await visit(client);
    const views = await server.inject({ url: `/api/v1/clients/${client}/views` });
    const seen = views.json<{ views: { what: string }[] }>().views.map(({ what }) => what);
    expect(seen).toEqual(expect.arrayContaining(["visitors", "visit"]));
  });
});
