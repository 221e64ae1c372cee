import { expect, it } from "vitest";
import { sortedPurchases } from "../../src/dealings/purchase-order.ts";
import { fromPlainDate, parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { backtestLedger } from "../../src/loyalty/actions/backtest-ledger.ts";
import { newId } from "../../src/kernel/ids.ts";
import { bookPurchase } from "../../src/loyalty/actions/book-purchase.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { countReturns } from "../../src/loyalty/actions/count-returns.ts";
import { forecastBurning } from "../../src/loyalty/actions/forecast-burn.ts";
import { importPurchases } from "../../src/loyalty/actions/import-purchases.ts";
import { backtestBurning } from "../../src/loyalty/actions/replay-purchases.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { officeDays } from "../../src/loyalty/office-days.ts";
import { defaultProgram } from "../../src/loyalty/program.ts";
import { dueBonuses } from "../../src/loyalty/store/live-bonuses.ts";
import { onEveryEngine } from "../support/database.ts";
import { cdnow, holdLedgerTo, through } from "./base.ts";
import { newClient, standingClock } from "./till-base.ts";

const june = parseDay("1998-06-01") as EpochDay;
const slow = { timeout: 300_000 };

onEveryEngine("the forecast of the ledger on CDNOW", (database) => {
  const replayed = () =>
    backtestBurning({ path: cdnow, program: defaultProgram, redeem: "never", until: fromPlainDate(through) });

  const importAll = () =>
    importPurchases(database().db, sortedPurchases(cdnow, { onBadRow: () => expect.fail("a bad row") }), {
      redeem: "never",
      clock: systemClock,
    });

  it("foretells on the last of May what the replay foretells for June", slow, async () => {
    const { db } = database();
    const purchases = (async function* () {
      for await (const batch of sortedPurchases(cdnow, { onBadRow: () => expect.fail("a bad row") }))
        yield batch.filter(({ on }) => on < june);
    })();
    await importPurchases(db, purchases, { redeem: "never", clock: systemClock });
    const days = officeDays([], Temporal.Instant.from("1998-05-31T12:00:00Z"), "Europe/Moscow");
    const { weeks, history, offices } = await forecastBurning(db, { days, weeks: 4 });
    const expected = (await replayed()).months.find(({ month }) => month === "1998-06");
    expect(weeks.map(({ forecast }) => forecast)).toEqual(
      expected?.weeks.map(({ due, expected, low, high }) => ({ due, expected, low, high })),
    );
    expect(history).toMatchObject({ since: parseDay("1997-01-01"), enough: true });
    expect([...offices.keys()]).toEqual([null]);
    await countReturns(db, { through: Temporal.PlainDate.from("1998-05-31") });
    expect(await forecastBurning(db, { days, weeks: 4 })).toMatchObject({ weeks, history, offices });
    // What nobody counted of late is counted when it is asked for.
    await countReturns(db, { through: Temporal.PlainDate.from("1998-01-31") });
    expect(await forecastBurning(db, { days, weeks: 4 })).toMatchObject({ weeks, history, offices });
  });

  it(
    "held to what burned by the ledger, is as good as the replay's, and the ledger is the replay's to the cent",
    slow,
    async () => {
      const { db } = database();
      const { booked, known } = await importAll();
      // What the test before has imported is known.
      expect(booked + known).toBe(69_659);
      const expected = await replayed();
      expect(await backtestLedger(db, through)).toEqual(expected);
      await burnBonuses(db, through, { clock: systemClock });
      expect(await backtestLedger(db, through)).toEqual(expected);
      expect(expected.ofMonths).toMatchObject({ forecasts: 12, inside: 8 });
      await holdLedgerTo("never", db, importAll);
    },
  );
});

onEveryEngine("what is due, by what was counted at night", (database) => {
  it("is the same as counted now, for cards sold and presented since too", async () => {
    const { db } = database();
    const clock = standingClock("2026-03-01");
    const till = { db, clock };
    const buy = async (number: string) =>
      bookPurchase(till, { number, key: newId(), input: { price: "1000.00" } });
    const sell = async () => {
      const { card } = await sellCard(till, { key: newId(), input: { client: await newClient(db) } });
      await buy(card);
      return card;
    };
    const [often] = [await sell(), await sell()];
    for (const day of ["2026-03-05", "2026-03-09"]) {
      clock.set(day);
      await buy(often);
    }
    await countReturns(db, { through: Temporal.PlainDate.from("2026-03-09") });
    clock.set("2026-03-10");
    await sell();
    await buy(often);
    const days = officeDays([], clock.now(), "Europe/Moscow");
    const asked = { through: Temporal.PlainDate.from("2027-01-01"), classStarts: [1, 2, 3, 4, 5] };
    const due = await dueBonuses(db, days, { ...asked, countedThrough: undefined });
    expect(due.map(({ presentations }) => presentations).toSorted((a, b) => a - b)).toEqual([1, 1, 4]);
    const countedThrough = parseDay("2026-03-09");
    expect(await dueBonuses(db, days, { ...asked, countedThrough })).toEqual(due);
  });
});
