/** Each kind of occasion yields what the facts say, on the day it hangs on, and nothing once they have changed. */
import { beforeEach, expect, it } from "vitest";
import type { Chain } from "../../src/chains/chain.ts";
import { unsayable } from "../../src/chains/sayable.ts";
import { loadVersions, putLive } from "../../src/chains/store.ts";
import { nextNumber } from "../../src/chains/version.ts";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { sayOccasion } from "../../src/planning/occasion-words.ts";
import { onEveryEngine } from "../support/database.ts";
import { day, SmallBase } from "./small-base.ts";

const chainOf = (occasion: Chain["occasion"], offset: string): Chain => ({
  code: "one-step",
  name: { ru: "Проба", en: "Trial" },
  about: { ru: "проба", en: "trial" },
  occasion,
  steps: [
    {
      code: "step",
      offset,
      window: "P0D",
      late: "skip",
      channels: ["email"],
      purpose: "service",
      template: "letter",
    },
  ],
  templates: { letter: { subject: { ru: "а", en: "a" }, body: { ru: "б", en: "b" } } },
});

onEveryEngine("occasions", (database) => {
  let base: SmallBase;
  let office: string;
  beforeEach(async () => {
    base = new SmallBase(database().db);
    for (const table of [
      "appointment",
      "card_renewal",
      "presentation",
      "gift_reservation",
      "gift_stock",
      "gift",
    ])
      await sql`delete from ${sql.table(table)}`.execute(base.db);
    for (const table of ["business_calendar_day", "client_event", "planned_trip"])
      await sql`delete from ${sql.table(table)}`.execute(base.db);
    await base.reset();
    await sql`delete from chain_version`.execute(base.db);
    office = await base.office("Europe/Moscow");
  });

  /** What the last ones were in English. */
  let inEnglish: string[] = [];

  /** The reasons of the day's plan in words, for a chain of one step. */
  async function reasons(occasion: Chain["occasion"], on: string, offset = "P0D"): Promise<string[]> {
    const chain = chainOf(occasion, offset);
    await base.db.transaction().execute(async (trx) =>
      putLive(trx, {
        chain: chain.code,
        version: nextNumber(await loadVersions(trx)),
        hash: newId(),
        definition: chain,
        pack: null,
        ends: [],
        at: Temporal.Instant.from("2026-01-01T00:00:00Z"),
      }),
    );
    const { touches } = await base.plan(on);
    // Whatever an occasion tells, the words about it may name.
    const told = touches.flatMap(({ facts }) => Object.keys(facts));
    expect(told.map((fact) => unsayable(`{{ facts.${fact} }}`, occasion)).filter(Boolean)).toEqual([]);
    const said = (language: "ru" | "en") =>
      touches
        .filter((touch) => touch.state === "planned")
        .map((touch) =>
          sayOccasion(touch.occasion_kind, touch.facts, { language, today: day(on), currency: "RUB" }),
        );
    inEnglish = said("en");
    return said("ru");
  }
  const run = (query: ReturnType<typeof sql>) => query.execute(base.db);

  it("holiday: a day of the calendar that is greeted, for those whose holiday it is", async () => {
    const woman = await base.client();
    await run(sql`update client set sex = 'female' where id = ${woman}`);
    await base.client();
    await run(sql`insert into business_calendar_day (date, kind, name, code, for_sex) values
      ('2028-02-29', 'holiday', '{"ru":"Лишний день","en":"Leap day"}', 'leap-day', null),
      ('2026-03-08', 'holiday', '{"ru":"8 Марта","en":"8 March"}', 'womens-day', 'female'),
      ('2026-01-03', 'holiday', '{"ru":"Каникулы","en":"Holidays"}', null, null)`);
    expect(await reasons("holiday", "2028-02-29")).toEqual(["Лишний день", "Лишний день"]);
    expect(inEnglish).toEqual(["Leap day", "Leap day"]);
    expect(await reasons("holiday", "2026-03-08")).toEqual(["8 Марта"]);
    expect(await reasons("holiday", "2026-01-03")).toEqual([]);
  });

  const dealing = (client: string, kind: string, on: string) =>
    run(sql`insert into dealing (client_id, id, kind, office_id, happened_on, price)
      values (${client}, ${newId()}, ${kind}, ${office}, ${on}::text::date, 100)`);

  it("visited and recall: the visit's day, and half a year later unless there was another visit or one is booked", async () => {
    const client = await base.client();
    await dealing(client, "visit", "2026-08-31");
    expect(await reasons("visited", "2026-09-01", "P1D")).toEqual(["визит 31 августа, Тверская, 12"]);
    expect(inEnglish).toEqual(["visit on 31 August, Тверская, 12"]);
    expect(await reasons("recall", "2027-02-28", "P6M")).toEqual([
      "последний визит 31 августа 2026, пора на осмотр",
    ]);
    expect(inEnglish).toEqual(["last visit on 31 August 2026, a check-up is due"]);
    await run(sql`insert into appointment (client_id, id, office_id, on_day, at_time, state, booked_on)
      values (${client}, ${newId()}, ${office}, '2027-03-05', '10:00', 'booked', '2027-02-01')`);
    expect(await reasons("recall", "2027-02-28", "P6M")).toEqual([]);
    await run(sql`update appointment set state = 'cancelled'`);
    await dealing(client, "visit", "2026-12-01");
    expect(await reasons("recall", "2027-02-28", "P6M")).toEqual([]);
  });

  it("silence: a year after the last word, which a trip's return, a card shown and a plan are too", async () => {
    const quiet = await base.client();
    await dealing(quiet, "purchase", "2024-02-29");
    const travels = await base.client();
    await base.trip(travels, "2024-02-29");
    const shows = await base.client();
    await dealing(shows, "purchase", "2024-02-29");
    await base.card(shows, "2025-01-31", 0n);
    const plans = await base.client();
    await dealing(plans, "purchase", "2024-02-29");
    await plannedTrip(plans, "2025-06-01");
    expect(await reasons("silence", "2025-02-28", "P1Y")).toEqual([
      "ничего не слышно с 29 февраля 2024",
      "ничего не слышно с 29 февраля 2024",
    ]);
    expect(inEnglish).toEqual([
      "nothing heard since 29 February 2024",
      "nothing heard since 29 February 2024",
    ]);
    const plan = await base.planned("2025-02-28");
    expect(plan.touches.map((touch) => touch.client_id).sort()).toEqual([quiet, travels].sort());
  });

  const plannedTrip = (client: string, startsOn: string, precision = "day") =>
    run(sql`insert into planned_trip (client_id, id, starts_on, precision, destination, state, recorded_on)
      values (${client}, ${newId()}, ${startsOn}::text::date, ${precision}, 'Пхукет', 'expected', '2026-01-01')`);

  it("planned-trip: sixty days before, said as a day or a month", async () => {
    const client = await base.client();
    await plannedTrip(client, "2026-05-01");
    await plannedTrip(await base.client(), "2026-05-01", "month");
    const said = ["собирается в поездку: 1 мая, Пхукет", "собирается в поездку: май 2026 г., Пхукет"];
    expect((await reasons("planned-trip", "2026-03-02", "-P60D")).sort()).toEqual(said);
    expect(inEnglish.sort()).toEqual(["plans a trip: 1 May, Пхукет", "plans a trip: May 2026, Пхукет"]);
    await run(sql`update planned_trip set state = 'dropped' where client_id = ${client}`);
    expect(await reasons("planned-trip", "2026-03-02", "-P60D")).toEqual(said.slice(1));
  });

  it("planned-trip: a season by its name", async () => {
    await plannedTrip(await base.client(), "2026-06-01", "season");
    expect(await reasons("planned-trip", "2026-04-02", "-P60D")).toEqual([
      "собирается в поездку: лето 2026, Пхукет",
    ]);
    expect(inEnglish).toEqual(["plans a trip: summer 2026, Пхукет"]);
  });

  it("birthday: with the age where the year is known", async () => {
    await base.client({ birthday: [3, 1, 1988] });
    expect(await reasons("birthday", "2026-03-01")).toEqual(["день рождения, исполняется 38"]);
    expect(inEnglish).toEqual(["birthday, turns 38"]);
    await base.client({ birthday: [3, 2] });
    expect(await reasons("birthday", "2026-03-02")).toEqual(["день рождения"]);
    expect(inEnglish).toEqual(["birthday"]);
  });

  it("bonus-burn: what is lost and when", async () => {
    await base.card(await base.client(), "2026-12-31", 486_050n);
    expect(await reasons("bonus-burn", "2026-11-30", "-P1M")).toEqual([
      "1 января 2027 сгорят 4\u202f860,50\u00a0₽",
    ]);
    expect(inEnglish).toEqual(["4,860.50\u00a0₽ burns on 1 January 2027"]);
  });

  it("returned: when and from where", async () => {
    await base.trip(await base.client(), "2026-11-29");
    expect(await reasons("returned", "2026-11-30", "P1D")).toEqual([
      "возвращение из поездки 29 ноября, Пхукет",
    ]);
    expect(inEnglish).toEqual(["back from a trip on 29 November, Пхукет"]);
  });

  it("issue: its number and subject", async () => {
    await base.client();
    await base.issue(7, "2026-11-30");
    expect(await reasons("issue", "2026-11-30")).toEqual(["выпуск № 7: Весна"]);
    expect(inEnglish).toEqual(["issue no. 7: Spring"]);
  });

  it("appointment: the day before, by the office's calendar; moved, it is another occasion", async () => {
    const client = await base.client();
    const id = newId();
    await run(sql`insert into appointment (client_id, id, office_id, on_day, at_time, with_whom, state, booked_on)
      values (${client}, ${id}, ${office}, '2026-03-01', '09:30', 'Ирина Львовна', 'booked', '2026-02-01')`);
    expect(await reasons("appointment", "2026-02-28", "-P1D")).toEqual([
      "запись 1 марта в 09:30, Тверская, 12",
    ]);
    expect(inEnglish).toEqual(["appointment on 1 March at 09:30, Тверская, 12"]);
    const [before] = (await base.planned("2026-02-28")).touches;
    await run(sql`update appointment set at_time = '11:00'`);
    await base.plan("2026-02-28");
    const after = (await base.planned("2026-02-28")).touches;
    expect(after.find((touch) => touch.occasion_key === before?.occasion_key)?.state).toBe("withdrawn");
    expect(after.filter((touch) => touch.state === "planned")).toHaveLength(1);
  });

  it("card-expiry: until the client has said where the new one is wanted; card-ready: since it lies there", async () => {
    const client = await base.client();
    const card = await base.card(client, "2026-06-01", 100n);
    await run(sql`update card set expires_on = '2026-03-31' where id = ${card}`);
    expect(await reasons("card-expiry", "2026-02-28", "-P1M")).toEqual(["карта действует до 31 марта"]);
    expect(inEnglish).toEqual(["the card is good until 31 March"]);
    await run(sql`insert into card_renewal (client_id, id, card_id, state, since, office_id)
      values (${client}, ${newId()}, ${card}, 'office_chosen', '2026-02-28', ${office})`);
    expect(await reasons("card-expiry", "2026-02-28", "-P1M")).toEqual([]);
    expect(await reasons("card-ready", "2026-03-10")).toEqual([]);
    await run(sql`update card_renewal set state = 'arrived', since = '2026-03-10', number = '77'`);
    expect(await reasons("card-ready", "2026-03-10")).toEqual(["новая карта ждёт с 10 марта, Тверская, 12"]);
    expect(inEnglish).toEqual(["the new card has been waiting since 10 March, Тверская, 12"]);
  });

  it("gift-waiting: two weeks after it was laid by, while it waits", async () => {
    const client = await base.client();
    const gift = newId();
    await run(sql`insert into gift values (${gift}, '{"ru":"Сим-карта","en":"SIM card"}', now())`);
    await run(sql`insert into gift_reservation (client_id, id, gift_id, office_id, reserved_on, state)
      values (${client}, ${newId()}, ${gift}, ${office}, '2026-02-15', 'reserved')`);
    expect(await reasons("gift-waiting", "2026-03-01", "P14D")).toEqual([
      "подарок ждёт с 15 февраля: Сим-карта",
    ]);
    expect(inEnglish).toEqual(["a gift has been waiting since 15 February: SIM card"]);
    await run(sql`update gift_reservation set state = 'picked_up', ended_on = '2026-02-20'`);
    expect(await reasons("gift-waiting", "2026-03-01", "P14D")).toEqual([]);
  });

  it("month-end: the last day of each month, for a card with something on it or shown that month", async () => {
    await base.card(await base.client(), "2028-08-20", 500n);
    await base.card(await base.client(), "2026-01-01", 0n);
    expect(await reasons("month-end", "2028-03-02", "P2D")).toEqual(["выписка за февраль 2028 г."]);
    expect(inEnglish).toEqual(["statement for February 2028"]);
    expect(await reasons("month-end", "2028-02-28")).toEqual([]);
    expect(await reasons("month-end", "2028-02-29")).toEqual(["выписка за февраль 2028 г."]);
  });

  it("acquaintance: the first time somebody else shows the card, and never again", async () => {
    const owner = await base.client();
    const friend = await base.client();
    const card = await base.card(owner, "2026-09-01", 0n);
    const shown = (on: string, bearer: string | null) =>
      run(sql`insert into presentation (client_id, id, card_id, presented_on, bearer, bearer_client_id)
        values (${owner}, ${newId()}, ${card}, ${on}::text::date, ${bearer ? "client" : "owner"}, ${bearer}::text::uuid)`);
    await shown("2026-03-01", null);
    await shown("2026-03-02", friend);
    await shown("2026-03-02", friend);
    await shown("2026-03-09", friend);
    expect(await reasons("acquaintance", "2026-03-03", "P1D")).toEqual([
      "карту 2 марта предъявил кто-то новый",
    ]);
    expect(inEnglish).toEqual(["somebody new showed the card on 2 March"]);
    expect(await reasons("acquaintance", "2026-03-10", "P1D")).toEqual([]);
    expect(await reasons("acquaintance", "2026-03-02", "P1D")).toEqual([]);
  });

  it("event: what another system told of under its name, and under no other", async () => {
    const client = await base.client();
    for (const name of ["contract-signed", "contract-lost"])
      await run(sql`insert into client_event (client_id, id, name, happened_on, recorded_at)
        values (${client}, ${newId()}, ${name}, '2026-02-28', now())`);
    expect(await reasons("event:contract-signed", "2026-03-01", "P1D")).toEqual([
      "событие «contract-signed» 28 февраля",
    ]);
    expect(inEnglish).toEqual(["event “contract-signed” on 28 February"]);
  });

  it("missing-facts: no touch of its own", async () => {
    await base.client();
    expect(await reasons("missing-facts", "2026-03-01")).toEqual([]);
  });
});
