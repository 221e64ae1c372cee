/** Statements of CDNOW's cards, read and summed up, ready for rendering, on both engines. Last line of stdout: JSON. */
import { fileURLToPath } from "node:url";
import type { Database } from "../src/database/database.ts";
import { sortedPurchases } from "../src/dealings/purchase-order.ts";
import { elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { importPurchases } from "../src/loyalty/actions/import-purchases.ts";
import { statementsOfMonth } from "../src/loyalty/actions/state-months.ts";
import { onBothEngines } from "./both-engines.ts";

const file = fileURLToPath(new URL("./data/cdnow/purchases.csv", import.meta.url));
/** The busiest month, and one in which most cards only have a past. */
const months = ["1997-03", "1998-06"];

async function measure({ db }: Database) {
  const purchases = sortedPurchases(file, { onBadRow: () => undefined });
  const { cards } = await importPurchases(db, purchases, { redeem: "always", clock: systemClock });
  const figures: Record<string, { statements: number; lines: number; cardsPerSecond: number }> = {};
  for (const month of months) {
    const startedMs = elapsedMs();
    let statements = 0;
    let lines = 0;
    for await (const batch of statementsOfMonth({ db, clock: systemClock }, { month })) {
      statements += batch.length;
      for (const statement of batch) lines += statement.lines.length;
    }
    const cardsPerSecond = Math.round((cards * 1000) / (elapsedMs() - startedMs));
    figures[month] = { statements, lines, cardsPerSecond };
  }
  return { cards, ...figures };
}

console.log(JSON.stringify({ bench: "statements", ...(await onBothEngines(measure)) }));
