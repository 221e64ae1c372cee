import { beforeEach, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { changeEtiquette, setOperatorHours } from "../../src/planning/actions/change-etiquette.ts";
import { sayVerdict } from "../../src/planning/verdict-words.ts";
import { onEveryEngine } from "../support/database.ts";
import { day, SmallBase } from "./small-base.ts";

// 2026-11-18 is a Wednesday, 2026-11-22 a Sunday.
onEveryEngine("etiquette", (database) => {
  let base: SmallBase;
  beforeEach(async () => {
    base = new SmallBase(database().db);
    await base.reset();
  });

  it("lets a greeting happen on the day, by call where there is a phone, else by e-mail", async () => {
    const both = await base.client({ birthday: [11, 18] });
    const emailOnly = await base.client({ birthday: [11, 18], phone: "" });
    const plan = await base.plan("2026-11-18");
    expect(plan.ending(both)).toBe("planned call");
    expect(plan.ending(emailOnly)).toBe("planned email");
  });

  it("deceased: nothing, ever", async () => {
    const client = await base.client({ birthday: [11, 18], deceased: "2025-05-05" });
    expect((await base.plan("2026-11-18")).ending(client)).toBe("refused by deceased");
  });

  it("do_not_disturb: everything, advertising only, one channel, until a day", async () => {
    const everything = await base.client({ birthday: [11, 18] });
    await base.wish(everything, "everything");
    const advertising = await base.client({ birthday: [11, 18] });
    await base.wish(advertising, "advertising");
    const noCalls = await base.client({ birthday: [11, 18] });
    await base.wish(noCalls, "channel", { channel: "call" });
    const over = await base.client({ birthday: [11, 18] });
    await base.wish(over, "everything", { until: "2026-11-17" });
    const lastDay = await base.client({ birthday: [11, 18] });
    await base.wish(lastDay, "everything", { until: "2026-11-18" });
    const plan = await base.plan("2026-11-18");
    expect(plan.ending(everything)).toBe("refused by do_not_disturb");
    expect(plan.ending(advertising)).toBe("planned call");
    expect(plan.ending(noCalls)).toBe("planned email");
    expect(plan.ending(over)).toBe("planned call");
    expect(plan.ending(lastDay)).toBe("refused by do_not_disturb");
    expect(plan.verdict(lastDay, "do_not_disturb").notBefore).toContain("2026-11-19T07:00");
  });

  it("do_not_disturb: of several wishes the one that stays longest says when it could change", async () => {
    const client = await base.client({ birthday: [11, 18] });
    await base.wish(client, "everything", { until: "2026-11-18" });
    await base.wish(client, "everything", { until: "2026-11-30" });
    await base.wish(client, "channel", { channel: "call" });
    const plan = await base.plan("2026-11-18");
    expect(plan.of(client)).toMatchObject({ state: "refused", channel: "call" });
    expect(plan.verdict(client, "do_not_disturb").notBefore).toBeNull();
  });

  it("do_not_disturb belongs to the address too: another record with the same phone is silent", async () => {
    const twin = await base.client({ birthday: [11, 18], phone: "+79160000001" });
    await base.silencedAddress("phone", "+79160000001");
    const plan = await base.plan("2026-11-18");
    expect(plan.ending(twin)).toBe("refused by do_not_disturb");
    expect(plan.verdict(twin, "do_not_disturb").because).toMatchObject({
      from: "address",
      scope: "everything",
    });
  });

  it("a wish stops what is already planned, at once and for this client alone", async () => {
    const client = await base.client({ birthday: [11, 18] });
    const other = await base.client({ birthday: [11, 18] });
    await base.plan("2026-11-18");
    await base.wish(client, "everything", { since: "2026-11-18T09:30:00Z" });
    await base.wish(other, "everything", { since: "2026-11-18T09:30:00Z" });
    const plan = await base.plan("2026-11-18", "2026-11-18T09:31:00Z", { clients: [client] });
    expect(plan.ending(client)).toBe("refused by do_not_disturb");
    expect(plan.ending(other)).toBe("planned call");
  });

  it("no_consent: the newest word on purpose and channel counts, advertising needs its own", async () => {
    await base.issue(48, "2026-11-18");
    const both = await base.client();
    const contactOnly = await base.client({ consents: ["contact"] });
    const withdrawn = await base.client();
    await base.consent(withdrawn, "advertising", "email", false, "2026-11-01T00:00:00Z");
    const givenAgain = await base.client();
    await base.consent(givenAgain, "advertising", "email", false, "2026-10-01T00:00:00Z");
    await base.consent(givenAgain, "advertising", "any", true, "2026-11-01T00:00:00Z");
    const later = await base.client({ consents: [] });
    await base.consent(later, "advertising", "any", true, "2026-11-19T00:00:00Z");
    const plan = await base.plan("2026-11-18");
    expect(plan.ending(both)).toBe("planned email");
    expect(plan.ending(contactOnly)).toBe("refused by no_consent");
    expect(plan.ending(withdrawn)).toBe("refused by no_consent");
    expect(plan.ending(givenAgain)).toBe("planned email");
    expect(plan.ending(later)).toBe("refused by no_consent");
  });

  it("no_contact_point: bounced and wrong addresses are none", async () => {
    const none = await base.client({ birthday: [11, 18], phone: "", email: "" });
    const bounced = await base.client({ birthday: [11, 18], phone: "", emailState: "bounced" });
    const plan = await base.plan("2026-11-18");
    expect(plan.ending(none)).toBe("refused by no_contact_point");
    expect(plan.ending(bounced)).toBe("refused by no_contact_point");
    expect(plan.verdict(bounced, "no_contact_point").because).toMatchObject({ usable: false });
  });

  it("quiet_hours: the window of the client's own zone, weekends shorter", async () => {
    const moscow = await base.office("Europe/Moscow");
    const vladivostok = await base.client({ birthday: [11, 18], zone: "Asia/Vladivostok", office: moscow });
    const byOffice = await base.client({ birthday: [11, 22], zone: null, office: moscow });
    const wednesday = await base.plan("2026-11-18", "2026-11-17T22:00:00Z");
    expect(wednesday.verdict(vladivostok, "quiet_hours")).toMatchObject({
      says: "allow",
      notBefore: "2026-11-18T00:00:00+00:00",
      because: { zone: "Asia/Vladivostok", zoneFrom: "client", closes: "2026-11-18T10:00:00+00:00" },
    });
    const sunday = await base.plan("2026-11-22");
    expect(sunday.verdict(byOffice, "quiet_hours").because).toMatchObject({
      zoneFrom: "office",
      opens: "2026-11-22T08:00:00+00:00",
      closes: "2026-11-22T16:00:00+00:00",
    });
  });

  it("quiet_hours: held once the client's day is over, until it opens again", async () => {
    const vladivostok = await base.client({ birthday: [11, 18], zone: "Asia/Vladivostok" });
    const plan = await base.plan("2026-11-18", "2026-11-18T10:00:00Z");
    expect(plan.ending(vladivostok)).toBe("held by quiet_hours");
    expect(plan.verdict(vladivostok, "quiet_hours").notBefore).toBe("2026-11-19T00:00:00+00:00");
  });

  it("quiet_hours: an unknown zone gets the hours that are safe in every zone of the business", async () => {
    await base.office("Europe/Moscow");
    await base.office("Asia/Vladivostok");
    const client = await base.client({ birthday: [11, 18], zone: null });
    const plan = await base.plan("2026-11-18", "2026-11-18T00:00:00Z");
    expect(plan.verdict(client, "quiet_hours")).toMatchObject({
      says: "allow",
      because: {
        zoneFrom: "narrowest",
        opens: "2026-11-18T07:00:00+00:00",
        closes: "2026-11-18T10:00:00+00:00",
      },
    });
  });

  it("quiet_hours: the client's own hours narrow the window, and never widen it", async () => {
    const afternoon = await base.client({ birthday: [11, 18], hours: ["14:00", "23:00"] });
    const nightOwl = await base.client({ birthday: [11, 18], hours: ["21:00", "23:00"] });
    const plan = await base.plan("2026-11-18", "2026-11-18T03:00:00Z");
    expect(plan.verdict(afternoon, "quiet_hours").because).toMatchObject({
      opens: "2026-11-18T11:00:00+00:00",
      closes: "2026-11-18T17:00:00+00:00",
    });
    expect(plan.ending(nightOwl)).toBe("held by quiet_hours");
    expect(plan.verdict(nightOwl, "quiet_hours").notBefore).toBeNull();
  });

  it("quiet_hours: no setting exceeds the hard bounds", async () => {
    await sql`update business set settings = '{"etiquette":{"weekday":{"opens":"05:00","closes":"23:30"}}}'`.execute(
      base.db,
    );
    const client = await base.client({ birthday: [11, 18] });
    const plan = await base.plan("2026-11-18", "2026-11-18T03:00:00Z");
    expect(plan.verdict(client, "quiet_hours").because).toMatchObject({
      opens: "2026-11-18T05:00:00+00:00",
      closes: "2026-11-18T19:00:00+00:00",
    });
  });

  it("not_the_day: yesterday's birthday that was missed is not made up for", async () => {
    const client = await base.client({ birthday: [11, 17] });
    const plan = await base.plan("2026-11-18");
    expect(plan.ending(client)).toBe("refused by not_the_day");
  });

  it("29 February is greeted on 28 February in common years, on the day in leap years", async () => {
    const client = await base.client({ birthday: [2, 29] });
    expect((await base.plan("2027-02-28", "2026-11-18T09:00:00Z")).ending(client)).toBe("planned call");
    expect((await base.plan("2028-02-28", "2026-11-18T09:00:00Z")).touches).toEqual([]);
    expect((await base.plan("2028-02-29", "2026-11-18T09:00:00Z")).ending(client)).toBe("planned call");
  });

  it("late: a window that has passed lapses, the last day of the window does not", async () => {
    const lastDay = await base.client();
    await base.trip(lastDay, "2026-11-11");
    const passed = await base.client();
    await base.trip(passed, "2026-11-10");
    const longAgo = await base.client();
    await base.trip(longAgo, "2026-11-09");
    const plan = await base.plan("2026-11-18");
    expect(plan.ending(lastDay)).toBe("planned call");
    expect(plan.ending(passed)).toBe("lapsed by late");
    expect(plan.touches.filter((touch) => touch.client_id === longAgo)).toEqual([]);
  });

  it("frequency: one advertising touch in 14 days, over all channels", async () => {
    await base.issue(48, "2026-11-18");
    const recent = await base.client();
    await base.made(recent, "2026-11-05", { purpose: "advertising", channel: "telegram" });
    const enough = await base.client();
    await base.made(enough, "2026-11-04", { purpose: "advertising" });
    const plan = await base.plan("2026-11-18");
    expect(plan.ending(recent)).toBe("held by frequency");
    expect(plan.verdict(recent, "frequency").notBefore).toBe("2026-11-19T07:00:00+00:00");
    expect(plan.ending(enough)).toBe("planned email");
  });

  it("frequency: four proactive touches and two calls in 30 days; service does not count", async () => {
    const four = await base.client({ birthday: [11, 18] });
    for (const on of ["2026-10-20", "2026-10-21", "2026-11-01", "2026-11-02"]) await base.made(four, on);
    const third = await base.client({ birthday: [11, 18] });
    for (const on of ["2026-10-19", "2026-10-21", "2026-11-01", "2026-11-02"]) await base.made(third, on);
    const service = await base.client({ birthday: [11, 18] });
    for (const on of ["2026-10-20", "2026-10-21", "2026-11-01", "2026-11-02"]) {
      await base.made(service, on, { purpose: "service" });
    }
    const calls = await base.client({ birthday: [11, 18] });
    for (const on of ["2026-11-01", "2026-11-02"])
      await base.made(calls, on, { channel: "call", state: "done" });
    const plan = await base.plan("2026-11-18");
    expect(plan.ending(four)).toBe("held by frequency");
    expect(plan.verdict(four, "frequency").notBefore).toBe("2026-11-19T07:00:00+00:00");
    expect(plan.ending(third)).toBe("planned call");
    expect(plan.ending(service)).toBe("planned call");
    expect(plan.ending(calls)).toBe("planned email");
  });

  it("frequency: of several caps that are full the one that is full longest names the day", async () => {
    await base.issue(48, "2026-11-18");
    const client = await base.client();
    for (const on of ["2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13"]) await base.made(client, on);
    await base.made(client, "2026-11-05", { purpose: "advertising" });
    const verdict = (await base.plan("2026-11-18")).verdict(client, "frequency");
    expect(verdict.because).toMatchObject({ free: "2026-12-10", limit: "proactive" });
    expect(verdict.notBefore).toBe("2026-12-10T07:00:00+00:00");
  });

  it("frequency: where the settings allow no calls, letters go out and nobody is called, ever", async () => {
    await changeEtiquette(base.db, new Map([["callsIn30Days", "0"]]));
    const reader = await base.client({ birthday: [11, 18] });
    const phoneOnly = await base.client({ birthday: [11, 18], email: "" });
    const plan = await base.plan("2026-11-18");
    expect(plan.ending(reader)).toBe("planned email");
    expect(plan.ending(phoneOnly)).toBe("held by frequency");
    const verdict = plan.verdict(phoneOnly, "frequency");
    expect(verdict.notBefore).toBeNull();
    for (const language of ["ru", "en"] as const)
      expect(sayVerdict(verdict, { language, today: day("2026-11-18") })).toMatch(/настройках|settings/);
  });

  it("the earliest moment is in hours that there are: a day off, operators' days off, hours that only some days have", async () => {
    const called = await base.client({ birthday: [11, 20], email: "" });
    for (const weekday of [1, 2, 3, 4, 5])
      await setOperatorHours(base.db, { office: null, weekday, on: null, minutes: weekday === 5 ? 0 : 60 });
    for (const weekday of [6, 7])
      await setOperatorHours(base.db, { office: null, weekday, on: null, minutes: 0 });
    expect((await base.plan("2026-11-20")).verdict(called, "capacity").notBefore).toBe(
      "2026-11-23T07:00:00+00:00",
    );
    // Hours that begin when those of days off end: on Saturday there are none, and on Monday there are.
    const evening = await base.client({ birthday: [11, 21], hours: ["19:00", "19:30"] });
    const saturday = await base.plan("2026-11-21", "2026-11-21T06:00:00Z");
    expect(saturday.ending(evening)).toBe("held by quiet_hours");
    expect(saturday.verdict(evening, "quiet_hours").notBefore).toBe("2026-11-23T16:00:00+00:00");
  });

  it("one_a_day: the greeting wins over loyalty, loyalty by the larger sum, and what is under way wins over all", async () => {
    const greeted = await base.client({ birthday: [11, 18] });
    await base.card(greeted, "2026-12-18", 486_000n);
    await base.trip(greeted, "2026-11-15");
    const twoCards = await base.client();
    await base.card(twoCards, "2026-12-18", 20_000n);
    const larger = await base.card(twoCards, "2026-12-17", 30_000n);
    const underWay = await base.client({ birthday: [11, 18] });
    await base.made(underWay, "2026-11-18", { state: "claimed" });
    const plan = await base.plan("2026-11-18");
    expect(plan.ending(greeted, "birthday")).toBe("planned call");
    expect(plan.ending(greeted, "bonus-burn")).toBe("held by greeting_only");
    expect(plan.ending(greeted, "after-trip")).toBe("held by greeting_only");
    const winner = plan.touches.filter((touch) => touch.client_id === twoCards && touch.state === "planned");
    expect(winner.map((touch) => touch.facts["card"])).toEqual([larger]);
    expect(plan.ending(underWay, "birthday")).toBe("held by one_a_day");
  });

  it("withdrawn: a card shown in the meantime takes its reminder out of the plan by itself", async () => {
    const client = await base.client();
    const card = await base.card(client, "2026-12-18", 486_000n);
    expect((await base.plan("2026-11-18")).ending(client)).toBe("planned call");
    await sql`update card set valid_through = '2027-05-18' where id = ${card}`.execute(base.db);
    const plan = await base.plan("2026-11-18", "2026-11-18T09:05:00Z", { clients: [client] });
    expect(plan.ending(client)).toBe("withdrawn by withdrawn");
    expect((await base.plan("2026-11-18")).ending(client)).toBe("withdrawn by withdrawn");
  });

  it("nobody is congratulated twice in a year, whatever is said of the birthday afterwards", async () => {
    const client = await base.client({ birthday: [11, 18] });
    const other = await base.client({ birthday: [11, 18] });
    const [chain, step] = ["birthday", "greeting"];
    await base.made(client, "2026-11-18", { state: "sent", chain, step, key: `birthday:${client}:2026` });
    await base.made(other, "2026-11-18", { state: "no_answer", chain, step, key: `birthday:${other}:2026` });
    await sql`update client set birthday_day = 20`.execute(base.db);
    const plan = await base.plan("2026-11-20");
    expect(plan.touches.filter((touch) => touch.client_id === client)).toEqual([]);
    expect(plan.ending(other, "birthday")).toBe("planned call");
  });
});
