/** What the two statements of an ordinary purchase must leave to the card's history. */
import { expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { blockCard } from "../../src/loyalty/actions/block-card.ts";
import { bookPurchase } from "../../src/loyalty/actions/book-purchase.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { presentCard } from "../../src/loyalty/actions/present-card.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { startProgram } from "../../src/loyalty/actions/start-program.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { newRecall } from "../../src/loyalty/recall.ts";
import { onEveryEngine } from "../support/database.ts";
import { newClient, standingClock } from "./till-base.ts";

onEveryEngine("a purchase as it happens", (database) => {
  const sell = async (clock = standingClock("2026-01-31"), client?: string) => {
    const { db } = database();
    const input = { client: client ?? (await newClient(db)) };
    return { till: { db, clock }, number: (await sellCard({ db, clock }, { key: newId(), input })).card };
  };

  it("gives back what a job burned ahead of time", async () => {
    const clock = standingClock("2026-01-31");
    const { till, number } = await sell(clock);
    await bookPurchase(till, { number, key: newId(), input: { price: "10000.00" } });
    clock.set("2026-03-01");
    await burnBonuses(till.db, Temporal.PlainDate.from("2026-08-15"), { clock: till.clock });
    const { card } = await bookPurchase(till, { number, key: newId(), input: { price: "100.00" } });
    expect(card.balance).toBe("489.85");
    await verifyLedger(till.db);
  });

  it("burns what nobody has burned yet before it lets the bonus be spent", async () => {
    const clock = standingClock("2026-01-31");
    const { till, number } = await sell(clock);
    await bookPurchase(till, { number, key: newId(), input: { price: "10000.00" } });
    clock.set("2026-10-01");
    const spend = { number, key: newId(), input: { price: "100.00", redeem: "1.00" } };
    await expect(bookPurchase(till, spend)).rejects.toMatchObject({ code: "insufficient_bonus" });
    const { card } = await bookPurchase(till, { number, key: newId(), input: { price: "100.00" } });
    expect(card.balance).toBe("4.85");
    await verifyLedger(till.db);
  });

  it("tells a copy that moves no bonus from a new purchase", async () => {
    const { till, number } = await sell();
    const command = { number, key: newId(), input: { price: "0.00" } };
    const answers = await Promise.all(Array.from({ length: 4 }, () => bookPurchase(till, command)));
    expect(new Set(answers.map(({ purchase }) => purchase)).size).toBe(1);
  });

  it("goes by how the card stands, not by what this till saw last of it", async () => {
    const { till, number } = await sell();
    const remembering = { ...till, recall: newRecall() };
    const buy = (at: typeof till, key: string, redeem = "0.00") =>
      bookPurchase(at, { number, key, input: { price: "1000.00", redeem } });
    const first = await buy(remembering, "first");
    expect(remembering.recall.cards.size).toBe(1);
    expect(await buy(remembering, "first")).toEqual(first);
    // Another process earns and spends meanwhile.
    await buy(till, "second");
    expect((await buy(remembering, "third")).card.balance).toBe("145.50");
    await buy(till, "fourth", "145.50");
    await expect(buy(remembering, "fifth", "100.00")).rejects.toMatchObject({ code: "insufficient_bonus" });
    await buy(till, "sixth");
    expect((await buy(remembering, "seventh", "80.00")).redeemed).toBe("80.00");
    await blockCard(till, { number, key: newId(), input: {} });
    await expect(buy(remembering, "eighth")).rejects.toMatchObject({ code: "card_blocked" });
    await verifyLedger(till.db);
  });

  it("sees what was burned ahead of time behind its back", async () => {
    const clock = standingClock("2026-01-31");
    const { till, number } = await sell(clock);
    const remembering = { ...till, recall: newRecall() };
    await bookPurchase(remembering, { number, key: newId(), input: { price: "10000.00" } });
    clock.set("2026-03-01");
    await burnBonuses(till.db, Temporal.PlainDate.from("2026-08-15"), { clock });
    const { card } = await bookPurchase(remembering, { number, key: newId(), input: { price: "100.00" } });
    expect(card.balance).toBe("489.85");
    await verifyLedger(till.db);
  });

  it("refuses a key that another card of the client used", async () => {
    const { till, number } = await sell();
    const { card } = await bookPurchase(till, { number, key: "once", input: { price: "100.00" } });
    const other = await sell(undefined, card.client);
    const command = { number: other.number, key: "once", input: { price: "100.00" } };
    await expect(bookPurchase(till, command)).rejects.toMatchObject({ code: "idempotency_conflict" });
  });

  it("remembers the card's row as it wrote it, and none that anybody changed since", async () => {
    const clock = standingClock("2026-01-31");
    const { till, number } = await sell(clock);
    const remembering = { ...till, recall: newRecall() };
    const buy = () => bookPurchase(remembering, { number, key: newId(), input: { price: "1000.00" } });
    const isAsSeen = async () => {
      const { rows } = await sql<{ version: string; rules: string }>`
        select card.xmin::text as version, till_rules.version::text as rules from card cross join till_rules
        where number = ${number}`.execute(till.db);
      const seen = remembering.recall.cards.get(number);
      return seen?.rowVersion === rows[0]?.version && seen?.rulesVersion === rows[0]?.rules;
    };
    for (let purchase = 0; purchase < 2; purchase++) {
      await buy();
      expect(await isAsSeen()).toBe(true);
    }
    const program = { startsOn: "2026-02-01", accrual: "10.00" };
    await startProgram(till, program);
    expect(await isAsSeen()).toBe(false);
    clock.set("2026-02-02");
    expect((await buy()).earned).toBe("97.00");
    expect(await isAsSeen()).toBe(true);
    await presentCard(till, { number, key: newId(), input: {} });
    expect(await isAsSeen()).toBe(false);
    await buy();
    await sql`update business set zone = 'Asia/Vladivostok'`.execute(till.db);
    expect(await isAsSeen()).toBe(false);
    await sql`update business set zone = 'Europe/Moscow'`.execute(till.db);
    await verifyLedger(till.db);
  });
});
