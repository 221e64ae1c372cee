/** Random pairs of records, merged and taken apart: as before, but for the stricter wish; and the ledger balances. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Allowed } from "../../src/clients/change-contract.ts";
import { sealLedger } from "../../src/loyalty/actions/seal-ledger.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { ledgerTotals } from "../../src/loyalty/store/ledger.ts";
import { ClientPage, Timeline } from "../../src/reports/client-contract.ts";
import { onEveryEngine } from "../support/database.ts";
import { get, now, openServer } from "../http/server.ts";
import { Desk } from "./desk.ts";

const record = fc.record({
  profile: fc.record({
    familyName: fc.constantFrom("", "Рябова", "Белова"),
    givenName: fc.constantFrom("", "Анна"),
    patronymic: fc.constantFrom("", "Ильинична"),
    zone: fc.constantFrom(null, "Asia/Omsk", "Asia/Tomsk"),
    birthday: fc.constantFrom(null, { month: 2, day: 29 }, { month: 2, day: 29, year: 1980 }),
    hours: fc.constantFrom(null, { from: "10:00", to: "15:00" }, { from: "12:00", to: "19:00" }),
    tags: fc.subarray(["vip", "море", "лыжи"]),
  }),
  phones: fc.subarray([1, 2, 3]),
  optedOut: fc.boolean(),
  consents: fc.array(
    fc.record({
      purpose: fc.constantFrom("contact", "advertising"),
      channel: fc.constantFrom("any", "call", "email"),
      given: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  wish: fc.constantFrom(null, { scope: "everything" }, { scope: "channel", channel: "call" }),
  related: fc.boolean(),
  purchases: fc.constantFrom(undefined, [], ["10000.00"], ["5000.00", "70.00"]),
});
/** What happened: a merge is told as a change, and the stricter wish as a wish. */
const lasting = ["touch", "presentation", "dealing", "posting", "planned_trip", "card"];
type Known = typeof record extends fc.Arbitrary<infer Shape> ? Shape : never;

onEveryEngine("two random records", (database, engine) => {
  let desk: Desk;
  let friend: string;
  let run = 0;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    friend = await enter({ givenName: "Друг" });
  });
  afterAll(() => desk.server.close());

  async function enter(known: object): Promise<string> {
    const { id } = await desk.change("POST", "/clients", known);
    return id as string;
  }

  async function make(known: Known): Promise<string> {
    const contactPoints = known.phones.map((phone) => ({
      kind: "phone",
      value: `+7${9_500_000_000 + run * 10 + phone}`,
    }));
    const id = await enter({ ...known.profile, contactPoints });
    const [point] = (await desk.profile(id)).contactPoints;
    if (known.optedOut && point)
      await desk.change("PATCH", `/clients/${id}/contact-points/${point.id}`, { state: "opted_out" });
    if (known.related)
      await desk.change("POST", `/clients/${id}/relations`, { kind: "family", other: friend });
    for (const consent of known.consents) {
      const evidence = { how: "form", wordingVersion: "1", consents: [consent] };
      await desk.change("POST", `/clients/${id}/consents`, evidence);
    }
    if (known.wish) await desk.wish(id, known.wish);
    if (known.purchases) await buy(await sell(id), known.purchases);
    return id;
  }

  async function sell(client: string): Promise<string> {
    return String((await desk.send("POST", "/cards", { client })).body["card"]);
  }
  async function buy(number: string, prices: readonly string[]): Promise<void> {
    for (const price of prices)
      expect((await desk.send("POST", `/cards/${number}/purchases`, { price })).status).toBe(200);
  }

  /** All there is, but for what a wish may have made stricter. */
  async function everything(client: string) {
    const page = await get(desk.server, `/api/v1/clients/${client}`, ClientPage);
    const { entries } = await get(desk.server, `/api/v1/clients/${client}/timeline`, Timeline);
    const { consents: _, wishes: __, contactPoints, version: ___, ...profile } = page.profile;
    // Whose only phone was opted out of by the other record has no phone to be called on: fullness follows the wish.
    const { completeness: ____, ...rest } = page;
    return {
      ...rest,
      profile,
      points: contactPoints
        .map(({ state: _____, ...point }) => point)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      entries: entries.filter(({ kind }) => lasting.includes(kind)),
    };
  }
  const allowed = (client: string) => get(desk.server, `/api/v1/clients/${client}/consents`, Allowed);
  /** What was never said is not forbidden. */
  const forbids = ({ allowed: said, consents }: Awaited<ReturnType<typeof allowed>>, at: number): boolean => {
    const word = said[at];
    const withdrawn = consents.find(({ id }) => id === word?.consent)?.given === false;
    return word?.wish !== null || withdrawn;
  };

  it("merged and taken apart are as before, but for the stricter wish", async () => {
    await fc.assert(
      fc.asyncProperty(record, record, fc.boolean(), async (first, second, sellsAnother) => {
        run += 1;
        const [a, b] = [await make(first), await make(second)];
        const before = [await everything(a), await everything(b)];
        const said = [await allowed(a), await allowed(b)];
        const totals = await ledgerTotals(desk.db);
        await desk.change("POST", `/clients/${a}/merge`, { other: b });
        expect(await ledgerTotals(desk.db)).toEqual(totals);
        const one = await everything(a);
        expect(one.cards).toHaveLength(before.flatMap(({ cards }) => cards).length);
        expect(one.entries).toHaveLength(before.flatMap(({ entries }) => entries).length);
        const strict = await allowed(a);
        for (const at of strict.allowed.keys())
          if (said.some((words) => forbids(words, at))) expect(strict.allowed[at]?.allowed).toBe(false);
        await verifyLedger(desk.db);
        if (sellsAnother) await buy(await sell(a), ["1000.00"]);
        await desk.change("POST", `/clients/${a}/unmerge`, { other: b });
        await sealLedger(desk.db, { clock: { now: () => now } });
        await verifyLedger(desk.db);
        if (!sellsAnother) expect(await everything(a)).toEqual(before[0]);
        expect(await everything(b)).toEqual(before[1]);
        for (const client of [a, b]) {
          const after = await allowed(client);
          for (const at of after.allowed.keys())
            if (!strict.allowed[at]?.allowed && said.some((words) => forbids(words, at)))
              expect(after.allowed[at]?.allowed).toBe(false);
        }
      }),
      { numRuns: Number(process.env["RUNS"] ?? (engine === "pglite" ? 6 : 10)) },
    );
  });
});
