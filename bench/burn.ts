/** Booking the burns of 100,000 due cards among a million, on PostgreSQL. Last line of stdout: JSON. */
import { openDatabase } from "../src/database/database.ts";
import { elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { burnBonuses } from "../src/loyalty/actions/burn-bonuses.ts";
import { generateLedger } from "./ledger-base.ts";
import { benchPostgres } from "./postgres.ts";

const cards = Number(process.env["CARDS"] ?? 1_000_000);
const dueCards = cards / 10;
const on = Temporal.PlainDate.from("2026-11-22");

const server = await benchPostgres();
if (!server) {
  console.log(JSON.stringify({ postgres: "not measured" }));
  process.exit(0);
}
const database = await openDatabase({ engine: "postgres", url: server.url });
await generateLedger(database.db, { cards, postingsPerCard: 1, dueCards, on });
const startedMs = elapsedMs();
const burned = await burnBonuses(database.db, on, { clock: systemClock });
const seconds = (elapsedMs() - startedMs) / 1000;
await database.close();
await server.drop();
if (burned.cards !== dueCards) throw new Error(`${burned.cards} cards burned, ${dueCards} were due`);
console.log(
  JSON.stringify({
    cards,
    dueCards,
    seconds: Number(seconds.toFixed(1)),
    cardsPerSecond: Math.round(dueCards / seconds),
  }),
);
