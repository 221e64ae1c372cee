/**
 * Booked purchases a second (present, discount, redeem, earn: one transaction each) on PostgreSQL over 8 connections, as
 * an action and over HTTP, and what pgbench reaches on the same server, turn by turn: none of them has the server's better
 * minutes to itself.
 */
import { openDatabase } from "../src/database/database.ts";
import { sql } from "../src/database/sql.ts";
import { elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { newId } from "../src/kernel/ids.ts";
import { bookPurchase } from "../src/loyalty/actions/book-purchase.ts";
import { sellCard } from "../src/loyalty/actions/sell-card.ts";
import { newRecall } from "../src/loyalty/recall.ts";
import { verifyLedger } from "../src/loyalty/actions/verify-ledger.ts";
import { newClient } from "../test/loyalty/till-base.ts";
import { preparePgbench } from "./pgbench.ts";
import { benchPostgres } from "./postgres.ts";
import { serveTills } from "./till-server.ts";

const connections = 8;
const cards = Number(process.env["CARDS"] ?? 10_000);
const seconds = Number(process.env["SECONDS"] ?? 10);
const turns = 2;

const server = await benchPostgres();
const yardstick = await benchPostgres();
if (!server || !yardstick) {
  console.log(JSON.stringify({ postgres: "not measured" }));
  process.exit(0);
}
const pgbench = await preparePgbench(yardstick.url, connections);
const database = await openDatabase({ engine: "postgres", url: server.url, connections });
const till = { db: database.db, clock: systemClock, recall: newRecall() };
const numbers: string[] = [];
let left = cards;
await together(
  () => left-- > 0,
  async () => {
    const { card } = await sellCard(till, { key: newId(), input: { client: await newClient(till.db) } });
    numbers.push(card);
    // Every card earns first, so that the measured purchases have a bonus to spend.
    await buy(card, { price: "10000.00" });
  },
);
await sql`analyze`.execute(database.db);
const tills = await serveTills(server.url, connections);
const turnsMeasured: { purchases: number; overHttp: number; pgbench: number | null }[] = [];
for (let turn = 0; turn < turns; turn++) {
  turnsMeasured.push({
    purchases: await purchasesPerSecond(buy),
    overHttp: await purchasesPerSecond((number, input) =>
      tills.post(`/api/v1/cards/${number}/purchases`, newId(), input),
    ),
    pgbench: (await pgbench?.(seconds)) ?? null,
  });
}
await tills.stop();
await verifyLedger(database.db);
await database.close();
await server.drop();
await yardstick.drop();

const mean = (figures: number[]) => figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
const purchases = mean(turnsMeasured.map((turn) => turn.purchases));
const overHttp = mean(turnsMeasured.map((turn) => turn.overHttp));
const ratio = (figure: number) => (pgbench ? Number((figure / transactions).toFixed(2)) : "not measured");
const transactions = mean(turnsMeasured.map((turn) => turn.pgbench ?? Number.NaN));
console.log(
  JSON.stringify({
    connections,
    cards,
    seconds: seconds * turns,
    purchasesPerSecond: Math.round(purchases),
    overHttpPerSecond: Math.round(overHttp),
    pgbenchPerSecond: pgbench ? Math.round(transactions) : "not measured",
    ratio: ratio(purchases),
    overHttpRatio: ratio(overHttp),
  }),
);

async function purchasesPerSecond(send: typeof buy): Promise<number> {
  const startedMs = elapsedMs();
  let booked = 0;
  await together(
    () => elapsedMs() - startedMs < seconds * 1000,
    async () => {
      const number = numbers[Math.floor(Math.random() * numbers.length)] as string;
      await send(number, { price: "100.00", redeem: "1.00" });
      booked++;
    },
  );
  return (booked * 1000) / (elapsedMs() - startedMs);
}

async function buy(number: string, input: { price: string; redeem?: string }): Promise<void> {
  await bookPurchase(till, { number, key: newId(), input });
}

/** Over all connections, for as long as there is more. */
async function together(more: () => boolean, work: () => Promise<void>): Promise<void> {
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (more()) await work();
    }),
  );
}
