import { expect, it } from "vitest";
import { sortedPurchases } from "../../src/dealings/purchase-order.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { importPurchases } from "../../src/loyalty/actions/import-purchases.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { ledgerTotals } from "../../src/loyalty/store/ledger.ts";
import { onEveryEngine } from "../support/database.ts";
import { cdnow, replayed } from "./base.ts";

const through = Temporal.PlainDate.from("1998-06-30");
const slow = { timeout: 300_000 };

for (const redeem of ["never", "always"] as const) {
  onEveryEngine(`CDNOW in the ledger, redeeming ${redeem}`, (database) => {
    const importAll = () =>
      importPurchases(database().db, sortedPurchases(cdnow, { onBadRow: () => expect.fail("a bad row") }), {
        redeem,
        clock: systemClock,
      });

    it("comes to what the replay says, imported once or twice, to the cent", slow, async () => {
      const { db } = database();
      expect(await importAll()).toEqual({ booked: 69_659, known: 0, clients: 23_570, cards: 23_570 });
      await burnBonuses(db, through, { clock: systemClock });
      const expected = await replayed(cdnow, through, redeem);
      expect(await ledgerTotals(db)).toEqual(expected);
      expect(await importAll()).toEqual({ booked: 0, known: 69_659, clients: 0, cards: 0 });
      expect(await burnBonuses(db, through, { clock: systemClock })).toEqual({ cards: 0, burned: 0n });
      expect(await ledgerTotals(db)).toEqual(expected);
      expect((await verifyLedger(db)).cards).toBe(23_570);
    });
  });
}
