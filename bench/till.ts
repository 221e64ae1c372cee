/** Booked purchases a second (present, discount, redeem, earn: one transaction each) on PostgreSQL over 8 connections. */
import { openDatabase } from "../src/database/database.ts";
import { sql } from "../src/database/sql.ts";
import { elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { newId } from "../src/kernel/ids.ts";
import { bookPurchase } from "../src/loyalty/actions/book-purchase.ts";
import { sellCard } from "../src/loyalty/actions/sell-card.ts";
import { verifyLedger } from "../src/loyalty/actions/verify-ledger.ts";
import { newClient } from "../test/loyalty/till-base.ts";
import { benchPostgres } from "./postgres.ts";

const connections = 8;
const cards = Number(process.env["CARDS"] ?? 1_000);
const purchases = Number(process.env["PURCHASES"] ?? 4_000);

const server = await benchPostgres();
if (!server) {
  console.log(JSON.stringify({ postgres: "not measured" }));
  process.exit(0);
}
const database = await openDatabase({ engine: "postgres", url: server.url, connections });
const till = { db: database.db, clock: systemClock };
const numbers: string[] = [];
await together(cards, async () => {
  const { card } = await sellCard(till, { key: newId(), input: { client: await newClient(till.db) } });
  numbers.push(card);
});
// Every card earns first, so that the measured purchases have a bonus to spend.
await buyOnEvery(cards, { price: "1000.00" });
await sql`analyze`.execute(database.db);
const startedMs = elapsedMs();
await buyOnEvery(purchases, { price: "100.00", redeem: "1.00" });
const seconds = (elapsedMs() - startedMs) / 1000;
await verifyLedger(database.db);
await database.close();
await server.drop();
console.log(
  JSON.stringify({ connections, cards, purchases, purchasesPerSecond: Math.round(purchases / seconds) }),
);

async function buyOnEvery(count: number, input: { price: string; redeem?: string }): Promise<void> {
  await together(count, async (n) => {
    const number = numbers[n % numbers.length] as string;
    await bookPurchase(till, { number, key: newId(), input });
  });
}

/** Numbers below `count`, each taken by one of the connections. */
async function together(count: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
