/** Calendars and clocks at their corners: changes of clock, far zones, the ends of months and of the year. */
import { beforeEach, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { changeEtiquette } from "../../src/planning/actions/change-etiquette.ts";
import { onEveryEngine } from "../support/database.ts";
import { SmallBase } from "./small-base.ts";

const zones = [
  "Europe/Kaliningrad",
  "Europe/Moscow",
  "Europe/Samara",
  "Asia/Yekaterinburg",
  "Asia/Omsk",
  "Asia/Krasnoyarsk",
  "Asia/Irkutsk",
  "Asia/Yakutsk",
  "Asia/Vladivostok",
  "Asia/Magadan",
  "Asia/Kamchatka",
];
const localOf = (instant: Temporal.Instant | null, zone: string): string =>
  instant === null
    ? ""
    : instant.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" });

onEveryEngine("time at its corners", (database) => {
  let base: SmallBase;
  beforeEach(async () => {
    base = new SmallBase(database().db);
    await base.reset();
  });

  it("every zone from UTC+2 to UTC+12 has the hours of its own clock, and waits for its own morning", async () => {
    const clients: [zone: string, client: string][] = [];
    for (const zone of zones) clients.push([zone, await base.client({ zone, birthday: [11, 18] })]);
    // 11:30 in Moscow: 10:30 in Kaliningrad, 20:30 in Kamchatka.
    const plan = await base.plan("2026-11-18", "2026-11-18T08:30:00Z");
    for (const [zone, client] of clients) {
      const touch = plan.of(client);
      const isOver = zone === "Asia/Kamchatka";
      expect(touch.state, zone).toBe(isOver ? "held" : "planned");
      expect(localOf(touch.not_before, zone), zone).toBe(isOver ? "2026-11-19T10:00" : "2026-11-18T10:00");
    }
  });

  it("a morning after clocks went forward or back opens by the new clock", async () => {
    for (const [zone, evening, opens] of [
      ["Europe/Berlin", "2026-03-28T19:00:00Z", "2026-03-29T09:00:00Z"],
      ["Europe/Berlin", "2026-10-24T18:30:00Z", "2026-10-25T10:00:00Z"],
      ["Asia/Beirut", "2026-03-28T18:30:00Z", "2026-03-29T08:00:00Z"],
      ["Africa/Cairo", "2026-10-29T19:00:00Z", "2026-10-30T08:00:00Z"],
    ] as const) {
      const on = evening.slice(0, 10);
      const client = await base.client({ zone });
      await base.trip(client, Temporal.PlainDate.from(on).subtract({ days: 3 }).toString());
      const held = (await base.plan(on, evening)).of(client);
      expect([held.state, held.not_before?.toString()], zone).toEqual(["held", opens]);
      const next = opens.slice(0, 10);
      const planned = (await base.plan(next, `${next}T00:30:00Z`)).of(client);
      expect([planned.state, planned.not_before?.toString()], zone).toEqual(["planned", opens]);
    }
  });

  it("a month before the 31st is the last day of a shorter month, in leap years too", async () => {
    for (const [validThrough, due] of [
      ["2027-03-31", "2027-02-28"],
      ["2028-03-31", "2028-02-29"],
      ["2028-03-29", "2028-02-29"],
      ["2026-12-31", "2026-11-30"],
    ] as const) {
      await base.reset();
      const client = await base.client();
      await base.card(client, validThrough, 50_000n);
      const before = Temporal.PlainDate.from(due).subtract({ days: 1 }).toString();
      expect((await base.plan(before)).touches, before).toEqual([]);
      const touch = (await base.plan(due)).of(client);
      expect([touch.step, touch.state], due).toEqual(["month-before", "planned"]);
    }
  });

  it("29 February is kept on the day the business says, and never twice", async () => {
    const client = await base.client({ birthday: [2, 29, 1988] });
    const days = async (year: number) => {
      const greeted: string[] = [];
      for (const on of [`${year}-02-28`, year % 4 === 0 ? `${year}-02-29` : "", `${year}-03-01`])
        if (on !== "" && (await base.plan(on)).touches.some((touch) => touch.state === "planned"))
          greeted.push(on);
      return greeted;
    };
    expect(await days(2027)).toEqual(["2027-02-28"]);
    expect(await days(2028)).toEqual(["2028-02-29"]);
    await changeEtiquette(base.db, new Map([["leapBirthday", "03-01"]]));
    await sql`delete from touch where client_id = ${client}`.execute(base.db);
    expect(await days(2029)).toEqual(["2029-03-01"]);
    expect(await days(2032)).toEqual(["2032-02-29"]);
  });

  it("New Year's days have the hours of days off, and a year's turn neither skips nor doubles", async () => {
    await installPack(base.db, "travel", Temporal.Instant.from("2026-01-01T00:00:00Z"), ["holidays"]);
    await sql`delete from business_calendar_day`.execute(base.db);
    await sql`insert into business_calendar_day (date, kind, name, code) values
      ('2027-01-01', 'holiday', '{"ru":"Новый год","en":"New Year"}', 'new-year'),
      ('2027-01-04', 'holiday', '{"ru":"Каникулы","en":"Holidays"}', null),
      ('2027-01-09', 'working', '{"ru":"Рабочая суббота","en":"Working Saturday"}', null)`.execute(base.db);
    const client = await base.client();
    const greeted = (await base.plan("2027-01-01", "2026-12-31T21:30:00Z")).of(client);
    expect([greeted.chain, greeted.state]).toEqual(["holidays", "planned"]);
    const local = localOf(greeted.not_before, "Europe/Moscow");
    expect(local >= "2027-01-01T11:00" && local < "2027-01-01T13:00", local).toBe(true);
    const born = await base.client({ birthday: [1, 4] });
    const monday = (await base.plan("2027-01-04", "2027-01-04T05:00:00Z")).of(born);
    expect(localOf(monday.not_before, "Europe/Moscow")).toBe("2027-01-04T11:00");
    const saturday = await base.client({ birthday: [1, 9] });
    const worked = (await base.plan("2027-01-09", "2027-01-09T05:00:00Z")).of(saturday);
    expect(localOf(worked.not_before, "Europe/Moscow")).toBe("2027-01-09T10:00");
    const eve = await base.client({ birthday: [12, 31] });
    const first = await base.client({ birthday: [1, 1] });
    const old = (await base.plan("2026-12-31")).touches.filter(({ state }) => state === "planned");
    expect(old.map(({ client_id: one }) => one)).toEqual([eve]);
    const plan = (await base.plan("2027-01-01", "2026-12-31T21:30:00Z")).touches;
    const congratulated = plan.filter(({ chain, state }) => chain === "birthday" && state === "planned");
    expect(congratulated.map(({ client_id: one }) => one)).toEqual([first]);
  });

  it("hours that a client asks for beyond midnight are kept as far as the evening goes", async () => {
    const client = await base.client({ birthday: [11, 18], hours: ["19:00", "01:00"] });
    const touch = (await base.plan("2026-11-18", "2026-11-18T06:00:00Z")).of(client);
    expect([touch.state, localOf(touch.not_before, "Europe/Moscow")]).toEqual([
      "planned",
      "2026-11-18T19:00",
    ]);
    const never = await base.client({ birthday: [11, 18], hours: ["21:00", "02:00"] });
    expect((await base.plan("2026-11-18", "2026-11-18T06:00:00Z")).ending(never)).toBe("held by quiet_hours");
  });
});
