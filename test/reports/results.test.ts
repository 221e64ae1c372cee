/** The owner's morning, by clients one can count on the fingers; every number is the length of the list behind it. */
import type { FastifyInstance } from "fastify";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inspectFile } from "../../src/files/inspect.ts";
import { openTable } from "../../src/files/table.ts";
import { newId } from "../../src/kernel/ids.ts";
import { ChainEffects } from "../../src/reports/effect-contract.ts";
import { periodsOf } from "../../src/reports/periods.ts";
import { ResultRows, Results, periods } from "../../src/reports/results-contract.ts";
import { addCard, addClient, addOffice, insert } from "../http/rows.ts";
import { get, openServer } from "../http/server.ts";
import { addStaff } from "../loyalty/till-base.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("the owner's results", (database) => {
  let server: FastifyInstance;
  let office: string;

  /** Bought on these days, for 100 roubles each. */
  async function buyer(family: string, ...days: string[]): Promise<string> {
    const { db } = database();
    const client = await addClient(db, { family_name: family, given_name: "Анна" });
    for (const happened_on of days)
      await insert(db, "dealing", {
        client_id: client,
        id: newId(),
        kind: "purchase",
        happened_on,
        office_id: office,
        price: 10000,
        discount: 0,
        redeemed: 0,
        paid: 10000,
      });
    return client;
  }
  const results = () => get(server, "/api/v1/reports/results", Results);
  const rows = (list: string, query = "") =>
    get(server, `/api/v1/reports/results/${list}?${query}`, ResultRows);

  beforeAll(async () => {
    const { db } = database();
    server = await openServer(database());
    office = await addOffice(db);
    // Today is 22 November.
    await buyer("Впервые", "2026-11-22");
    await buyer("Давняя", "2025-01-10", "2026-11-22");
    await buyer("Дважды", "2026-11-03", "2026-11-10");
    await buyer("Прошлая", "2026-09-01", "2026-10-05", "2026-10-30");
    const shown = await buyer("Показала", "2026-08-01");
    const card = await addCard(db, shown, {
      number: "7700000000000016",
      sold_on: "2026-11-02",
      sold_at_office_id: office,
      price: 50000,
      balance: 48600,
      valid_through: "2026-12-10",
    });
    await insert(db, "presentation", {
      client_id: shown,
      id: newId(),
      card_id: card,
      presented_on: "2026-11-21",
      bearer: "unnamed",
    });
    const operator = await addStaff(db, "operator");
    const call = { touch_id: newId(), chain: "birthday", occasion_key: "k", staff_member_id: operator };
    for (const [outcome, ended_at] of [
      ["done", "2026-11-22T08:00:00Z"],
      // Moscow has the 22nd already.
      ["no_answer", "2026-11-21T21:30:00Z"],
      ["given_back", "2026-11-22T08:10:00Z"],
      ["done", "2026-10-15T08:00:00Z"],
    ] as const)
      await insert(db, "call", {
        ...call,
        client_id: shown,
        id: newId(),
        from_state: "planned",
        claimed_at: ended_at,
        lease_until: ended_at,
        ended_at,
        outcome,
      });
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      await insert(db, "operator_hours", {
        id: newId(),
        office_id: null,
        weekday,
        on_day: null,
        minutes: 60,
      });
  });
  afterAll(() => server.close());

  it("hold today and this month to the last one through the same day", async () => {
    const { periods: ranges, figures, operators } = await results();
    expect(ranges.before).toEqual({ from: "2026-10-01", through: "2026-10-22" });
    expect(ranges.lastMonth.through).toBe("2026-10-31");
    const told = Object.fromEntries(
      figures.map(({ figure, today, month, before, lastMonth }) => [
        figure,
        [today, month, before, lastMonth],
      ]),
    );
    expect(told).toEqual({
      // Who comes for the first time has not come back; who is here twice has.
      returned: ["1", "3", "1", "1"],
      purchases: ["2", "4", "1", "2"],
      turnover: ["200.00", "400.00", "100.00", "200.00"],
      cards: ["0", "1", "0", "0"],
      cardIncome: ["0.00", "500.00", "0.00", "0.00"],
      talks: ["1", "1", "1", "1"],
      calls: ["2", "2", "1", "1"],
    });
    const callsOf = (days: number) => Math.floor((days * 3600) / operators.callSeconds);
    expect([operators.today, operators.month]).toEqual([callsOf(1), callsOf(22)]);
  });

  it("every count is the length of the list behind it", async () => {
    const { figures } = await results();
    for (const { figure, list, kind, ...values } of figures) {
      if (kind !== "count" || figure === "talks") continue;
      for (const period of periods) {
        const { rows: listed } = await rows(list, `period=${period}`);
        expect([figure, period, listed.length]).toEqual([figure, period, Number(values[period])]);
      }
    }
    const returned = await rows("returned", "period=month");
    expect(returned.rows.map(({ name, cells }) => [name, cells])).toEqual([
      ["Давняя Анна", ["2026-11-22", "1", "100.00"]],
      ["Показала Анна", ["2026-11-21", "1", "0.00"]],
      ["Дважды Анна", ["2026-11-10", "2", "200.00"]],
    ]);
    expect((await rows("burning", "days=30")).rows).toMatchObject([
      { name: "Показала Анна", cells: ["2026-12-10", "7700000000000016", "Тверская, 12", "486.00"] },
    ]);
    expect((await rows("burning", "days=10")).rows).toEqual([]);
    expect((await rows("purchases", `period=month&office=${newId()}`)).rows).toEqual([]);
  });

  it("a list goes on where the last page ended, and comes whole as a file", async () => {
    const { db } = database();
    const regular = await addClient(db, { family_name: "Постоянная" });
    const bought = Array.from({ length: 150 }, () => ({
      client_id: regular,
      id: newId(),
      kind: "purchase",
      happened_on: "2026-10-02",
      price: 10000,
      discount: 0,
      redeemed: 0,
      paid: 10000,
    }));
    await insert(db, "dealing", bought);
    const first = await rows("purchases", "period=before");
    expect([first.rows.length, typeof first.next]).toEqual([100, "string"]);
    const second = await rows("purchases", `period=before&cursor=${encodeURIComponent(first.next ?? "")}`);
    expect([second.rows.length, second.next]).toEqual([51, null]);
    for (const extension of ["csv", "xlsx"]) {
      const response = await server.inject({
        url: `/api/v1/reports/result-files/purchases.${extension}?period=before`,
        headers: { "accept-language": "ru" },
      });
      expect(response.statusCode).toBe(200);
      expect(response.headers["content-disposition"]).toContain(`purchases-2026-11-22.${extension}`);
      const cells = await readBack(`list.${extension}`, response.rawPayload);
      expect(cells[0]).toEqual(["Клиент", "День", "Офис", "Цена", "Бонусами", "Деньгами"]);
      expect(cells.length).toBe(152);
      expect(cells.find(([client]) => client === "Прошлая Анна")?.slice(0, 3)).toEqual([
        "Прошлая Анна",
        "2026-10-05",
        "Тверская, 12",
      ]);
    }
    const views = await server.inject({ url: `/api/v1/clients/${regular}/views` });
    expect(views.json<{ views: { what: string }[] }>().views.map(({ what }) => what)).toContain(
      "result-files",
    );
    const unknown = await server.inject({ url: "/api/v1/reports/result-files/salaries.csv" });
    expect(unknown.statusCode).toBe(404);
  });

  it("of all chains says what of each alone", async () => {
    expect(await get(server, "/api/v1/reports/effects", ChainEffects)).toEqual({ effects: [] });
  });
});

async function readBack(name: string, content: Buffer): Promise<string[][]> {
  const path = join(mkdtempSync(join(tmpdir(), "povod-results-")), name);
  writeFileSync(path, content);
  const file = { path, name };
  const opened = await openTable(file, await inspectFile(file), {
    headings: (cells) => cells.filter((cell) => cell === "Клиент").length,
  });
  const rows: string[][] = [];
  for await (const block of opened.blocks()) for (const row of block.rows) rows.push([...(row.cells ?? [])]);
  return rows;
}

it("the thirty-first is held to the last day of a shorter month", () => {
  const { before, month } = periodsOf(Temporal.PlainDate.from("2026-03-31"));
  expect([before.from.toString(), before.through.toString()]).toEqual(["2026-02-01", "2026-02-28"]);
  expect(month.from.toString()).toBe("2026-03-01");
});
