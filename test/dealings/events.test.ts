import { afterAll, beforeAll, expect, it } from "vitest";
import { Event, RecordedEvents } from "../../src/dealings/event-contract.ts";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { Timeline } from "../../src/reports/client-contract.ts";
import { Value } from "typebox/value";
import { Desk } from "../clients/desk.ts";
import { get, now, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("events from outside", (database, engine) => {
  let desk: Desk;
  let anna: string;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
    // 09:20 in UTC is already the next day there.
    anna = await desk.client([], { externalId: "crm-1", zone: "Pacific/Kiritimati" });
  });
  afterAll(() => desk.server.close());

  const tell = (event: unknown, key: string = newId(), client = anna) =>
    desk.send("POST", `/clients/${client}/events`, event, { "idempotency-key": key });
  const tellMany = async (events: unknown[]): Promise<RecordedEvents["events"]> => {
    const { status, body } = await desk.send("POST", "/events", { events });
    expect(status, JSON.stringify(body)).toBe(200);
    expect([...Value.Errors(RecordedEvents, body)]).toEqual([]);
    return (body as RecordedEvents).events;
  };
  const timeline = async (client: string, query = "") =>
    (await get(desk.server, `/api/v1/clients/${client}/timeline${query}`, Timeline)).entries;

  it("are kept with their day, moment and facts, and stand on the line of time", async () => {
    const { status, body } = await tell({ name: "contract-signed", facts: { number: "A-7", sum: 1200.5 } });
    expect(status).toBe(200);
    expect([...Value.Errors(Event, body)]).toEqual([]);
    expect(body).toMatchObject({
      on: "2026-11-22",
      at: now.toString(),
      facts: { number: "A-7", sum: 1200.5 },
    });
    await tell({ name: "web-visit", at: "2026-11-20T11:00:00Z" });
    await tell({ name: "policy-ends", on: "2027-03-01" });
    const entries = await timeline(anna, "?kind=event");
    expect(entries.map((entry) => entry.kind === "event" && [entry.name, entry.on, entry.at])).toEqual([
      ["policy-ends", "2027-03-01", null],
      ["contract-signed", "2026-11-22", now.toString()],
      ["web-visit", "2026-11-21", "2026-11-20T11:00:00Z"],
    ]);
    expect((await timeline(anna)).map(({ kind }) => kind)).toContain("event");
  });

  it("are one when they are sent again, and another content under the same key is refused", async () => {
    const event = { name: "app-installed", on: "2026-11-01", facts: { system: "ios" } };
    const first = await tell(event, "key-1");
    expect((await tell(event, "key-1")).body).toEqual(first.body);
    const other = await tell({ ...event, facts: { system: "android" } }, "key-1");
    expect(other).toMatchObject({ status: 409, body: { code: "idempotency_conflict" } });
    expect((await timeline(anna, "?kind=event")).filter(({ on }) => on === "2026-11-01")).toHaveLength(1);
    const boris = await desk.client([]);
    expect((await tell(event, "key-1", boris)).body["id"]).not.toBe(first.body["id"]);
  });

  it.each([
    [{ name: "Договор" }, "name"],
    [{ name: "-a" }, "name"],
    [{ name: "a", on: "2026-02-30" }, "on"],
    [{ name: "a", on: "2206-01-01" }, "on"],
    [{ name: "a", at: "1200-01-01T00:00:00Z" }, "at"],
    [{ name: "a", facts: { deep: { er: 1 } } }, "facts.deep"],
    [{ name: "a", facts: { nothing: null } }, "facts.nothing"],
    [{ name: "a", facts: { long: "x".repeat(1001) } }, "facts.long"],
    [{ name: "a", facts: { "with space": 1 } }, "facts"],
  ])("name the field that does not fit: case %#", async (event, field) => {
    expect(await tell(event)).toMatchObject({ status: 400, body: { code: "bad_input", field } });
  });

  it("come many at once by outside ids, each with an answer of its own, sent again without effect", async () => {
    await desk.client([], { externalId: "crm-2" });
    const events = [
      { externalId: "crm-1", key: "b1", name: "visited-site", on: "2026-10-01" },
      { externalId: "crm-2", key: "b1", name: "visited-site" },
      { externalId: "nobody", key: "b2", name: "visited-site" },
      { externalId: "crm-2", key: "b3", name: "Bad Name" },
      { externalId: "crm-2", key: "b1", name: "visited-site" },
      { externalId: "crm-2", key: "b1", name: "something-else" },
    ];
    const first = await tellMany(events);
    expect(first.map(({ outcome, field }) => [outcome, field])).toEqual([
      ["recorded", null],
      ["recorded", null],
      ["refused", "externalId"],
      ["refused", "name"],
      ["known", null],
      ["refused", "key"],
    ]);
    const again = await tellMany(events);
    expect(again.map(({ outcome }) => outcome)).toEqual([
      "known",
      "known",
      "refused",
      "refused",
      "known",
      "refused",
    ]);
    expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  });

  it("of which some do not fit say why in the reader's language", async () => {
    const known = await desk.client([], { externalId: "crm-ru" });
    expect(known).toBeDefined();
    const event = { externalId: "crm-ru", key: "ru", name: "visited-site", on: "2026-10-01" };
    const events = [event, { ...event, name: "something-else" }, { ...event, externalId: "nobody" }];
    const { body } = await desk.send("POST", "/events", { events }, { "accept-language": "ru" });
    expect((body as RecordedEvents).events.map(({ detail }) => detail)).toEqual([
      null,
      "Ключ ru уже был у другого события.",
      "Клиента с кодом nobody нет.",
    ]);
  });

  it("take a thousand in a few statements", async () => {
    const events = Array.from({ length: 1000 }, (_, i) => ({
      externalId: `crm-${1 + (i % 2)}`,
      key: `many-${i}`,
      name: "ping",
      on: "2026-09-01",
    }));
    const outcomes = new Set((await tellMany(events)).map(({ outcome }) => outcome));
    expect(outcomes).toEqual(new Set(["recorded"]));
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from client_event where name = 'ping' and happened_on between '2026-09-01' and '2026-09-02'`.execute(
      desk.db,
    );
    expect(rows).toEqual([{ count: 1000 }]);
  });

  it.skipIf(engine === "pglite")("find whoever is merged while they wait for them", async () => {
    const from = await desk.client([], { externalId: "crm-merged" });
    const to = await desk.client([], { externalId: "crm-stays" });
    const { db } = database();
    const waiting = async (count: number) => {
      for (let now = -1; now < count;) {
        const { rows } = await sql`
          select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
          db,
        );
        now = rows.length;
      }
    };
    let merged: Promise<unknown> | undefined;
    let told: Promise<unknown> | undefined;
    await db.transaction().execute(async (trx) => {
      await sql`select 1 from client where id = ${to}::text::uuid for update`.execute(trx);
      merged = desk.send("POST", `/clients/${to}/merge`, { other: from }, { "idempotency-key": newId() });
      await waiting(1);
      told = tellMany([{ externalId: "crm-merged", key: "while-merged", name: "web-visit" }]);
      await waiting(2);
    });
    expect(await merged).toMatchObject({ status: 200 });
    expect(await told).toMatchObject([{ outcome: "recorded" }]);
    expect((await timeline(to, "?kind=event")).length).toBe(1);
  });
});
