import { beforeAll, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { kopecks } from "../../src/kernel/money.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { isCardNumber } from "../../src/loyalty/card-number.ts";
import { onEveryEngine } from "../support/database.ts";
import { importRows } from "./base.ts";

const rows = ["a", "b", "c"].map((client, line) => ({
  client,
  on: ((parseDay("2026-01-31") as EpochDay) + line) as EpochDay,
  amount: kopecks(1000_00),
  line,
}));

/** A statement that books it on some card. */
const posted = (kind: string, account: string, amount: number, against: string) =>
  `insert into posting (client_id, id, card_id, booked_at, happened_on, kind, idempotency_key, on_account, gained, against)
   select client_id, gen_random_uuid(), card_id, booked_at, happened_on, '${kind}', 'x', '${account}', ${amount}, '${against}'
   from posting limit 1`;

onEveryEngine("the ledger in the database", (database) => {
  beforeAll(async () => {
    await importRows(database().db, rows, "always");
  });

  it("refuses to change, delete or empty postings, and to touch an entry without its posting", async () => {
    for (const statement of [
      "update posting set happened_on = happened_on",
      "delete from posting",
      "truncate posting",
      "update entry set amount = amount",
      "delete from entry",
      "insert into entry select client_id, id, 'adjusted', 5 from posting limit 1",
    ])
      await expect(sql.raw(statement).execute(database().db)).rejects.toThrow("append-only");
  });

  it("has no room for a posting whose entries do not sum to zero, or for an account that there is not", async () => {
    const { db } = database();
    const { rows: unbalanced } = await sql`
      select posting_id from entry group by client_id, posting_id having sum(amount) <> 0 or count(*) <> 2`.execute(
      db,
    );
    expect(unbalanced).toEqual([]);
    const post = (account: string, amount: number, against: string) =>
      sql`
        insert into posting (client_id, id, card_id, booked_at, happened_on, kind, idempotency_key, on_account, gained, against)
        select client_id, gen_random_uuid(), card_id, booked_at, happened_on, kind, 'x', ${account}, ${amount}::int, ${against}
        from posting limit 1`.execute(db);
    await expect(post("card-bonus", 0, "issued")).rejects.toThrow("moved_sum");
    await expect(post("issued", 5, "issued")).rejects.toThrow("card_account");
    await expect(post("card-bonus", 5, "card-deposit")).rejects.toThrow("business_account");
  });

  it("gives every card a number of its own with a check digit", async () => {
    const { rows: cards } = await sql<{ number: string; owned: boolean }>`
      select c.number, n.card_id = c.id as owned from card c left join card_number n using (number)`.execute(
      database().db,
    );
    expect(cards).toHaveLength(3);
    for (const { number, owned } of cards) expect([isCardNumber(number), owned]).toEqual([true, true]);
  });

  it("burns on the day after the last valid one, once, and never a deposit or a debt", async () => {
    const { db } = database();
    await sql`update card set deposit = 70000`.execute(db);
    const burn = (through: string) =>
      burnBonuses(db, Temporal.PlainDate.from(through), { clock: systemClock, cardsPerBatch: 1 });
    expect(await burn("2026-07-31")).toEqual({ cards: 0, burned: 0n });
    expect(await burn("2026-08-01")).toEqual({ cards: 1, burned: 4850n });
    expect(await burn("2026-12-31")).toEqual({ cards: 2, burned: 9700n });
    expect(await burn("2026-12-31")).toEqual({ cards: 0, burned: 0n });
    const { rows: cards } = await sql`select distinct balance, deposit from card`.execute(db);
    expect(cards).toEqual([{ balance: 0n, deposit: 70000n }]);
    await sql`update card set balance = -100 where number = (select min(number) from card)`.execute(db);
    expect(await burn("2027-12-31")).toEqual({ cards: 0, burned: 0n });
    await expect(verifyLedger(db)).rejects.toThrow("entries sum to 0.00");
    await sql`update card set balance = 0`.execute(db);
    await expect(verifyLedger(db)).rejects.toThrow("the stored deposit is 700.00, its entries sum to 0.00");
    await sql`update card set deposit = 0`.execute(db);
    await verifyLedger(db);
  });

  it.each([
    ["update card set balance = balance + 1", "stored balance is 0.01, its entries sum to 0.00"],
    ["update card set last_presented_on = last_presented_on + 1", "last presented on"],
    ["update card set valid_through = valid_through + 1", "valid through"],
    ["delete from card", "but no card"],
    [
      posted("earned", "card-deposit", 5, "cash"),
      "a posting of kind earned cannot book card-deposit 5 against cash",
    ],
    [
      posted("earned", "card-bonus", -5, "issued"),
      "a posting of kind earned cannot book card-bonus -5 against issued",
    ],
    [
      posted("paid", "card-deposit", -5, "issued"),
      "a posting of kind paid cannot book card-deposit -5 against issued",
    ],
    [posted("earned", "card-bonus", 5, "issued"), "stored balance is 0.00, its entries sum to 0.05"],
  ])("is found broken after: %s", async (tampering, says) => {
    const { db } = database();
    await expect(
      db.transaction().execute(async (trx) => {
        await sql.raw(tampering).execute(trx);
        await verifyLedger(trx);
      }),
    ).rejects.toMatchObject({ code: "ledger_broken", message: expect.stringContaining(says) });
    await verifyLedger(db);
  });
});
