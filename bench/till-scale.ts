/**
 * What a booked purchase costs in a ledger of ten million entries, against one of a hundred thousand: the same cards, the
 * same commands, turn by turn. Not among the measurements that run unasked: the larger ledger takes minutes to make.
 */
import { openDatabase, type Database } from "../src/database/database.ts";
import { elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { newId } from "../src/kernel/ids.ts";
import { bookPurchase } from "../src/loyalty/actions/book-purchase.ts";
import { generateLedger } from "./ledger-base.ts";
import { benchPostgres } from "./postgres.ts";

const connections = 8;
const turns = 5;
const secondsPerTurn = Number(process.env["SECONDS"] ?? 6);
const sizes = { small: 100_000, large: Number(process.env["ENTRIES"] ?? 10_000_000) };
const entriesPerCard = 20;

interface Ledger {
  database: Database;
  cards: number;
  perSecond: number[];
  drop(): Promise<void>;
}

const small = await open(sizes.small);
const large = small && (await open(sizes.large));
if (!small || !large) {
  console.log(JSON.stringify({ postgres: "not measured" }));
  process.exit(0);
}
for (let turn = 0; turn < turns; turn++)
  for (const ledger of [small, large]) ledger.perSecond.push(await purchasesPerSecond(ledger));
for (const { database, drop } of [small, large]) {
  await database.close();
  await drop();
}
const median = (figures: number[]) =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] as number;
console.log(
  JSON.stringify({
    entries: sizes,
    purchasesPerSecond: {
      small: Math.round(median(small.perSecond)),
      large: Math.round(median(large.perSecond)),
    },
    costRatio: Number((median(small.perSecond) / median(large.perSecond)).toFixed(2)),
  }),
);

async function open(entries: number): Promise<Ledger | undefined> {
  const server = await benchPostgres();
  if (!server) return undefined;
  const database = await openDatabase({ engine: "postgres", url: server.url, connections });
  const cards = entries / entriesPerCard;
  const on = systemClock.now().toZonedDateTimeISO("Europe/Moscow").toPlainDate();
  await generateLedger(database.db, { cards, postingsPerCard: entriesPerCard / 2, dueCards: 0, on });
  return { database, cards, perSecond: [], drop: server.drop };
}

async function purchasesPerSecond({ database, cards }: Ledger): Promise<number> {
  const till = { db: database.db, clock: systemClock };
  const startedMs = elapsedMs();
  let booked = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (elapsedMs() - startedMs < secondsPerTurn * 1000) {
        const card = 1 + Math.floor(Math.random() * cards);
        const number = `77${String(card).padStart(14, "0")}`;
        await bookPurchase(till, { number, key: newId(), input: { price: "100.00", redeem: "1.00" } });
        booked++;
      }
    }),
  );
  return (booked * 1000) / (elapsedMs() - startedMs);
}
