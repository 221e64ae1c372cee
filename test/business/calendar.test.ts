/** The business's calendar: what the country says, what was moved, what people put in, and what the plan makes of it. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countryCalendar } from "../../src/business/calendar.ts";
import { Calendar } from "../../src/business/calendar-contract.ts";
import { sql } from "../../src/database/sql.ts";
import { get, openServer } from "../http/server.ts";
import { SmallBase } from "../planning/small-base.ts";
import { onEveryEngine } from "../support/database.ts";

const kinds = (year: number) =>
  Object.fromEntries(countryCalendar(year).map(({ date, kind }) => [date.toString(), kind]));

describe("the country's calendar", () => {
  it("has eight days off in January, the holidays, and what the Government moved", () => {
    const days = kinds(2026);
    for (let day = 1; day <= 9; day++) expect(days[`2026-01-0${day}`], `${day}`).toBe("holiday");
    for (const day of ["02-23", "03-09", "05-01", "05-11", "06-12", "11-04", "12-31"])
      expect(days[`2026-${day}`], day).toBe("holiday");
    expect(days["2026-01-12"]).toBeUndefined();
    expect(kinds(2025)["2025-11-01"]).toBe("working");
  });

  it("moves a holiday on a weekend to the next working day where no decree is known", () => {
    // 12 June 2027 is a Saturday, 23 February 2030 too; 9 May 2027 is a Sunday.
    expect(kinds(2027)).toMatchObject({ "2027-06-14": "holiday", "2027-05-10": "holiday" });
    expect(kinds(2030)["2030-02-25"]).toBe("holiday");
  });

  it("greets on the holiday itself, women on 8 March and men on 23 February", () => {
    const greeted = countryCalendar(2026).filter(({ code }) => code !== null);
    expect(greeted.map(({ date, code, forSex }) => [date.toString().slice(5), code, forSex])).toEqual([
      ["01-01", "new-year", null],
      ["02-23", "defenders-day", "male"],
      ["03-08", "womens-day", "female"],
      ["05-09", "victory-day", null],
    ]);
  });
});

onEveryEngine("the business's calendar", (database) => {
  let base: SmallBase;
  let server: FastifyInstance;
  beforeAll(async () => {
    server = await openServer(database());
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    base = new SmallBase(database().db);
    await sql`delete from business_calendar_day`.execute(base.db);
    await base.reset();
  });

  it("is the country's until somebody says otherwise, and again when they take that back", async () => {
    const dayOf = (calendar: Calendar, date: string) => calendar.days.find((day) => day.date === date);
    const before = await get(server, "/api/v1/calendar?year=2026", Calendar);
    expect(dayOf(before, "2026-01-09")).toMatchObject({ kind: "holiday", own: false });
    expect(before.movesKnown).toBe(true);
    expect(await get(server, "/api/v1/calendar?year=2040", Calendar)).toMatchObject({ movesKnown: false });
    const url = "/api/v1/calendar/days/2026-01-09";
    const name = { ru: "Работаем", en: "Open" };
    const put = await server.inject({ method: "PUT", url, payload: { kind: "working", name } });
    expect(dayOf(put.json(), "2026-01-09")).toMatchObject({
      kind: "working",
      name,
      own: true,
      country: { kind: "holiday", name: { ru: "Перенесённый выходной" } },
    });
    await server.inject({
      method: "PUT",
      url: "/api/v1/calendar/days/2026-09-27",
      payload: { kind: "holiday", name: { ru: "День туризма", en: "Tourism Day" }, code: "tourism-day" },
    });
    const forgotten = (await server.inject({ method: "DELETE", url })).json<Calendar>();
    expect(dayOf(forgotten, "2026-01-09")).toMatchObject({ kind: "holiday", own: false });
    expect(dayOf(forgotten, "2026-09-27")).toMatchObject({ code: "tourism-day", own: true, country: null });
    const bad = await server.inject({ method: "PUT", url, payload: { kind: "lazy", name } });
    expect(bad.statusCode).toBe(400);
  });

  it("gives a holiday on a weekday the hours of a weekend, and a working Saturday those of a weekday", async () => {
    const opens = async (on: string) => {
      const client = await base.client();
      await base.trip(client, Temporal.PlainDate.from(on).subtract({ days: 3 }).toString());
      const plan = await base.plan(on, `${on}T04:00:00Z`);
      return plan
        .of(client, "after-trip")
        .not_before?.toZonedDateTimeISO("Europe/Moscow")
        .toPlainTime()
        .toString();
    };
    await get(server, "/api/v1/calendar?year=2026", Calendar);
    await get(server, "/api/v1/calendar?year=2025", Calendar);
    expect(await opens("2026-11-05")).toBe("10:00:00");
    expect(await opens("2026-11-04")).toBe("11:00:00");
    expect(await opens("2025-11-01")).toBe("10:00:00");
    expect(await opens("2025-11-08")).toBe("11:00:00");
  });
});
