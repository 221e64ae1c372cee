/** Real and random bases of purchases for the ledger's tests. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FilePurchase } from "../../src/dealings/purchase-file.ts";
import { expect } from "vitest";
import { comparePurchases } from "../../src/dealings/purchase-order.ts";
import type { Connection } from "../../src/database/sql.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { fromPlainDate } from "../../src/kernel/calendar.ts";
import { importPurchases } from "../../src/loyalty/actions/import-purchases.ts";
import { replayPurchases } from "../../src/loyalty/actions/replay-purchases.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { defaultProgram } from "../../src/loyalty/program.ts";
import type { Redeem } from "../../src/loyalty/purchase.ts";
import type { BookedCount } from "../../src/loyalty/actions/book-client-purchases.ts";
import { ledgerTotals, type LedgerTotals } from "../../src/loyalty/store/ledger.ts";

export const cdnow = fileURLToPath(new URL("../../bench/data/cdnow/purchases.csv", import.meta.url));

/** The header and the first rows of the real base. */
export const cdnowStart = (rows: number): string =>
  `${readFileSync(cdnow, "utf8")
    .split("\n")
    .slice(0, rows + 1)
    .join("\n")}\n`;

/** What the replay, which shares no table with the ledger, says of a file. */
export async function replayed(
  path: string,
  until: Temporal.PlainDate,
  redeem: Redeem,
): Promise<LedgerTotals> {
  const { issued, redeemed, burned, outstanding } = await replayPurchases({
    path,
    program: defaultProgram,
    redeem,
    until: fromPlainDate(until),
  });
  return { issued, adjusted: 0n, redeemed, burned, outstanding };
}

/** The day by which the real base is looked at. */
export const through = Temporal.PlainDate.from("1998-06-30");

/** Of a ledger with the whole real base, burned: it comes to what the replay says, and so it does imported again. */
export async function holdLedgerTo(
  redeem: Redeem,
  db: Connection,
  importAgain: () => Promise<BookedCount>,
): Promise<void> {
  const expected = await replayed(cdnow, through, redeem);
  expect(await ledgerTotals(db)).toEqual(expected);
  expect(await importAgain()).toEqual({ booked: 0, known: 69_659, clients: 0, cards: 0 });
  expect(await burnBonuses(db, through, { clock: systemClock })).toEqual({ cards: 0, burned: 0n });
  expect(await ledgerTotals(db)).toEqual(expected);
  expect((await verifyLedger(db)).cards).toBe(23_570);
}

async function* sorted(purchases: readonly FilePurchase[]): AsyncGenerator<FilePurchase[]> {
  yield purchases.toSorted(comparePurchases);
}

export const importRows = (
  db: Connection,
  purchases: readonly FilePurchase[],
  redeem: Redeem = "never",
  rowsPerBatch = 7,
) => importPurchases(db, sorted(purchases), { redeem, clock: systemClock, rowsPerBatch });
