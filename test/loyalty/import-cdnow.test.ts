import { expect, it } from "vitest";
import { sortedPurchases } from "../../src/dealings/purchase-order.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { importPurchases } from "../../src/loyalty/actions/import-purchases.ts";
import { onEveryEngine } from "../support/database.ts";
import { cdnow, holdLedgerTo, through } from "./base.ts";

const slow = { timeout: 300_000 };

// Redeeming never, the same is held of the base of ledger-forecast.test.ts: to book it takes a processor ten seconds.
onEveryEngine("CDNOW in the ledger, redeeming always", (database) => {
  const importAll = () =>
    importPurchases(database().db, sortedPurchases(cdnow, { onBadRow: () => expect.fail("a bad row") }), {
      redeem: "always",
      clock: systemClock,
    });

  it("comes to what the replay says, imported once or twice, to the cent", slow, async () => {
    expect(await importAll()).toEqual({ booked: 69_659, known: 0, clients: 23_570, cards: 23_570 });
    await burnBonuses(database().db, through, { clock: systemClock });
    await holdLedgerTo("always", database().db, importAll);
  });
});
