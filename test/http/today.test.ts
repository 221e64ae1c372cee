import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Calls, Today, Touches } from "../../src/reports/contract.ts";
import { onEveryEngine } from "../support/database.ts";
import { addCard, addClient, addContact, addOffice, addTouch, insert } from "./rows.ts";
import { get, openServer } from "./server.ts";

const refused = {
  rule: "do_not_disturb",
  says: "refuse",
  because: { scope: "everything", since: "2026-10-01T00:00:00Z", from: "client" },
  notBefore: null,
};

onEveryEngine("a day in numbers", (database) => {
  let server: FastifyInstance;
  let burning: string;
  let antonTouch: string;
  beforeAll(async () => {
    const { db } = database();
    server = await openServer(database());
    await insert(db, "chain_version", {
      chain: "after-trip",
      version: 1,
      hash: "1",
      state: "live",
      live_from: "2026-01-01T00:00:00Z",
      definition: {
        code: "after-trip",
        name: { ru: "После поездки", en: "After a trip" },
        about: { ru: "третий день после возвращения", en: "the third day after the return" },
        occasion: "returned",
        steps: [],
        templates: {},
      },
    });
    const yekaterinburg = await addOffice(db, {
      city: "Екатеринбург",
      zone: "Asia/Yekaterinburg",
      name: "Вайнера, 9",
    });
    const anton = await addClient(db, {
      family_name: "Рябов",
      given_name: "Антон",
      patronymic: "Петрович",
      home_office_id: yekaterinburg,
    });
    const phone = await addContact(db, anton, "phone", "+79160000001");
    await addCard(db, anton, { number: "7700000000000001", balance: 240000 });
    antonTouch = await addTouch(db, anton, { contact_point_id: phone, worth: 18420000 });
    burning = await addClient(db, { family_name: "Белова", given_name: "Мария", zone: "Asia/Vladivostok" });
    await addTouch(db, burning, {
      purpose: "service",
      worth: 5,
      occasion_kind: "acquaintance",
      facts: { presentedOn: "2026-11-20" },
    });
    await addTouch(db, burning, { channel: "email", state: "sent" });
    await addTouch(db, burning, { chain: "newsletter", channel: "email", purpose: "advertising" });
    for (const state of ["refused", "refused", "refused"])
      await addTouch(db, anton, { state, decided_by: "do_not_disturb", verdicts: [refused] });
    await addTouch(db, anton, { state: "held", decided_by: "quiet_hours" });
    await addTouch(db, anton, { state: "done", worth: 1 });
    await addTouch(db, anton, { on_day: "2026-11-23" });
    await addCard(db, burning, { number: "7700000000000002", balance: 9900, valid_through: "2026-11-22" });
    const later = await addClient(db);
    await addCard(db, later, { number: "7700000000000003", balance: 100, valid_through: "2026-11-21" });
  });
  afterAll(() => server.close());

  it("counts what happens by chain and channel, and why the rest does not", async () => {
    const today = await get(server, "/api/v1/today", Today);
    expect(today).toMatchObject({ on: "2026-11-22", occasions: 9, planned: 5, done: 2 });
    expect(today.byChannel).toEqual([
      { channel: "call", planned: 3, done: 1 },
      { channel: "email", planned: 2, done: 1 },
    ]);
    expect(
      today.chains.map(({ chain, name, occasions, planned, done }) => [
        chain,
        name,
        occasions,
        planned,
        done,
      ]),
    ).toEqual([
      ["after-trip", "После поездки", 8, 4, 2],
      ["newsletter", "newsletter", 1, 1, 0],
    ]);
    expect(today.chains[0]?.reasons).toEqual([
      { state: "refused", rule: "do_not_disturb", text: "просили не беспокоить", count: 3 },
      { state: "held", rule: "quiet_hours", text: "тихие часы", count: 1 },
    ]);
    expect(today.calls).toMatchObject({ planned: 3, done: 1 });
    expect(today.calls.held).toHaveLength(2);
  });

  it("sums what burns in the 30 days after the day, not what burned on it", async () => {
    expect((await get(server, "/api/v1/today", Today)).burningIn30Days).toBe("99.00");
    expect((await get(server, "/api/v1/today?on=2026-11-23", Today)).burningIn30Days).toBe("2400.00");
  });

  it("answers for an empty day, and in English when asked", async () => {
    expect(await get(server, "/api/v1/today?on=2027-01-01", Today)).toMatchObject({
      occasions: 0,
      chains: [],
    });
    const english = await get(server, "/api/v1/today?lang=en", Today);
    expect(english.chains[0]).toMatchObject({ name: "After a trip" });
    expect(english.chains[0]?.reasons[0]?.text).toBe("asked not to be disturbed");
  });

  it("lists the calls that can still be made: service first, then what is lost by silence", async () => {
    const calls = await get(server, "/api/v1/calls", Calls);
    expect(calls.total).toBe(2);
    expect(calls.calls.map((call) => call.name)).toEqual(["Белова Мария", "Рябов Антон Петрович"]);
    expect(calls.calls[1]).toMatchObject({
      touch: antonTouch,
      address: "Антон Петрович",
      phone: "+79160000001",
      chainName: "После поездки",
      since: "2026-11-19",
      burn: { sum: "2400.00", on: "2026-12-23" },
      zone: "Asia/Yekaterinburg",
      localTime: "14:20",
      place: "Екатеринбург",
      state: "planned",
    });
    expect(calls.calls[1]?.why).toContain("Пхукет");
    const first = await get(server, "/api/v1/calls?limit=1", Calls);
    expect(first).toMatchObject({ total: 2, calls: [{ name: "Белова Мария" }] });
    const rest = await get(server, `/api/v1/calls?limit=1&cursor=${first.next}`, Calls);
    expect(rest).toMatchObject({ calls: [{ name: "Рябов Антон Петрович" }], next: null });
    expect(calls.calls[0]).toMatchObject({ client: burning, phone: null, localTime: "19:20", place: null });
  });

  it("shows the list behind each number, with verdicts in words", async () => {
    const refusals = await get(
      server,
      "/api/v1/touches?chain=after-trip&state=refused&rule=do_not_disturb",
      Touches,
    );
    expect(refusals.total).toBe(3);
    expect(refusals.touches[0]?.verdicts[0]).toMatchObject({
      rule: "do_not_disturb",
      says: "refuse",
      text: "Просили не беспокоить с 1 октября.",
    });
    const count = async (query: string) => (await get(server, `/api/v1/touches?${query}`, Touches)).total;
    expect(await count("part=happening")).toBe(5);
    expect(await count("part=made")).toBe(2);
    expect(await count("part=left_out&channel=call")).toBe(4);
    expect(await count("part=made&state=refused")).toBe(0);
    expect(await count("on=2026-11-23")).toBe(1);
  });

  it("pages through a long list without missing or repeating a touch", async () => {
    const { db } = database();
    const client = await addClient(db, { family_name: "Длинный" });
    const ids: string[] = [];
    for (let i = 0; i < 120; i++)
      ids.push(
        await addTouch(db, client, {
          on_day: "2026-12-01",
          worth: i % 7,
          purpose: i % 2 ? "care" : "loyalty",
        }),
      );
    for (const list of ["touches", "calls"] as const) {
      const seen: string[] = [];
      let cursor = "";
      do {
        const url = `/api/v1/${list}?on=2026-12-01${cursor && `&cursor=${cursor}`}`;
        const page =
          list === "touches"
            ? await get(server, url, Touches).then(({ touches, next }) => ({
                ids: touches.map((one) => one.id),
                next,
              }))
            : await get(server, url, Calls).then(({ calls, next }) => ({
                ids: calls.map((one) => one.touch),
                next,
              }));
        expect(page.ids.length).toBeLessThanOrEqual(50);
        seen.push(...page.ids);
        cursor = page.next ?? "";
      } while (cursor);
      expect(seen).toHaveLength(120);
      expect(new Set(seen)).toEqual(new Set(ids));
    }
  });
});
