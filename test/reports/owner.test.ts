/** The owner's numbers, by cards whose sums one can add up in the head. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CardPlans } from "../../src/loyalty/card-plan-contract.ts";
import { reportBonuses } from "../../src/reports/actions/report-bonuses.ts";
import { reportCards } from "../../src/reports/actions/report-cards.ts";
import { Bonuses, BurnBacktest, BurnForecast, CardSales, CardUse } from "../../src/reports/owner-contract.ts";
import { addCard, addClient, addOffice, insert } from "../http/rows.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

const business = { name: "B", currency: "RUB", zone: "Europe/Moscow", language: "ru" } as const;
let number = 7700000000000000n;
const nextNumber = () => String((number += 7n));

onEveryEngine("bonuses of some offices", (database) => {
  let server: FastifyInstance;
  let moscow: string;
  let vladivostok: string;
  /** In Moscow it is the evening of 22 November, in Vladivostok the 23rd has begun. */
  const now = Temporal.Instant.from("2026-11-22T15:00:00Z");
  const card = async (balance: number, validThrough: string, row: Record<string, unknown> = {}) => {
    const { db } = database();
    await addCard(db, await addClient(db), {
      number: nextNumber(),
      balance,
      valid_through: validThrough,
      ...row,
    });
  };

  beforeAll(async () => {
    const { db } = database();
    server = await openServer(database());
    moscow = await addOffice(db, { name: "Тверская" });
    vladivostok = await addOffice(db, { name: "Светланская", zone: "Asia/Vladivostok" });
    await card(100_00, "2026-11-22", { sold_at_office_id: moscow, last_presented_office_id: vladivostok });
    await card(200_00, "2026-11-22", { sold_at_office_id: vladivostok });
    await card(400_00, "2026-12-22", { sold_at_office_id: vladivostok });
    await card(800_00, "2026-12-22", { sold_at_office_id: moscow });
    await card(1600_00, "2027-02-19");
    await card(3200_00, "2027-02-20");
    await card(-50_00, "2026-12-01", { sold_at_office_id: moscow });
    await card(0, "2026-12-01", { sold_at_office_id: moscow });
  });
  afterAll(() => server.close());

  it("count by the calendar of the office that sold the card, booked or not", async () => {
    const report = await reportBonuses(database().db, { business, now });
    expect(report).toMatchObject({
      today: "2026-11-22",
      spendable: { cards: 5, sum: "6100.00" },
      // The card of Vladivostok has a day less to live there than the one of Moscow with the same last day.
      within30Days: { cards: 2, sum: "500.00" },
      within60Days: { cards: 3, sum: "1300.00" },
      within90Days: { cards: 4, sum: "2900.00" },
      notBooked: { cards: 1, sum: "200.00" },
    });
  });

  it("stand by the office where the card was presented last, else by the one that sold it", async () => {
    const { offices } = await reportBonuses(database().db, { business, now });
    expect(
      offices.map(({ name, spendable, within30Days }) => [
        name,
        spendable.cards,
        spendable.sum,
        within30Days.sum,
      ]),
    ).toEqual([
      [null, 2, "4800.00", "0.00"],
      ["Тверская", 1, "800.00", "0.00"],
      ["Светланская", 2, "500.00", "500.00"],
    ]);
  });

  it("are told over HTTP, and a forecast that has nothing to rest on says so", async () => {
    const bonuses = await get(server, "/api/v1/reports/bonuses", Bonuses);
    // At noon in Moscow the 22nd is not over in Vladivostok either.
    expect(bonuses.spendable).toEqual({ cards: 6, sum: "6300.00" });
    const forecast = await get(server, "/api/v1/reports/burn-forecast?weeks=5", BurnForecast);
    expect(forecast).toMatchObject({
      history: { enough: false, returns: 0 },
      cards: 4,
      due: "1500.00",
      forecast: null,
    });
    expect(forecast.weeks.map(({ from, through, due }) => [from, through, due])).toEqual([
      ["2026-11-23", "2026-11-29", "300.00"],
      ["2026-11-30", "2026-12-06", "0.00"],
      ["2026-12-07", "2026-12-13", "0.00"],
      ["2026-12-14", "2026-12-20", "0.00"],
      ["2026-12-21", "2026-12-27", "1200.00"],
    ]);
    expect(forecast.offices.map(({ name, due }) => [name, due])).toEqual([
      ["Тверская", "800.00"],
      ["Светланская", "700.00"],
    ]);
    // Nothing is in the ledger of this base.
    const { months } = await get(server, "/api/v1/reports/burn-backtest", BurnBacktest);
    expect(months.every(({ due }) => due === "0.00")).toBe(true);
    for (const query of ["burn-forecast?weeks=0", "burn-forecast?weeks=27", "cards?months=37"])
      expect((await server.inject(`/api/v1/reports/${query}`)).statusCode).toBe(400);
  });
});

onEveryEngine("cards sold", (database) => {
  let server: FastifyInstance;
  let tverskaya: string;
  let weiner: string;

  async function sell(count: number, soldOn: string, row: Record<string, unknown> = {}): Promise<void> {
    const { db } = database();
    for (let i = 0; i < count; i++)
      await addCard(db, await addClient(db), { number: nextNumber(), sold_on: soldOn, ...row });
  }
  const plan = (body: unknown) =>
    server.inject({ method: "PUT", url: "/api/v1/card-plans", payload: body as object });

  beforeAll(async () => {
    const { db } = database();
    server = await openServer(database());
    tverskaya = await addOffice(db, { name: "Тверская" });
    weiner = await addOffice(db, { name: "Вайнера" });
    await sell(20, "2026-10-31", { sold_at_office_id: tverskaya });
    await sell(1, "2026-10-02", { sold_at_office_id: tverskaya, price: 0 });
    await sell(3, "2026-11-01", { sold_at_office_id: tverskaya, price: 60000 });
    await sell(2, "2026-11-22", { sold_at_office_id: weiner });
    await sell(1, "2026-09-30");
    await sell(4, "2026-08-31", { sold_at_office_id: weiner });
  });
  afterAll(() => server.close());

  it("are counted by office and month against the plan, given ones apart", async () => {
    const report = await get(server, "/api/v1/reports/cards?months=3", CardSales);
    expect(report).toMatchObject({ sold: 26, given: 1, income: "13300.00" });
    const told = report.offices.map(({ name, months }) => [
      name,
      ...months.map(({ sold, given, income, plan }) => [sold, given, income, plan?.cardsAre, plan?.incomeIs]),
    ]);
    expect(told).toEqual([
      [
        "Вайнера",
        [0, 0, "0.00", "below", "below"],
        [0, 0, "0.00", "below", "below"],
        [2, 0, "1000.00", "below", "below"],
      ],
      [
        "Тверская",
        [0, 0, "0.00", "below", "below"],
        [20, 1, "10000.00", "within", "within"],
        [3, 0, "1800.00", "below", "below"],
      ],
      [
        null,
        [1, 0, "500.00", undefined, undefined],
        [0, 0, "0.00", undefined, undefined],
        [0, 0, "0.00", undefined, undefined],
      ],
    ]);
    expect(report.months.map(({ month, over, plan }) => [month, over, plan?.cards])).toEqual([
      ["2026-09", true, { least: 40, most: 50 }],
      ["2026-10", true, { least: 40, most: 50 }],
      ["2026-11", false, { least: 40, most: 50 }],
    ]);
  });

  it("have a plan that an office may have for itself, from a month on", async () => {
    const income = { least: "900.00", most: "1100.00" };
    const own = { office: weiner, cards: { least: 1, most: 2 }, income };
    expect((await plan(own)).json()).toEqual({ ...own, from: "2026-11" });
    const { plans } = await get(server, "/api/v1/card-plans", CardPlans);
    expect(plans).toHaveLength(2);
    const months = (await get(server, "/api/v1/reports/cards?months=2", CardSales)).offices.find(
      ({ id }) => id === weiner,
    )?.months;
    expect(months?.map(({ plan }) => [plan?.cards.most, plan?.cardsAre, plan?.incomeIs])).toEqual([
      [25, "below", "below"],
      [2, "within", "within"],
    ]);
    // The same month again replaces it; the plan of all others is another one.
    expect((await plan({ ...own, from: "2026-11", cards: { least: 1, most: 1 } })).statusCode).toBe(200);
    const all = await plan({ from: "2026-10", cards: { least: 0, most: 3 }, income });
    expect(all.json()).toEqual({ office: null, from: "2026-10", cards: { least: 0, most: 3 }, income });
    const report = await get(server, "/api/v1/reports/cards?months=3", CardSales);
    expect(report.offices.slice(0, 2).map(({ months }) => months.map(({ plan }) => plan?.cardsAre))).toEqual([
      ["below", "within", "above"],
      ["below", "above", "within"],
    ]);
    expect((await get(server, "/api/v1/card-plans", CardPlans)).plans).toHaveLength(3);
  });

  it("refuse a plan that is none", async () => {
    const good = { cards: { least: 1, most: 2 }, income: { least: "1.00", most: "2.00" } };
    for (const bad of [
      { ...good, cards: { least: 3, most: 2 } },
      { ...good, income: { least: "3.00", most: "2.00" } },
      { ...good, from: "2026-13" },
      { ...good, from: "0000-01" },
      { ...good, office: "3f3f3f3f-0000-7000-8000-000000000000" },
      { ...good, cards: { least: -1, most: 2 } },
      { cards: good.cards },
    ])
      expect((await plan(bad)).json(), JSON.stringify(bad)).toMatchObject({ status: 400, code: "bad_input" });
    const answer = await plan({ ...good, from: "2020-01" });
    expect(answer.statusCode).toBe(200);
  });

  it("of the next month wait for the business's own day", async () => {
    const { db } = database();
    await sell(1, "2026-12-01", { sold_at_office_id: tverskaya });
    const now = Temporal.Instant.from("2026-11-30T20:00:00Z");
    const before = await reportCards(db, { business, now }, 1);
    expect(before).toMatchObject({ sold: 5, months: [{ month: "2026-11" }] });
    const after = await reportCards(db, { business, now: now.add({ hours: 1 }) }, 1);
    expect(after).toMatchObject({ sold: 1, months: [{ month: "2026-12", over: false }] });
  });
});

onEveryEngine("paid and given cards", (database) => {
  it("are held against each other, where there are enough of them", async () => {
    const { db } = database();
    const server = await openServer(database());
    const use = () => get(server, "/api/v1/reports/card-use", CardUse);
    const deal = async (price: number, presentedOn: string[], turnover = 0) => {
      const client = await addClient(db);
      // 365 days in somebody's hands by the day of the report.
      const card = await addCard(db, client, { number: nextNumber(), sold_on: "2025-11-22", price });
      for (const [at, presented_on] of presentedOn.entries())
        await insert(db, "presentation", {
          client_id: client,
          id: `00000000-0000-7000-8000-0000000000${at + 10}`,
          card_id: card,
          presented_on,
        });
      const dealing = "00000000-0000-7000-8000-000000000001";
      if (turnover === 0) return;
      await insert(db, "dealing", {
        client_id: client,
        id: dealing,
        kind: "trip",
        happened_on: "2026-01-10",
        price: turnover,
        card_id: card,
        discount: 0,
        redeemed: 0,
        paid: turnover,
      });
      const refund = { dealing_id: dealing, refunded_on: "2026-02-01", price: turnover / 10 };
      await insert(db, "refund", {
        client_id: client,
        id: dealing,
        card_id: card,
        booked_at: "2026-02-01T00:00:00Z",
        ...refund,
      });
    };
    try {
      expect(await use()).toMatchObject({
        from: "2024-11-22",
        through: "2026-11-22",
        paid: { cards: 0, told: null },
      });
      for (let i = 0; i < 40; i++)
        // Half came back while the bonus lived, on its last day; the others on the day it had burned, or never.
        await deal(
          50000,
          i < 20 ? ["2025-11-22", "2026-05-22", "2026-05-22", "2026-06-01"] : i < 30 ? ["2026-05-23"] : [],
          10_000_00,
        );
      for (let i = 0; i < 29; i++) await deal(0, []);
      const { paid, given, least } = await use();
      expect(given).toEqual({ cards: 29, ripe: 29, told: null });
      expect(least).toBe(30);
      expect(paid).toMatchObject({
        cards: 40,
        ripe: 40,
        told: { presentationsAYear: 1.25, turnoverAYear: "9000.00", presentedAgain: { percent: 50 } },
      });
      const { low, high } = paid.told?.presentedAgain ?? { low: 0, high: 0 };
      expect([low, high]).toEqual([40.1, 59.9]);
      await deal(0, []);
      expect((await use()).given.told).toMatchObject({ presentationsAYear: 0, turnoverAYear: "0.00" });
    } finally {
      await server.close();
    }
  });
});
