/** How much of what the business wants is known: one pure rule, and the same for everybody at once. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WantedFacts } from "../../src/clients/completeness-contract.ts";
import {
  commonFactNames,
  shareOf,
  type KnownAbout,
  type WantedFact,
} from "../../src/clients/completeness.ts";
import { questionsFor } from "../../src/clients/actions/questions-for.ts";
import { loadShares } from "../../src/clients/store/completeness.ts";
import { newId } from "../../src/kernel/ids.ts";
import { CompletenessReport, type CompletenessTrial } from "../../src/reports/completeness-contract.ts";
import { Calls } from "../../src/reports/contract.ts";
import { Desk, today } from "../clients/desk.ts";
import { addOffice, insert } from "../http/rows.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

const near = fc.integer({ min: -120, max: 60 }).map((days) => today.add({ days }));
const clients: fc.Arbitrary<KnownAbout> = fc.record({
  facts: fc.record({
    familyName: fc.constantFrom("", "Котова"),
    givenName: fc.constantFrom("", "Анна"),
    patronymic: fc.constantFrom("", "Петровна"),
    sex: fc.constantFrom(null, "female" as const),
    birthday: fc.constantFrom(null, { month: 2, day: 29, year: null }, { month: 3, day: 1, year: 1980 }),
    homeOffice: fc.constantFrom(null, "00000000-0000-7000-8000-00000000000f"),
    hours: fc.constantFrom(null, { from: "10:00", to: "12:00" }),
    attributes: fc.constantFrom({}, { hobby: "лыжи" }),
  }),
  points: fc.array(
    fc.record({
      kind: fc.constantFrom("phone" as const, "email" as const, "vk" as const, "in_person" as const),
      state: fc.constantFrom(
        "unverified" as const,
        "verified" as const,
        "wrong" as const,
        "bounced" as const,
      ),
    }),
    { maxLength: 3 },
  ),
  said: fc.uniqueArray(fc.constantFrom("contact", "advertising")),
  trips: fc.array(
    fc.record({
      startsOn: near,
      precision: fc.constantFrom("day" as const, "month" as const, "season" as const),
      state: fc.constantFrom("expected", "booked", "dropped"),
    }),
    { maxLength: 2 },
  ),
  on: fc.constant(today),
});
const wanted: fc.Arbitrary<WantedFact[]> = fc.uniqueArray(
  fc.record({
    fact: fc.constantFrom(...commonFactNames, "attribute.hobby"),
    worth: fc.integer({ min: 1, max: 30 }),
  }),
  { selector: ({ fact }) => fact, maxLength: 8 },
);

onEveryEngine("completeness", (database) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
    const hobby = { type: "text", title: { ru: "увлечение", en: "hobby" } };
    await desk.send("PUT", "/client-attributes/hobby", hobby);
  });
  afterAll(() => desk.server.close());

  async function put(known: KnownAbout): Promise<string> {
    const client = newId();
    const { facts, points, said, trips } = known;
    await insert(desk.db, "client", {
      id: client,
      family_name: facts.familyName,
      given_name: facts.givenName,
      patronymic: facts.patronymic,
      sex: facts.sex,
      birthday_month: facts.birthday?.month ?? null,
      birthday_day: facts.birthday?.day ?? null,
      birthday_year: facts.birthday?.year ?? null,
      home_office_id: facts.homeOffice,
      hours_from: facts.hours?.from ?? null,
      hours_to: facts.hours?.to ?? null,
      language: "ru",
      attributes: facts.attributes,
      tags: [],
      created_on: "2025-01-10",
    });
    const own = () => ({ client_id: client, id: newId() });
    for (const [at, point] of points.entries())
      await insert(desk.db, "contact_point", { ...own(), ...point, value: `v${at}`, since: "2025-01-10" });
    for (const purpose of said)
      await insert(desk.db, "consent", {
        ...own(),
        purpose,
        channel: "any",
        given: false,
        at: "2025-01-10T00:00:00Z",
        how: "form",
        wording_version: "1",
      });
    for (const { startsOn, precision, state } of trips)
      await insert(desk.db, "planned_trip", {
        ...own(),
        starts_on: startsOn.toString(),
        precision,
        state,
        destination: "Байкал",
        recorded_on: "2025-01-10",
      });
    return client;
  }

  it("of one client and of many is the same share with the same things missing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(clients, { minLength: 1, maxLength: 4 }), wanted, async (base, facts) => {
        const ids: string[] = [];
        for (const known of base) ids.push(await put(known));
        const shares = await loadShares(desk.db, facts, { clients: ids, on: today });
        const told = new Map(shares.map((share) => [share.client, share]));
        base.forEach((known, at) => {
          const { percent, missing } = shareOf(facts, known);
          const share = told.get(ids[at] ?? "");
          expect(share?.percent).toBe(percent);
          expect(new Set(share?.missing.map((place) => facts[place]?.fact))).toEqual(
            new Set(missing.map(({ fact }) => fact)),
          );
        });
      }),
      { numRuns: 25 },
    );
  });

  it("asks what is worth most first, in the reader's language, beside a call and on the page", async () => {
    const facts = [
      { fact: "email", worth: 5 },
      { fact: "attribute.hobby", worth: 9 },
      { fact: "phone", worth: 6 },
    ];
    expect((await desk.send("PUT", "/wanted-facts", { facts })).status).toBe(200);
    const client = await desk.client([{ kind: "phone", value: "+79161230001" }], {
      birthday: { month: 1, day: 1 },
    });
    await insert(desk.db, "dealing", {
      client_id: client,
      id: newId(),
      kind: "trip",
      happened_on: "2026-10-01",
      returns_on: "2026-11-19",
      destination: "Пхукет",
      price: 100,
    });
    await desk.plan();
    const asked = { clients: [client], on: today, language: "ru" } as const;
    expect((await questionsFor(desk.db, asked)).get(client)).toEqual({
      client,
      percent: 30,
      missing: [
        { fact: "attribute.hobby", name: "увлечение", text: "Уточните: увлечение", worth: 9 },
        { fact: "email", name: "эл. почта", text: "На какую почту Вам писать?", worth: 5 },
      ],
    });
    const { calls } = await get(desk.server, "/api/v1/calls", Calls);
    const questions = calls.find((call) => call.client === client)?.questions;
    expect(questions?.map(({ name }) => name)).toEqual(["увлечение", "эл. почта"]);
    await desk.change("POST", `/clients/${client}/demands`, { kind: "stop", how: "письмо" });
    expect((await questionsFor(desk.db, asked)).size).toBe(0);
  });

  it("is told of the whole base: tenths, offices, facts, and who learned what", async () => {
    const office = await addOffice(desk.db, { name: "Невский" });
    const staff = newId();
    await insert(desk.db, "staff_member", { id: staff, name: "Вера Ильина", role: "operator" });
    await desk.send("PUT", "/wanted-facts", {
      facts: [
        { fact: "sex", worth: 4 },
        { fact: "email", worth: 1 },
      ],
    });
    const client = await desk.client([], { homeOffice: office });
    await desk.change("PATCH", `/clients/${client}`, { sex: "female", staffMember: staff });
    await desk.client([{ kind: "email", value: "a@example.org" }], { homeOffice: office });
    const report = await get(desk.server, "/api/v1/reports/completeness?months=2", CompletenessReport);
    expect(report.offices.find(({ name }) => name === "Невский")).toMatchObject({
      clients: 2,
      average: 50,
      tenths: [0, 0, 1, 0, 0, 0, 0, 0, 1, 0],
    });
    expect(report.tenths.reduce((sum, count) => sum + count, 0)).toBe(report.clients);
    expect(report.facts.map(({ fact }) => fact)).toEqual(["sex", "email"]);
    expect(report.growth.months.map(({ month }) => month)).toEqual(["2026-10", "2026-11"]);
    expect(report.growth.staff).toContainEqual({ id: staff, name: "Вера Ильина", facts: 1, worth: 4 });
    expect(report.growth.offices.find(({ name }) => name === "Невский")).toMatchObject({
      facts: 2,
      worth: 5,
      months: [{ made: 0 }, { month: "2026-11", made: 2, facts: 2 }],
    });
  });

  it("asks in the business's own words, and shows beforehand how full the base would look", async () => {
    const facts = [
      { fact: "sex", worth: 4, ownQuestion: { ru: "Вы он или она?", en: "He or she?" } },
      { fact: "email", worth: 1 },
    ];
    expect((await desk.send("PUT", "/wanted-facts", { facts })).status).toBe(200);
    const client = await desk.client([{ kind: "email", value: "own@example.org" }]);
    const asked = { clients: [client], on: today, language: "en" } as const;
    expect((await questionsFor(desk.db, asked)).get(client)?.missing).toMatchObject([{ text: "He or she?" }]);
    const { facts: kept } = await get(desk.server, "/api/v1/wanted-facts?lang=ru", WantedFacts);
    expect(kept).toMatchObject([
      { fact: "sex", question: "Вы он или она?", ownQuestion: { en: "He or she?" } },
      { fact: "email", ownQuestion: null, usualQuestion: { en: "Which e-mail shall we write to?" } },
    ]);
    const one = [{ fact: "email", worth: 1, ownQuestion: { ru: " ", en: "E-mail?" } }];
    expect((await desk.send("PUT", "/wanted-facts", { facts: one })).status).toBe(400);

    const before = await get(desk.server, "/api/v1/reports/completeness", CompletenessReport);
    const trial = await desk.server.inject({
      method: "POST",
      url: "/api/v1/reports/completeness-trials",
      payload: { facts: [{ fact: "email", worth: 1 }] },
    });
    const tried = trial.json<CompletenessTrial>();
    expect(tried.before).toEqual({
      clients: before.clients,
      average: before.average,
      tenths: before.tenths,
    });
    const known = before.facts.find(({ fact }) => fact === "email")?.known ?? 0;
    expect(tried.after.tenths).toEqual([before.clients - known, 0, 0, 0, 0, 0, 0, 0, 0, known]);
    const { facts: after } = await get(desk.server, "/api/v1/wanted-facts", WantedFacts);
    expect(after.map(({ fact }) => fact)).toEqual(["sex", "email"]);
  });

  it("is asked of facts that somebody can know, each once", async () => {
    const put = (facts: object[]) => desk.send("PUT", "/wanted-facts", { facts });
    for (const facts of [
      [{ fact: "shoe_size", worth: 1 }],
      [{ fact: "attribute.nothing", worth: 1 }],
      [
        { fact: "sex", worth: 1 },
        { fact: "sex", worth: 2 },
      ],
      [{ fact: "sex", worth: 0 }],
    ])
      expect((await put(facts)).status).toBe(400);
    const { facts, offered } = await get(desk.server, "/api/v1/wanted-facts", WantedFacts);
    expect(facts.length + offered.length).toBe(commonFactNames.length + 1);
  });
});
