import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addPeriod,
  daysInMonth,
  formatDay,
  fromEpochDay,
  fromPlainDate,
  parseDay,
  parsePeriod,
  toEpochDay,
  toPlainDate,
  type EpochDay,
} from "../../src/kernel/calendar.ts";

const epoch = Temporal.PlainDate.from("1970-01-01");
const first = -719_162; // 0001-01-01
const last = 2_932_896; // 9999-12-31
const day = fc.integer({ min: first, max: last }).map((value) => value as EpochDay);

describe("days as numbers agree with Temporal", () => {
  it("both ways", () => {
    fc.assert(
      fc.property(day, (value) => {
        const date = epoch.add({ days: value });
        expect(toPlainDate(value).equals(date)).toBe(true);
        expect(fromPlainDate(date)).toBe(value);
        expect(toEpochDay(fromEpochDay(value))).toBe(value);
        expect(formatDay(value)).toBe(date.toString());
        expect(parseDay(date.toString())).toBe(value);
      }),
    );
  });

  it("when a period is added or taken away, clamped to the month's end", () => {
    const period = fc.record({
      months: fc.integer({ min: 0, max: 400 }),
      days: fc.integer({ min: 0, max: 4000 }),
    });
    fc.assert(
      fc.property(day, period, fc.constantFrom(1, -1), (value, { months, days }, sign) => {
        const expected = epoch
          .add({ days: value })
          .add({ months: sign * months })
          .add({ days: sign * days });
        expect(addPeriod(value, { months, days }, sign)).toBe(
          epoch.until(expected, { largestUnit: "day" }).days,
        );
      }),
    );
  });

  it("in the length of every month from 1890 to 2110", () => {
    for (let year = 1890; year <= 2110; year++)
      for (let month = 1; month <= 12; month++)
        expect(daysInMonth(year, month)).toBe(Temporal.PlainYearMonth.from({ year, month }).daysInMonth);
  });

  it.each([
    ["2025-08-31", "P6M", "2026-02-28"],
    ["2023-08-31", "P6M", "2024-02-29"],
    ["2024-02-29", "P1Y", "2025-02-28"],
    ["2026-01-15", "P2W", "2026-01-29"],
  ])("%s + %s is %s", (from, period, to) => {
    const start = parseDay(from);
    const added = parsePeriod(period);
    expect(start !== undefined && added && formatDay(addPeriod(start, added))).toBe(to);
  });
});

describe("parseDay", () => {
  it("says no to whatever Temporal says no to", () => {
    const part = (max: number, length: number) =>
      fc.integer({ min: 0, max }).map((value) => String(value).padStart(length, "0"));
    fc.assert(
      fc.property(part(9999, 4), part(20, 2), part(40, 2), (year, month, date) => {
        const text = `${year}-${month}-${date}`;
        let exists = year !== "0000";
        try {
          Temporal.PlainDate.from(text);
        } catch {
          exists = false;
        }
        expect(parseDay(text) !== undefined).toBe(exists);
      }),
    );
  });

  it.each([
    "",
    "1997-1-01",
    "01.02.1997",
    "1997-02-30",
    "1997/01/01",
    "19970101",
    "1997-01-01T",
    "١٩٩٧-٠١-٠١",
    "+1997-01-1",
  ])("refuses %j", (text) => expect(parseDay(text)).toBeUndefined());
});

describe("parsePeriod", () => {
  it.each([
    ["P6M", { months: 6, days: 0 }],
    ["P1Y2M", { months: 14, days: 0 }],
    ["P1W3D", { months: 0, days: 10 }],
  ])("reads %s", (text, period) => expect(parsePeriod(text)).toEqual(period));

  it.each(["", "P", "6M", "P-6M", "P6", "PT6M", "P6M1Y", "p6m", "P1.5M"])("refuses %j", (text) =>
    expect(parsePeriod(text)).toBeUndefined(),
  );
});
