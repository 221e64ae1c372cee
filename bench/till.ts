/**
 * Booked purchases a second (present, discount, redeem, earn: one transaction each) on PostgreSQL over 8 connections, as
 * an action and over HTTP, and what pgbench reaches on the same server, turn by turn: none of them has the server's better
 * minutes to itself. With them the processor's time that each takes of the server and of its own program: on a machine
 * that others use, that ratio says more than the other. CARDS, SECONDS (of one measurement) and TURNS may be set.
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
import { processMs, serverMsOf } from "./processor-time.ts";
import { serveTills } from "./till-server.ts";

const connections = 8;
const cards = Number(process.env["CARDS"] ?? 10_000);
const seconds = Number(process.env["SECONDS"] ?? 10);
const turns = Number(process.env["TURNS"] ?? 2);

/** Of one measurement; processor time in ms for each. */
interface Figures {
  perSecond: number;
  serverMs: number;
  programMs: number;
}

const server = await benchPostgres();
const yardstick = await benchPostgres();
if (!server || !yardstick) {
  console.log(JSON.stringify({ postgres: "not measured" }));
  process.exit(0);
}
const databaseUrl = server.url;
const pgbench = await preparePgbench(yardstick.url, connections);
const database = await openDatabase({ engine: "postgres", url: databaseUrl, connections });
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
await sql`vacuum analyze`.execute(database.db);
const tills = await serveTills(databaseUrl, connections);
// Each process has cards of its own. Of the two that book in turn here there is only one where tills are served, and what
// it remembers of a card is not made out of date by another at every turn.
const own = numbers.slice(numbers.length / 2);
const theirs = numbers.slice(0, numbers.length / 2);
const measureHere = () => measurePurchases(buy, { pid: process.pid, numbers: own });
const measureHttp = () =>
  measurePurchases(
    async (number, input) => {
      await tills.post(`/api/v1/cards/${number}/purchases`, newId(), input);
    },
    { pid: tills.pid, numbers: theirs },
  );
// The process that answers has just started; the one that books here has booked on every card.
await measureHttp();
const measured: Record<"purchases" | "overHttp" | "pgbench", Figures[]> = {
  purchases: [],
  overHttp: [],
  pgbench: [],
};
for (let turn = 0; turn < turns; turn++) {
  measured.purchases.push(await measureHere());
  measured.overHttp.push(await measureHttp());
  if (pgbench) {
    const { result, serverMs } = await serverMsOf(yardstick.url, () => pgbench(seconds));
    const { perSecond, programMs } = result;
    measured.pgbench.push({ perSecond, serverMs: serverMs / (perSecond * seconds), programMs });
  }
}
await tills.stop();
await verifyLedger(database.db);
await database.close();
await server.drop();
await yardstick.drop();

const purchases = mean(measured.purchases);
const overHttp = mean(measured.overHttp);
const transactions = mean(measured.pgbench);
const ratio = (of: (figures: Figures) => number, figures: Figures) =>
  transactions ? Number((of(figures) / of(transactions)).toFixed(2)) : "not measured";
const perSecond = (figures: Figures) => figures.perSecond;
const cost = (figures: Figures) => figures.serverMs + figures.programMs;
if (!purchases || !overHttp) throw new Error("TURNS: at least one");
console.log(
  JSON.stringify({
    connections,
    cards,
    seconds: seconds * turns,
    purchasesPerSecond: Math.round(purchases.perSecond),
    overHttpPerSecond: Math.round(overHttp.perSecond),
    pgbenchPerSecond: transactions ? Math.round(transactions.perSecond) : "not measured",
    ratio: ratio(perSecond, purchases),
    overHttpRatio: ratio(perSecond, overHttp),
    processorMs: {
      purchase: shown(purchases),
      overHttp: shown(overHttp),
      pgbench: transactions ? shown(transactions) : "not measured",
      purchaseToPgbench: ratio(cost, purchases),
      serverToPgbench: ratio(({ serverMs }) => serverMs, purchases),
    },
    turns: Object.fromEntries(
      Object.entries(measured).map(([name, each]) => [name, each.map((turn) => Math.round(turn.perSecond))]),
    ),
  }),
);

function mean(figures: Figures[]): Figures | undefined {
  if (figures.length === 0) return undefined;
  const of = (name: keyof Figures) => figures.reduce((sum, turn) => sum + turn[name], 0) / figures.length;
  return { perSecond: of("perSecond"), serverMs: of("serverMs"), programMs: of("programMs") };
}

function shown({ serverMs, programMs }: Figures) {
  return { server: Number(serverMs.toFixed(3)), program: Number(programMs.toFixed(3)) };
}

/** `pid`: the program that books. */
async function measurePurchases(
  send: typeof buy,
  { pid, numbers }: { pid: number; numbers: readonly string[] },
): Promise<Figures> {
  let booked = 0;
  const before = processMs(pid) ?? Number.NaN;
  const startedMs = elapsedMs();
  const { result: tookMs, serverMs } = await serverMsOf(databaseUrl, async () => {
    await together(
      () => elapsedMs() - startedMs < seconds * 1000,
      async () => {
        const number = numbers[Math.floor(Math.random() * numbers.length)] as string;
        await send(number, { price: "100.00", redeem: "1.00" });
        booked++;
      },
    );
    return elapsedMs() - startedMs;
  });
  const programMs = ((processMs(pid) ?? Number.NaN) - before) / booked;
  return { perSecond: (booked * 1000) / tookMs, serverMs: serverMs / booked, programMs };
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
