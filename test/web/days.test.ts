import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  dayOf,
  daysBetween,
  isDay,
  sayBirthday,
  sayDay,
  sayDays,
  sayMoment,
  sayShortDay,
  sayWeekday,
} from "../../web/language/days.ts";

const someDay = fc
  .record({
    year: fc.integer({ min: 1900, max: 2200 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map((fields) => Temporal.PlainDate.from(fields));

describe("days on the screens", () => {
  it("count like the calendar", () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -2000, max: 2000 }), (from, count) => {
        const to = from.add({ days: count });
        expect(addDays(from.toString(), count)).toBe(to.toString());
        expect(daysBetween(from.toString(), to.toString())).toBe(count);
      }),
    );
  });

  it("are said as people say them, unbroken, the year only where it differs", () => {
    expect(sayDay("ru", "2026-12-22", "2026-11-22")).toBe("22\u00a0декабря");
    expect(sayDay("ru", "2027-01-05", "2026-11-22")).toBe("5\u00a0января\u00a02027");
    const august = ["2026-08-06", "2025-08-06"].map((day) => sayShortDay("ru", day, "2026-11-22"));
    expect(august).toEqual(["6\u00a0авг", "6\u00a0авг\u00a02025"]);
    expect(sayDays("ru", "2026-10-01", "2026-10-25", "2026-11-22")).toBe("1–25\u00a0октября");
    expect(sayDays("en", "2026-10-28", "2026-11-03", "2026-11-22")).toBe("28\u00a0October – 3\u00a0November");
    expect(sayDays("ru", "2025-10-28", "2025-10-28", "2026-11-22")).toBe("28\u00a0октября\u00a02025");
    expect(sayWeekday("ru", "2026-11-22", "2026-11-22")).toBe("Воскресенье, 22\u00a0ноября");
    expect(sayWeekday("en", "2026-11-22", "2026-11-22")).toBe("Sunday, 22\u00a0November");
    expect(sayBirthday("ru", { month: 2, day: 29, year: null })).toBe("29\u00a0февраля");
    expect(sayBirthday("en", { month: 5, day: 8, year: 1979 })).toBe("8\u00a0May\u00a01979");
  });

  it("are those of the zone named", () => {
    expect(dayOf("2026-11-22T20:00:00Z", "Asia/Vladivostok")).toBe("2026-11-23");
    expect(sayMoment("ru", "2026-11-22T05:00:00Z", "Asia/Yekaterinburg", "2026-11-22")).toBe("10:00");
    expect(sayMoment("ru", "2026-11-23T05:00:00Z", "Asia/Yekaterinburg", "2026-11-22")).toBe(
      "23\u00a0ноября, 10:00",
    );
  });

  it("refuse what is no day", () => {
    expect(isDay("2026-11-22")).toBe(true);
    for (const wrong of ["2026-13-01", "22.11.2026", "", undefined, 20261122])
      expect(isDay(wrong)).toBe(false);
  });
});
