import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql, type Connection } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { countSegment, listSegment } from "../../src/segments/actions/keep-segments.ts";
import {
  Segment,
  SegmentClients,
  type Condition,
  type Conditions,
  type Fact,
} from "../../src/segments/contract.ts";
import { layDatabase } from "../support/data-folder.ts";
import { left, onEveryEngine } from "../support/database.ts";
import { povod } from "../support/povod.ts";
import { addClient, addOffice, insert } from "../http/rows.ts";
import { get, now, openServer } from "../http/server.ts";
import { slowFilter, type KnownClient } from "./slow-filter.ts";

const days = ["2025-11-30", "2026-01-01", "2026-06-15", "2026-11-21", "2026-11-22", "2026-11-23"];
const day = fc.constantFrom(...days);
const moment = fc.constantFrom(...days.map((on) => `${on}T09:20:00Z`), "2026-11-22T09:20:01Z");
const sum = fc.constantFrom("-1.00", "0.00", "0.01", "100.00", "150.50", "5000.00");
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const channel = fc.constantFrom("any", "call", "email", "sms", "telegram", "max");
const kind = fc.constantFrom("phone", "email", "telegram");
const value = fc.constantFrom("cat", 3, true, false);
const span = { from: maybe(day), before: maybe(day) };

const clean = <Shape extends object>(shape: Shape): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Shape;

function factOf(offices: string[]): fc.Arbitrary<Fact> {
  const some = fc.subarray(offices, { minLength: 1 });
  const of = (fact: Fact["fact"], rest: Record<string, fc.Arbitrary<unknown>> = {}) =>
    fc.record({ fact: fc.constant(fact), ...rest }).map((made) => clean(made) as unknown as Fact);
  return fc.oneof(
    of("office", { in: some }),
    of("sex", { is: fc.constantFrom("female", "male") }),
    of("language", { is: fc.constantFrom("ru", "en") }),
    of("birthday", { months: fc.subarray([1, 6, 11], { minLength: 1 }) }),
    of("known_since", span),
    of("last_dealing", span),
    of("turnover", { ...span, atLeast: maybe(sum), atMost: maybe(sum) }),
    of("contact", { kind }),
    of("consent", { purpose: fc.constantFrom("contact", "advertising", "processing"), channel }),
    of("do_not_disturb"),
    of("tag", { is: fc.constantFrom("vip", "tour") }),
    of("attribute", { name: fc.constantFrom("pet", "size"), is: maybe(value) }),
    of("card", { soldFrom: maybe(day), soldBefore: maybe(day), soldAt: maybe(some) }),
    of("bonus", { atLeast: sum }),
  );
}

function conditionsOf(offices: string[]): fc.Arbitrary<Conditions> {
  const fact = factOf(offices);
  const plain = fc.oneof(
    fact,
    fact.map((not) => ({ not })),
  );
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    plain,
    fc.array(plain, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  );
  return fc.record({ all: fc.array(condition, { maxLength: 3 }) });
}

const clientOf = (offices: string[]): fc.Arbitrary<KnownClient> =>
  fc.record({
    id: fc.constant("").map(() => newId()),
    office: fc.constantFrom(null, ...offices),
    sex: fc.constantFrom("female", "male", null),
    language: fc.constantFrom("ru", "en"),
    birthdayMonth: fc.constantFrom(null, 1, 6, 11),
    createdOn: day,
    deceased: fc.integer({ min: 0, max: 9 }).map((side) => side === 0),
    dealings: fc.array(fc.record({ on: day, price: fc.constantFrom(0, 1, 10000, 5050) }), { maxLength: 3 }),
    contacts: fc.array(fc.record({ kind, state: fc.constantFrom("verified", "unverified", "wrong") }), {
      maxLength: 2,
    }),
    consents: fc.uniqueArray(
      fc
        .record({
          purpose: fc.constantFrom("contact", "advertising", "processing"),
          channel,
          given: fc.boolean(),
          at: moment,
        })
        .map((word) => (word.purpose === "processing" ? { ...word, channel: "any" as const } : word)),
      { maxLength: 4, selector: ({ at }) => at },
    ),
    wishes: fc.array(
      fc.record({
        scope: fc.constantFrom("everything", "advertising"),
        until: fc.option(day),
        endedAt: fc.option(moment),
      }),
      { maxLength: 2 },
    ),
    silentAddress: fc.boolean(),
    tags: fc.subarray(["vip", "tour"]),
    attributes: fc
      .record({ pet: maybe(value), size: maybe(value) })
      .map((made) => clean(made) as KnownClient["attributes"]),
    cards: fc.array(
      fc.record({
        soldOn: day,
        soldAt: fc.constantFrom(null, ...offices),
        balance: fc.constantFrom(-100, 0, 1, 10000, 15050),
        validThrough: day,
      }),
      { maxLength: 2 },
    ),
  });

async function write(db: Connection, client: KnownClient): Promise<void> {
  await addClient(db, {
    id: client.id,
    home_office_id: client.office,
    sex: client.sex,
    language: client.language,
    birthday_month: client.birthdayMonth,
    birthday_day: client.birthdayMonth === null ? null : 1,
    created_on: client.createdOn,
    deceased_on: client.deceased ? "2026-01-01" : null,
    tags: client.tags,
    attributes: client.attributes,
  });
  const rows = async (table: string, all: Record<string, unknown>[]): Promise<void> => {
    if (all.length > 0)
      await insert(
        db,
        table,
        all.map((row) => ({ client_id: client.id, id: newId(), ...row })),
      );
  };
  await rows(
    "dealing",
    client.dealings.map(({ on, price }) => ({
      kind: "purchase",
      happened_on: on,
      price,
      discount: 0,
      redeemed: 0,
      paid: price,
    })),
  );
  await rows(
    "contact_point",
    client.contacts.map((point) => ({ ...point, value: newId(), since: "2026-01-01" })),
  );
  if (client.silentAddress) {
    const address = { kind: "phone", value: newId() };
    await insert(db, "contact_address", { ...address, client_id: client.id });
    await insert(db, "silenced_address", {
      ...address,
      id: newId(),
      scope: "everything",
      since: "2025-01-01T00:00:00Z",
    });
  }
  await rows(
    "consent",
    client.consents.map((consent) => ({ ...consent, how: "form", wording_version: "1" })),
  );
  await rows(
    "do_not_disturb",
    client.wishes.map(({ scope, until, endedAt }) => ({
      scope,
      until,
      ended_at: endedAt,
      since: "2025-01-01T00:00:00Z",
      recorded_by: "x",
      words: "",
    })),
  );
  await rows(
    "card",
    client.cards.map((card) => ({
      number: newId(),
      sold_on: card.soldOn,
      sold_at_office_id: card.soldAt,
      price: 0,
      expires_on: "2030-01-01",
      last_presented_on: "2026-01-01",
      valid_through: card.validThrough,
      balance: card.balance,
      state: "active",
      deposit: 0,
    })),
  );
}

onEveryEngine("segments", (database) => {
  let server: FastifyInstance;
  let offices: string[];
  const clock = { now: () => now };
  beforeAll(async () => {
    server = await openServer(database());
    const { db } = database();
    offices = [await addOffice(db), await addOffice(db)];
  });
  afterAll(() => server.close());

  it("hold whom a slow filter over plain lists holds", async () => {
    const { db } = database();
    await fc.assert(
      fc.asyncProperty(
        fc.array(clientOf(offices), { minLength: 5, maxLength: 12 }),
        fc.array(conditionsOf(offices), { minLength: 12, maxLength: 12 }),
        async (clients, all) => {
          await sql`truncate client, dealing, contact_point, contact_address, silenced_address, consent, do_not_disturb, card`.execute(
            db,
          );
          for (const client of clients) await write(db, client);
          for (const conditions of all) {
            const expected = slowFilter(clients, conditions, now.toString());
            const { clients: listed } = await listSegment({ db, clock }, conditions, undefined);
            expect(listed.map(({ id }) => id).toSorted()).toEqual(expected);
            const counted = await countSegment({ db, clock }, conditions);
            expect(counted).toEqual({
              clients: expected.length,
              of: clients.filter(({ deceased }) => !deceased).length,
            });
          }
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);

  it("are saved by name, listed page by page, and forgotten", async () => {
    const { db } = database();
    await sql`truncate client, dealing, contact_point, contact_address, silenced_address, consent, do_not_disturb, card`.execute(
      db,
    );
    for (let i = 0; i < 210; i++)
      await addClient(db, {
        family_name: `Клиент${i % 7}`,
        language: i % 2 ? "ru" : "en",
        home_office_id: offices[0],
      });
    const url = `/api/v1/segments/${encodeURIComponent("Наши")}`;
    const put = (all: unknown[]) => server.inject({ method: "PUT", url, payload: { all } });
    expect((await put([{ fact: "office", in: [offices[0]] }])).statusCode).toBe(200);
    const seen: string[] = [];
    let cursor: string | null = "";
    do {
      const page: SegmentClients = await get(server, `${url}/clients?cursor=${cursor}`, SegmentClients);
      seen.push(...page.clients.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect(new Set(seen).size).toBe(210);
    expect(seen).toHaveLength(210);
    await put([{ any: [{ not: { fact: "language", is: "ru" } }] }]);
    const payload = (await get(server, url, Segment)).conditions;
    const count = await server.inject({ method: "POST", url: "/api/v1/segment-counts", payload });
    expect(count.json()).toEqual({ clients: 105, of: 210 });
    expect((await server.inject({ url: "/api/v1/segments" })).json()).toMatchObject({
      items: [{ name: "Наши" }],
    });
    expect((await server.inject({ method: "DELETE", url })).statusCode).toBe(200);
    expect((await server.inject({ url })).statusCode).toBe(404);
  });

  it("are counted and saved whole, whatever facts they name, and a number stays a number", async () => {
    await addClient(database().db);
    const facts: Fact[] = [
      { fact: "office", in: offices.slice(0, 1) },
      { fact: "sex", is: "female" },
      { fact: "language", is: "ru" },
      { fact: "birthday", months: [2] },
      { fact: "known_since", from: "2026-01-01" },
      { fact: "last_dealing", before: "2026-01-01" },
      { fact: "turnover", from: "2026-01-01", atLeast: "100.00", atMost: "200.00" },
      { fact: "contact", kind: "phone" },
      { fact: "consent", purpose: "advertising", channel: "email" },
      { fact: "do_not_disturb" },
      { fact: "tag", is: "vip" },
      { fact: "attribute", name: "size", is: 3 },
      { fact: "attribute", name: "pet", is: true },
      { fact: "card", soldFrom: "2026-01-01", soldAt: offices.slice(0, 1) },
      { fact: "bonus", atLeast: "100.00" },
    ];
    const conditions: Conditions = {
      all: [...facts, { any: facts.map((fact) => ({ not: fact })) }],
    };
    const url = `/api/v1/segments/${encodeURIComponent("Всё сразу")}`;
    const saved = await server.inject({ method: "PUT", url, payload: conditions });
    expect(saved.statusCode, saved.body).toBe(200);
    expect((await get(server, url, Segment)).conditions).toEqual(conditions);
    const count = async (fact: Fact) => {
      const payload = { all: [fact] };
      const answer = await server.inject({ method: "POST", url: "/api/v1/segment-counts", payload });
      return answer.json<{ clients: number; of: number }>();
    };
    const { of, clients } = await count({ fact: "turnover", atLeast: "999999999.00" });
    expect([of > 0, clients]).toEqual([true, 0]);
    for (const fact of facts) {
      const counted = await countSegment({ db: database().db, clock: { now: () => now } }, { all: [fact] });
      expect(await count(fact), fact.fact).toEqual(counted);
    }
  });
});

describe.skipIf(left("pglite"))("povod segment", () => {
  it("saves, counts, lists and drops; names the mistake in a file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "povod-segment-"));
    try {
      layDatabase(folder);
      const file = join(folder, "all.json");
      const wrong = join(folder, "wrong.json");
      writeFileSync(file, '{"all":[]}');
      writeFileSync(wrong, '{"all":[{"fact":"sex","is":"unknown"}]}');
      const run = (...args: string[]) => povod(["segment", ...args, "--data", folder]);
      expect(await run("save", "Everybody", file)).toMatchObject({ code: 0, stdout: "Everybody\n" });
      expect(await run("count", "Everybody", "--json")).toMatchObject({ stdout: '{"clients":0,"of":0}\n' });
      expect(await run("clients", "Everybody", "--json")).toMatchObject({ code: 0, stdout: "[]\n" });
      const refused = await run("count", wrong);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain("wrong.json: all.0.is: expected one of female, male.");
      const refusedInRussian = await povod(["segment", "count", wrong, "--data", folder], {
        LC_ALL: "ru_RU.UTF-8",
      });
      expect(refusedInRussian.stderr).toContain("wrong.json: all.0.is: ожидается одно из female, male.");
      expect(await run("drop", "Everybody")).toMatchObject({ code: 0 });
      expect(await run("count", "Everybody")).toMatchObject({ code: 1 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
