/**
 * Statements, read and summed up, ready for rendering: of CDNOW's cards on both engines, of a large base on PostgreSQL;
 * then as PDFs, by the processor's time, which is what a core does. Last line of stdout: JSON.
 */
import { fileURLToPath } from "node:url";
import { openDatabase, type Database } from "../src/database/database.ts";
import type { Connection } from "../src/database/sql.ts";
import { sortedPurchases } from "../src/dealings/purchase-order.ts";
import { elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { importPurchases } from "../src/loyalty/actions/import-purchases.ts";
import { statementsOfMonth } from "../src/loyalty/actions/state-months.ts";
import { statementPdf } from "../src/loyalty/statement-pdf.ts";
import type { Statement } from "../src/loyalty/statement.ts";
import { onBothEngines } from "./both-engines.ts";
import { generateCards, lastMonth, statedAt } from "./card-base.ts";
import { benchPostgres } from "./postgres.ts";
import { serverMsOf } from "./processor-time.ts";

const file = fileURLToPath(new URL("./data/cdnow/purchases.csv", import.meta.url));
/** The busiest month, and one in which most cards only have a past. */
const months = ["1997-03", "1998-06"];
/** Of a large base, on PostgreSQL. Most of the time goes into making it. */
const largeBase = Number(process.env["CARDS"] ?? 1_000_000);
const papers = 300;

/** Every card counts, those with nothing to say too: they have to be read to be known. */
async function stateAll(
  db: Connection,
  { cards, month, clock }: { cards: number; month: string; clock: typeof systemClock },
) {
  const startedMs = elapsedMs();
  let statements = 0;
  let lines = 0;
  for await (const batch of statementsOfMonth({ db, clock }, { month })) {
    statements += batch.length;
    for (const statement of batch) lines += statement.lines.length;
  }
  return { cards, statements, lines, cardsPerSecond: Math.round((cards * 1000) / (elapsedMs() - startedMs)) };
}

async function cdnow({ db }: Database) {
  const purchases = sortedPurchases(file, { onBadRow: () => undefined });
  const { cards } = await importPurchases(db, purchases, { redeem: "always", clock: systemClock });
  const figures: Record<string, Awaited<ReturnType<typeof stateAll>>> = {};
  for (const month of months) figures[month] = await stateAll(db, { cards, month, clock: systemClock });
  return { ...figures, pdf: await pdfsPerCore(db, "1997-03") };
}

async function pdfsPerCore(db: Connection, month: string) {
  const made: Statement[] = [];
  for await (const batch of statementsOfMonth({ db, clock: systemClock }, { month })) {
    made.push(...batch.filter(({ lines }) => lines.length > 0));
    if (made.length >= papers) break;
  }
  const on = systemClock.now().toZonedDateTimeISO("UTC").toPlainDate();
  const render = async (statements: readonly Statement[]) => {
    const before = process.cpuUsage();
    for (const statement of statements)
      await statementPdf(statement, { language: "ru", currency: "USD", business: "CDNOW", on });
    const { user, system } = process.cpuUsage(before);
    return Math.round((statements.length * 1e6) / (user + system));
  };
  const alike = made.slice(0, papers);
  await render(alike);
  const [longest] = alike.toSorted((a, b) => b.lines.length - a.lines.length);
  const lines = Array.from({ length: 75 }, () => longest?.lines ?? []).flat();
  return {
    linesEach: alike.reduce((sum, { lines: { length } }) => sum + length, 0) / alike.length,
    perCoreSecond: await render(alike),
    ofThreePagesPerCoreSecond: longest
      ? await render(Array.from({ length: 40 }, () => ({ ...longest, lines: lines.slice(0, 75) })))
      : 0,
  };
}

async function large() {
  const server = await benchPostgres();
  if (!server) return "not measured";
  const database = await openDatabase({ engine: "postgres", url: server.url });
  try {
    const startedMs = elapsedMs();
    await generateCards(database.db, largeBase);
    console.error(`${largeBase} cards made in ${Math.round((elapsedMs() - startedMs) / 1000)} s`);
    const asked = { cards: largeBase, month: lastMonth, clock: { now: () => statedAt } };
    const before = process.cpuUsage();
    const { result, serverMs } = await serverMsOf(server.url, () => stateAll(database.db, asked));
    const { user, system } = process.cpuUsage(before);
    const each = (microseconds: number) => Number((microseconds / largeBase).toFixed(2));
    return { ...result, processorUs: { server: each(serverMs * 1000), program: each(user + system) } };
  } finally {
    await database.close();
    await server.drop();
  }
}

console.log(JSON.stringify({ bench: "statements", ...(await onBothEngines(cdnow)), large: await large() }));
