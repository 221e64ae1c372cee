/** Statements against the ledger, over random lives of a card; the batch, whole and interrupted. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { formatDay, parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { DomainError } from "../../src/kernel/errors.ts";
import { newId } from "../../src/kernel/ids.ts";
import { toDecimal } from "../../src/kernel/money.ts";
import { adjustBonus } from "../../src/loyalty/actions/adjust-bonus.ts";
import { bookPurchase } from "../../src/loyalty/actions/book-purchase.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { presentCard } from "../../src/loyalty/actions/present-card.ts";
import { readCard } from "../../src/loyalty/actions/read-card.ts";
import { refundPurchase } from "../../src/loyalty/actions/refund-purchase.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { readStatement } from "../../src/loyalty/actions/state-months.ts";
import { topUp } from "../../src/loyalty/actions/top-up.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { writeStatements } from "../../src/loyalty/actions/write-statements.ts";
import { statementHtml } from "../../src/loyalty/statement-html.ts";
import { onEveryEngine } from "../support/database.ts";
import { addStaff, newClient, standingClock } from "./till-base.ts";

const start = parseDay("2024-01-31") as EpochDay;
const dayAfter = (days: number): string => formatDay((start + days) as EpochDay);
const event = fc.record({
  kind: fc.constantFrom("present", "purchase", "purchase", "refund", "top-up", "adjust"),
  wait: fc.integer({ min: 0, max: 160 }),
  late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 250 })),
  sum: fc.integer({ min: 1, max: 100_000 }),
  redeem: fc.constantFrom("0.00", "0.10", "5.00"),
  deposit: fc.constantFrom("0.00", "0.20"),
  pick: fc.nat({ max: 20 }),
  burn: fc.boolean(),
});
type Event = typeof event extends fc.Arbitrary<infer Shape> ? Shape : never;

function monthsThrough(last: string): string[] {
  const end = Temporal.PlainDate.from(last).toPlainYearMonth();
  const months: string[] = [];
  for (
    let month = Temporal.PlainYearMonth.from("2023-12");
    Temporal.PlainYearMonth.compare(month, end) <= 0;
    month = month.add({ months: 1 })
  )
    months.push(month.toString());
  return months;
}

onEveryEngine("statements", (database, engine) => {
  async function unlessRefused<Answer>(action: Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await action;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return undefined;
    }
  }

  async function live(events: readonly Event[]) {
    const { db } = database();
    const clock = standingClock(dayAfter(0));
    const till = { db, clock };
    const staffMember = await addStaff(db, "owner");
    const { card: number } = await sellCard(till, { key: newId(), input: { client: await newClient(db) } });
    const purchases: string[] = [];
    const refundedOn: string[] = [];
    let today = 0;
    for (const { kind, wait, late, sum, redeem, deposit, pick, burn } of events) {
      today += wait;
      clock.set(dayAfter(today));
      if (burn) await burnBonuses(db, Temporal.PlainDate.from(dayAfter(today)), { clock });
      const command = { number, key: newId() };
      const on = dayAfter(Math.max(0, today - late));
      const amount = toDecimal(BigInt(sum));
      // A life may be longer than the three years of its card.
      if (kind === "present") await unlessRefused(presentCard(till, { ...command, input: { on } }));
      if (kind === "purchase") {
        const input = { price: amount, on, redeem, deposit };
        const booked = await unlessRefused(bookPurchase(till, { ...command, input }));
        if (booked) purchases.push(booked.purchase);
      }
      const purchase = purchases[pick % Math.max(1, purchases.length)];
      if (kind === "refund" && purchase !== undefined) {
        const input = pick % 2 === 0 ? { purchase } : { purchase, price: amount };
        const booked = await unlessRefused(refundPurchase(till, { ...command, input }));
        if (booked && booked.price !== "0.00") refundedOn.push(dayAfter(today));
      }
      if (kind === "top-up") await unlessRefused(topUp(till, { ...command, input: { amount } }));
      const signed = pick % 3 === 0 ? `-${amount}` : amount;
      if (kind === "adjust")
        await unlessRefused(
          adjustBonus(till, { ...command, input: { amount: signed, reason: "a test", staffMember } }),
        );
    }
    return { till, number, today: dayAfter(today), purchases, refundedOn };
  }

  it("every month begins where the one before ended, adds up, and the last ends where the card stands", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 14 }), async (events) => {
        const { till, number, today, purchases, refundedOn } = await live(events);
        let before = { bonus: 0n, deposit: 0n };
        let bought = 0;
        const refunds = new Set<string>();
        for (const month of monthsThrough(today)) {
          const { opening, lines, totals, closing, burns } = await readStatement(till, { number, month });
          expect(opening).toEqual(before);
          expect(opening.bonus + totals.earned + totals.adjusted).toBe(
            totals.spent + totals.burned + closing.bonus,
          );
          expect(opening.deposit + totals.deposit).toBe(closing.deposit);
          expect(lines.at(-1)?.balance ?? opening.bonus).toBe(closing.bonus);
          expect(lines.every((line) => line.on.startsWith(month))).toBe(true);
          expect(burns?.amount ?? 0n).toBe(closing.bonus > 0n ? closing.bonus : 0n);
          bought += lines.filter((line) => line.kind === "purchase").length;
          for (const line of lines) if (line.kind === "refund") refunds.add(line.on);
          before = closing;
        }
        const card = await readCard(till, number);
        expect({ bonus: toDecimal(before.bonus), deposit: toDecimal(before.deposit) }).toEqual({
          bonus: card.balance,
          deposit: card.deposit,
        });
        expect(bought).toBe(purchases.length);
        expect([...refunds].toSorted()).toEqual([...new Set(refundedOn)].toSorted());
      }),
      { numRuns: engine === "pglite" ? 8 : 20 },
    );
  });

  it("says each thing on its own day, a burn no job has booked too", async () => {
    const { db } = database();
    const clock = standingClock("2024-01-31");
    const till = { db, clock };
    const { card: number } = await sellCard(till, { key: newId(), input: { client: await newClient(db) } });
    const office = newId();
    await sql`
      insert into office (id, name, city, address, zone)
      values (${office}, 'Tver & <Sons>', 'Tver', 'x', 'Europe/Moscow')`.execute(db);
    const buy = { number, key: newId(), input: { price: "1000.00", on: "2024-01-31", office } };
    const { purchase } = await bookPurchase(till, buy);
    clock.set("2024-02-10");
    await refundPurchase(till, { number, key: newId(), input: { purchase, price: "500.00" } });
    clock.set("2024-08-15");

    const january = await readStatement(till, { number, month: "2024-01" });
    expect(january.lines).toEqual([
      expect.objectContaining({
        kind: "purchase",
        office: "Tver & <Sons>",
        price: 100_000n,
        discount: 3000n,
        earned: 4850n,
      }),
    ]);
    expect(january.burns).toEqual({ on: "2024-08-01", amount: 4850n });
    const february = await readStatement(till, { number, month: "2024-02" });
    expect(february.lines).toEqual([
      expect.objectContaining({
        on: "2024-02-10",
        kind: "refund",
        price: -50_000n,
        earned: -2425n,
        balance: 2425n,
      }),
    ]);
    const august = await readStatement(till, { number, month: "2024-08" });
    expect(august).toMatchObject({
      lines: [{ on: "2024-08-01", kind: "burn", burned: 2425n }],
      closing: { bonus: 0n, deposit: 0n },
      burns: null,
    });
    const html = statementHtml(january, { language: "ru", currency: "RUB", business: "A & B" });
    expect(html).toContain("Tver &amp; &lt;Sons&gt;");
    expect(html).toContain("1 августа 2024");
    expect(html).not.toContain("<Sons>");
    await expect(readStatement(till, { number, month: "2024-10" })).rejects.toMatchObject({
      code: "bad_input",
    });
    await expect(readStatement(till, { number: "0".repeat(16), month: "2024-01" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("states a month again as it was stated, whatever was refunded since", async () => {
    const { db } = database();
    const clock = standingClock("2024-01-31");
    const till = { db, clock };
    const { card: number } = await sellCard(till, { key: newId(), input: { client: await newClient(db) } });
    const buy = (price: string, redeem = "0.00") =>
      bookPurchase(till, { number, key: newId(), input: { price, redeem } });
    const first = await buy("1000.00");
    const second = await buy("200.00", "40.00");
    clock.set("2024-09-10");
    const past = ["2024-01", "2024-02", "2024-08"];
    const stated = () => Promise.all(past.map((month) => readStatement(till, { number, month })));
    const sent = await stated();
    // No job has booked the burn of August yet.
    expect(sent[2]).toMatchObject({ lines: [{ kind: "burn", burned: 1620n }], closing: { bonus: 0n } });

    await refundPurchase(till, { number, key: newId(), input: { purchase: second.purchase } });
    expect(await stated()).toEqual(sent);
    clock.set("2024-09-11");
    await refundPurchase(till, {
      number,
      key: newId(),
      input: { purchase: first.purchase, price: "100.00" },
    });
    expect(await stated()).toEqual(sent);
    clock.set("2024-10-01");
    const { opening, lines, closing } = await readStatement(till, { number, month: "2024-09" });
    expect([opening.bonus, closing.bonus]).toEqual([0n, 0n]);
    expect(lines).toMatchObject([
      { kind: "refund", on: "2024-09-10", price: -20_000n, spent: -4000n, earned: -770n, burned: 3230n },
      { kind: "refund", on: "2024-09-11", price: -10_000n, earned: -485n, burned: -485n },
    ]);
    await verifyLedger(db);
  });

  it("an interrupted batch goes on after its last whole line and comes to the same file", async () => {
    const { db } = database();
    const clock = standingClock("2024-01-31");
    const till = { db, clock };
    for (let n = 0; n < 12; n++) {
      const { card: number } = await sellCard(till, { key: newId(), input: { client: await newClient(db) } });
      if (n % 3 > 0) await bookPurchase(till, { number, key: newId(), input: { price: "1000.00" } });
    }
    const folder = mkdtempSync(join(tmpdir(), "povod-statements-"));
    try {
      const write = () => writeStatements(till, { month: "2024-01", folder, cardsPerBatch: 5 });
      const { file, kept } = await write();
      const whole = readFileSync(file, "utf8");
      const lines = whole.trimEnd().split("\n");
      expect(kept).toBe(0);
      expect(lines.length).toBeGreaterThanOrEqual(8);
      for (const cut of [0, 10, Math.floor(whole.length / 2), whole.indexOf("\n") + 1, whole.length]) {
        rmSync(file);
        writeFileSync(`${file}.part`, whole.slice(0, cut));
        const again = await write();
        expect(readFileSync(file, "utf8")).toBe(whole);
        expect(again.added + again.kept).toBe(lines.length);
      }
      expect(readdirSync(folder)).toEqual(["statements-2024-01.jsonl"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
