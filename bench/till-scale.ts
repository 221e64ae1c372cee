/**
 * What a booked purchase costs in a ledger of ten million entries, against one of a hundred thousand: as many cards come,
 * spread over all there are, with the same commands. Turns alternate, each side begins every other pair; what making the
 * ledgers left to write and to clean up is done before the first. Not among the measurements that run unasked: the larger
 * ledger takes minutes to make.
 */
import { openDatabase, type Database } from "../src/database/database.ts";
import { sql } from "../src/database/sql.ts";
import { elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { newId } from "../src/kernel/ids.ts";
import { bookPurchase } from "../src/loyalty/actions/book-purchase.ts";
import { generateLedger } from "./ledger-base.ts";
import { benchPostgres } from "./postgres.ts";
import { serverMsOf } from "./processor-time.ts";

const connections = 8;
const turns = Number(process.env["TURNS"] ?? 6);
const secondsPerTurn = Number(process.env["SECONDS"] ?? 6);
const sizes = { small: 100_000, large: Number(process.env["ENTRIES"] ?? 10_000_000) };
const entriesPerCard = 20;
/** All that the smaller ledger has. */
const visiting = sizes.small / entriesPerCard;

interface Turn {
  perSecond: number;
  /** Of the server, a purchase. */
  serverMs: number;
}

interface Ledger {
  database: Database;
  url: string;
  /** From one card that comes to the next. */
  step: number;
  turns: Turn[];
  drop(): Promise<void>;
}

const small = await open(sizes.small);
const large = small && (await open(sizes.large));
if (!small || !large) {
  console.log(JSON.stringify({ postgres: "not measured" }));
  process.exit(0);
}
await sql`checkpoint`.execute(small.database.db);
for (const ledger of [small, large]) await buy(ledger);
for (let turn = 0; turn < turns; turn++)
  for (const ledger of turn % 2 === 0 ? [small, large] : [large, small]) ledger.turns.push(await buy(ledger));
for (const { database, drop } of [small, large]) {
  await database.close();
  await drop();
}
const figures = { small: told(small), large: told(large) };
console.log(
  JSON.stringify({
    entries: sizes,
    cardsThatCome: visiting,
    ...figures,
    costRatio: Number((figures.small.perSecond / figures.large.perSecond).toFixed(2)),
    serverCostRatio: Number((figures.large.serverMs / figures.small.serverMs).toFixed(2)),
    turnsPerSecond: {
      small: small.turns.map(({ perSecond }) => Math.round(perSecond)),
      large: large.turns.map(({ perSecond }) => Math.round(perSecond)),
    },
  }),
);

function told({ turns: those }: Ledger) {
  const median = (values: number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
  return {
    perSecond: Math.round(median(those.map(({ perSecond }) => perSecond))),
    serverMs: Number(median(those.map(({ serverMs }) => serverMs)).toFixed(3)),
  };
}

async function open(entries: number): Promise<Ledger | undefined> {
  const server = await benchPostgres();
  if (!server) return undefined;
  const database = await openDatabase({ engine: "postgres", url: server.url, connections });
  const cards = entries / entriesPerCard;
  const on = systemClock.now().toZonedDateTimeISO("Europe/Moscow").toPlainDate();
  await generateLedger(database.db, { cards, postingsPerCard: entriesPerCard / 2, dueCards: 0, on });
  await sql`vacuum analyze`.execute(database.db);
  return { database, url: server.url, step: cards / visiting, turns: [], drop: server.drop };
}

async function buy({ database, url, step }: Ledger): Promise<Turn> {
  const till = { db: database.db, clock: systemClock };
  const { result, serverMs } = await serverMsOf(url, async () => {
    const startedMs = elapsedMs();
    let booked = 0;
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (elapsedMs() - startedMs < secondsPerTurn * 1000) {
          const card = 1 + Math.floor(Math.random() * visiting) * step;
          const number = `77${String(card).padStart(14, "0")}`;
          await bookPurchase(till, { number, key: newId(), input: { price: "100.00", redeem: "1.00" } });
          booked++;
        }
      }),
    );
    return { booked, perSecond: (booked * 1000) / (elapsedMs() - startedMs) };
  });
  return { perSecond: result.perSecond, serverMs: serverMs / result.booked };
}
