/** The import of CDNOW into the ledger on both engines, then the burn and the check. Last line of stdout: JSON. */
import { fileURLToPath } from "node:url";
import type { Database } from "../src/database/database.ts";
import { sortedPurchases } from "../src/dealings/purchase-order.ts";
import { elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { burnBonuses } from "../src/loyalty/actions/burn-bonuses.ts";
import { importPurchases } from "../src/loyalty/actions/import-purchases.ts";
import { verifyLedger } from "../src/loyalty/actions/verify-ledger.ts";
import { onBothEngines } from "./both-engines.ts";

const file = fileURLToPath(new URL("./data/cdnow/purchases.csv", import.meta.url));
const through = Temporal.PlainDate.from("1998-06-30");

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const startedMs = elapsedMs();
  const result = await work();
  return { ms: Math.round(elapsedMs() - startedMs), result };
}

/** An import includes reading and sorting the file. */
async function measure({ db }: Database) {
  const read = () =>
    importPurchases(db, sortedPurchases(file, { onBadRow: () => undefined }), {
      redeem: "always",
      clock: systemClock,
    });
  const first = await timed(read);
  const again = await timed(read);
  const burn = await timed(() => burnBonuses(db, through, { clock: systemClock }));
  const verify = await timed(() => verifyLedger(db));
  const aSecond = (count: number, { ms }: { ms: number }) => Math.round((count * 1000) / ms);
  return {
    purchases: first.result.booked,
    purchasesPerSecond: aSecond(first.result.booked, first),
    importedAgainPerSecond: aSecond(again.result.known, again),
    burnedCardsPerSecond: aSecond(burn.result.cards, burn),
    verifyMs: verify.ms,
  };
}

console.log(JSON.stringify({ bench: "import", ...(await onBothEngines(measure)) }));
