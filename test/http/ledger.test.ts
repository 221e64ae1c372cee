import { expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { kopecks } from "../../src/kernel/money.ts";
import { sealLedger } from "../../src/loyalty/actions/seal-ledger.ts";
import { checkLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { Verification, WireLedgerTotals } from "../../src/loyalty/ledger-contract.ts";
import { importRows } from "../loyalty/base.ts";
import { onEveryEngine } from "../support/database.ts";
import { get, openServer } from "./server.ts";

onEveryEngine("the ledger over HTTP", (database) => {
  it("tells its totals, whether it holds together, and the first that does not fit", async () => {
    const { db } = database();
    const on = parseDay("2026-01-31") as EpochDay;
    await importRows(db, [{ client: "a", on, amount: kopecks(1000_00), line: 2 }]);
    const server = await openServer(database());
    const verification = "/api/v1/ledger/verification";
    expect(await get(server, "/api/v1/ledger/totals", WireLedgerTotals)).toEqual({
      issued: "48.50",
      adjusted: "0.00",
      redeemed: "0.00",
      burned: "0.00",
      outstanding: "48.50",
    });
    const unsealed = { cards: 1, postings: 1, sealed: 0, unsealed: 1, head: null, misfit: null };
    expect(await get(server, verification, Verification)).toEqual(unsealed);

    await sealLedger(db, { clock: systemClock });
    const sealed = await get(server, verification, Verification);
    expect(sealed).toEqual(await checkLedger(db));
    expect(sealed).toMatchObject({ sealed: 1, unsealed: 0, misfit: null });
    expect(await get(server, `${verification}?head=${sealed.head ?? ""}`, Verification)).toEqual(sealed);
    expect((await server.inject(`${verification}?head=1`)).statusCode).toBe(400);

    await sql`update card set balance = balance + 1`.execute(db);
    const { misfit } = await get(server, verification, Verification);
    expect(misfit).toMatchObject({ problem: "balance_differs", is: "48.51", ought: "48.50", posting: null });
    await server.close();
  });
});
