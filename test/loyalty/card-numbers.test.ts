/** Which numbers cards are sold by, how a card is found by one, and what a scanner reads. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "../../src/kernel/ids.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { addNumberRange, listNumberRanges } from "../../src/loyalty/actions/keep-number-ranges.ts";
import { isCardNumber, numberOfSerial, readSerial } from "../../src/loyalty/card-number.ts";
import { onEveryEngine, onPostgres } from "../support/database.ts";
import { newOffice, openDesk, type Desk } from "./desk-base.ts";
import { newClient, standingClock } from "./till-base.ts";

/** Card numbers by the last digits of their serials. */
const number = (serial: number) => numberOfSerial(770_000_000_000_000n + BigInt(serial));

it("a serial is a card number, its first fifteen digits, or a few of ours", () => {
  const serial = 770_000_000_000_042n;
  const whole = numberOfSerial(serial);
  expect(isCardNumber(whole)).toBe(true);
  expect(
    [whole, whole.slice(0, 15), "42", "0042", `7700 0000 0000 042${whole.at(-1)}`].map(readSerial),
  ).toEqual(Array(5).fill(serial));
  expect(
    ["", "x", "77000000000000", `${whole.slice(0, 15)}${(Number(whole.at(-1)) + 1) % 10}`].map(readSerial),
  ).toEqual(Array(4).fill(undefined));
});

onEveryEngine("the numbers of an office", (database) => {
  const clock = standingClock("2026-01-31");
  let desk: Desk;
  let base = 0;
  beforeAll(async () => {
    desk = await openDesk(database().db, clock);
  });
  afterAll(() => desk.server.close());
  const sell = async (body: object) => desk.post("", { client: await newClient(database().db), ...body });
  /** An office with this many numbers from a serial nobody else has. */
  const office = async (count: number) => {
    base += 1000;
    const id = await newOffice(database().db);
    const range = await desk.addRange({ office: id, from: String(base), to: number(base + count - 1) });
    return { id, range, first: base };
  };

  it("are sold in their order, counted, and used up", async () => {
    const { id, range, first } = await office(2);
    expect(range).toMatchObject({ status: 200, first: number(first), last: number(first + 1), left: 2 });
    const clients = [await newClient(database().db), await newClient(database().db)];
    const sold = [];
    for (const client of clients) sold.push(await desk.post("", { client, office: id }));
    expect(sold.map(({ card }) => card)).toEqual([number(first), number(first + 1)]);
    const name = String(range["officeName"]);
    expect(await sell({ office: id })).toMatchObject({
      status: 409,
      code: "range_used_up",
      field: "office",
      detail: expect.stringContaining(name),
    });
    await desk.addRange({ office: id, from: number(first + 5), to: number(first + 5) });
    expect(await sell({ office: id })).toMatchObject({ card: number(first + 5) });
    expect(await listNumberRanges(database(), name)).toMatchObject([{ left: 0 }, { left: 0 }]);
  });

  it("are skipped where a printed card was sold by its own", async () => {
    const { id, first } = await office(600);
    for (const serial of [0, 1, 3]) {
      expect(await sell({ office: id, number: number(first + serial) })).toMatchObject({ status: 200 });
    }
    expect(await sell({ office: id })).toMatchObject({ card: number(first + 2) });
    expect(await sell({ office: id })).toMatchObject({ card: number(first + 4) });
    expect(await listNumberRanges(database(), id)).toMatchObject([{ left: 595 }]);
  });

  it("are checked on a printed card", async () => {
    const [one, other] = [await office(3), await office(3)];
    const wrongDigit = `${number(one.first).slice(0, 15)}${(Number(number(one.first).at(-1)) + 1) % 10}`;
    const wrong = { status: 400, code: "bad_input", field: "number" };
    expect(await sell({ office: one.id, number: wrongDigit })).toMatchObject(wrong);
    expect(await sell({ office: one.id, number: number(other.first) })).toMatchObject(wrong);
    expect(await sell({ number: number(other.first) })).toMatchObject(wrong);
    expect(await sell({ office: one.id, number: number(999_000) })).toMatchObject(wrong);
    expect(await sell({ office: one.id, number: "77" })).toMatchObject(wrong);
    expect(await sell({ office: one.id, number: number(one.first) })).toMatchObject({ status: 200 });
    expect(await sell({ office: one.id, number: number(one.first) })).toMatchObject({
      status: 409,
      code: "number_taken",
      field: "number",
    });
    expect(await sell({ number: number(999_001) })).toMatchObject({ card: number(999_001) });
  });

  it("are nobody's twice", async () => {
    const { id, first } = await office(10);
    const again = { office: id, from: number(first), to: number(first + 9) };
    expect(await desk.addRange(again)).toMatchObject({ status: 200, left: 10 });
    for (const [from, to] of [
      [first, first],
      [first + 9, first + 20],
      [first - 1, first + 10],
    ] as const) {
      const overlapping = { office: id, from: String(from), to: String(to) };
      expect(await desk.addRange(overlapping)).toMatchObject({ status: 409, code: "range_overlaps" });
    }
    expect(await desk.addRange({ ...again, to: String(first - 1) })).toMatchObject({
      status: 400,
      field: "to",
    });
    expect(await desk.addRange({ ...again, office: newId() })).toMatchObject({
      status: 400,
      field: "office",
    });
    expect(await listNumberRanges(database(), id)).toHaveLength(1);
  });

  it("are no matter where an office has none: a number is derived", async () => {
    const { card } = await sell({ office: await newOffice(database().db) });
    expect(isCardNumber(String(card))).toBe(true);
  });

  it("are what a scanner reads off the card", async () => {
    const { card } = await sell({});
    const response = await desk.server.inject(`/api/v1/cards/${String(card)}/qr`);
    expect(response.headers["content-type"]).toContain("image/svg+xml");
    expect(response.body).toMatch(/^<svg [^]*<\/svg>\s*$/);
    expect(await desk.get("/7700000000000001/qr")).toMatchObject({ status: 404, code: "not_found" });
  });
});

onPostgres("sixteen desks of one office", 16, (database) => {
  it("sell every number once and none twice", async () => {
    const { db } = database();
    const till = { db, clock: standingClock("2026-01-31") };
    const office = await newOffice(db);
    await addNumberRange(till, { office, from: "1", to: "32" });
    const sell = async (printed?: string) => {
      const input = {
        client: await newClient(db),
        office,
        ...(printed === undefined ? {} : { number: printed }),
      };
      return (await sellCard(till, { key: newId(), input })).card;
    };
    const sixteen = (each: (i: number) => Promise<string>) =>
      Promise.allSettled(Array.from({ length: 16 }, (_, i) => each(i)));
    const numbers = (ends: PromiseSettledResult<string>[]) =>
      ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
    const sold = numbers(await sixteen(() => sell()));
    expect(sold.sort()).toEqual(Array.from({ length: 16 }, (_, i) => number(i + 1)).sort());
    // Half of them now hold printed cards, whose numbers the others are about to take.
    const mixed = await sixteen((i) => sell(i % 2 === 0 ? number(17 + i / 2) : undefined));
    for (const end of mixed)
      if (end.status === "rejected") expect(end.reason).toMatchObject({ code: "number_taken" });
    sold.push(...numbers(mixed));
    const rest = await sixteen(() => sell());
    for (const end of rest)
      if (end.status === "rejected") expect(end.reason).toMatchObject({ code: "range_used_up" });
    sold.push(...numbers(rest));
    expect(new Set(sold).size).toBe(32);
    expect(sold).toHaveLength(32);
    expect(await listNumberRanges(till, office)).toMatchObject([{ left: 0 }]);
  });
});
