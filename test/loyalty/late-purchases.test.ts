import fc from "fast-check";
import { expect, it } from "vitest";
import type { FilePurchase } from "../../src/dealings/purchase-file.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { parseDay, toPlainDate, type EpochDay } from "../../src/kernel/calendar.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { newId } from "../../src/kernel/ids.ts";
import { kopecks } from "../../src/kernel/money.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { onEveryEngine } from "../support/database.ts";
import { importRows } from "./base.ts";

const start = parseDay("2023-08-25") as EpochDay;
const day = (text: string): EpochDay => parseDay(text) as EpochDay;
const burn = (db: Connection, through: EpochDay) =>
  burnBonuses(db, toPlainDate(through), { clock: systemClock });

/** By client, account and day: what the ledger says happened, restored burns taken off. */
async function story(db: Connection, run: string): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select replace(c.external_id, ${run}, '') || ' ' || p.happened_on || ' ' || e.account || ' ' || sum(e.amount) as line
    from client c join posting p on p.client_id = c.id
    join entry e on e.client_id = p.client_id and e.posting_id = p.id
    where starts_with(c.external_id, ${run})
    group by c.external_id, p.happened_on, e.account having sum(e.amount) <> 0
    union all
    select replace(c.external_id, ${run}, '') || ' sold ' || k.sold_on || ' until ' || k.expires_on || ' presented '
      || k.last_presented_on || ' valid ' || k.valid_through || ' balance ' || k.balance || ' number ' || (k.number <> '')
    from client c join card k on k.client_id = c.id where starts_with(c.external_id, ${run})
    order by 1`.execute(db);
  return rows.map((row) => row.line);
}

/** The first day at whose end a card stood below zero. */
async function overdrawn(db: Connection): Promise<unknown> {
  const { rows } = await sql`
    select * from (
      select p.card_id, p.happened_on, sum(sum(e.amount)) over (partition by p.card_id order by p.happened_on) as balance
      from posting p join entry e on e.client_id = p.client_id and e.posting_id = p.id
      where e.account = 'card-bonus' group by p.card_id, p.happened_on
    ) days where balance < 0 limit 1`.execute(db);
  return rows[0];
}

const part = fc.integer({ min: 0, max: 3 });
/** Whose purchase, on which day after the start, for how much, in which of four files it arrives. */
const purchase = fc.tuple(
  fc.constantFrom("a", "b", "c"),
  fc.integer({ min: 0, max: 900 }),
  fc.integer({ min: 0, max: 50_000 }),
  part,
);
const base = fc.uniqueArray(purchase, {
  minLength: 1,
  maxLength: 40,
  selector: ([client, on, amount]) => `${client} ${on} ${amount}`,
});
const burns = fc.array(fc.tuple(part, fc.integer({ min: 100, max: 1200 })), { maxLength: 3 });

const rowsOf = (run: string, purchases: [string, number, number, number][]): FilePurchase[] =>
  purchases.map(([client, on, amount], line) => ({
    client: run + client,
    on: (start + on) as EpochDay,
    amount: kopecks(amount),
    line,
  }));

onEveryEngine("purchases that arrive late", (database, engine) => {
  const runs = { numRuns: engine === "pglite" ? 20 : 40 };

  it("tell the same story in whatever parts and order they come, whenever burns were booked", async () => {
    const { db } = database();
    await fc.assert(
      fc.asyncProperty(base, burns, async (purchases, booked) => {
        const [parts, whole] = [newId(), newId()];
        for (const file of [0, 1, 2, 3]) {
          const arrived = purchases.filter(([, , , arrivesIn]) => arrivesIn === file);
          await importRows(db, rowsOf(parts, arrived));
          for (const [after, through] of booked)
            if (after === file) await burn(db, (start + through) as EpochDay);
        }
        await importRows(db, rowsOf(whole, purchases));
        await burn(db, (start + 1300) as EpochDay);
        expect(await story(db, parts)).toEqual(await story(db, whole));
        await verifyLedger(db);
      }),
      runs,
    );
  });

  it("never spend what a purchase booked before them lives on", async () => {
    const { db } = database();
    await fc.assert(
      fc.asyncProperty(base, burns, async (purchases, booked) => {
        const run = newId();
        for (const file of [0, 1, 2, 3]) {
          const arrived = purchases.filter(([, , , arrivesIn]) => arrivesIn === file);
          await importRows(db, rowsOf(run, arrived), "always");
          for (const [after, through] of booked)
            if (after === file) await burn(db, (start + through) as EpochDay);
        }
        expect(await overdrawn(db)).toBeUndefined();
        await verifyLedger(db);
      }),
      runs,
    );
  });

  it.skipIf(engine === "pglite")("are booked once by two imports at the same moment", async () => {
    const { db } = database();
    const [run, alone] = [newId(), newId()];
    const bought = Array.from({ length: 300 }, (_, n): [string, number, number, number] => [
      `${n % 60}`,
      n,
      n * 100,
      0,
    ]);
    const both = [importRows(db, rowsOf(run, bought)), importRows(db, rowsOf(run, bought))];
    const counts = await Promise.all(both);
    expect(counts.reduce((sum, count) => sum + count.booked, 0)).toBe(300);
    await importRows(db, rowsOf(alone, bought));
    expect(await story(db, run)).toEqual(await story(db, alone));
    await verifyLedger(db);
  });

  it("bring back a bonus whose burn turns out wrong", async () => {
    const { db } = database();
    const run = newId();
    const bought = (on: string, line: number) => ({
      client: `${run}x`,
      on: day(on),
      amount: kopecks(100_00),
      line,
    });
    await importRows(db, [bought("2024-01-10", 2), bought("2024-09-01", 3)]);
    expect(await story(db, run)).toContain("x 2024-07-11 burned 485");
    await importRows(db, [bought("2024-05-05", 2)]);
    expect(await story(db, run)).toEqual([
      "x 2024-01-10 card-bonus 485",
      "x 2024-01-10 issued -485",
      "x 2024-05-05 card-bonus 485",
      "x 2024-05-05 issued -485",
      "x 2024-09-01 card-bonus 485",
      "x 2024-09-01 issued -485",
      "x sold 2024-01-10 until 2027-01-10 presented 2024-09-01 valid 2025-03-01 balance 1455 number true",
    ]);
    const { rows } = await sql<{ kind: string }>`
      select kind from posting p join client c on c.id = p.client_id
      where c.external_id = ${`${run}x`} and kind in ('burned', 'restored') order by p.id`.execute(db);
    expect(rows).toEqual([{ kind: "burned" }, { kind: "restored" }]);
  });
});
