/** Many tills on few cards at once, with connections cut under them. */
import pg from "pg";
import { expect, it } from "vitest";
import { anyOf, sql } from "../../src/database/sql.ts";
import { elapsedMs } from "../../src/kernel/clock.ts";
import { DomainError } from "../../src/kernel/errors.ts";
import { newId } from "../../src/kernel/ids.ts";
import { bookPurchase } from "../../src/loyalty/actions/book-purchase.ts";
import { presentCard } from "../../src/loyalty/actions/present-card.ts";
import { readCard } from "../../src/loyalty/actions/read-card.ts";
import { refundPurchase } from "../../src/loyalty/actions/refund-purchase.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { newRecall } from "../../src/loyalty/recall.ts";
import { onPostgres } from "../support/database.ts";
import { newClient, standingClock } from "./till-base.ts";

const tills = 32;
const crowdMs = 30_000;

onPostgres("many tills at once", tills, (database, url) => {
  const clock = standingClock("2026-01-31");

  const sell = async () => {
    const { db } = database();
    const { card } = await sellCard({ db, clock }, { key: newId(), input: { client: await newClient(db) } });
    return card;
  };

  it("sell the last bonus once", async () => {
    const till = { db: database().db, clock };
    for (let round = 0; round < 10; round++) {
      const number = await sell();
      await bookPurchase(till, { number, key: newId(), input: { price: "10000.00" } });
      const spend = () =>
        bookPurchase(till, { number, key: newId(), input: { price: "970.00", redeem: "465.00" } });
      const ends = await Promise.allSettled([spend(), spend()]);
      const won = ends.filter(({ status }) => status === "fulfilled");
      const [lost] = ends.filter((end) => end.status === "rejected");
      expect(won).toHaveLength(1);
      expect(lost?.reason).toMatchObject({ code: "insufficient_bonus" });
    }
  });

  it("book a command once, however many copies arrive at the same moment", async () => {
    const till = { db: database().db, clock };
    const number = await sell();
    const command = { number, key: newId(), input: { price: "100.00" } };
    const [first, ...others] = await Promise.all(
      Array.from({ length: 16 }, () => bookPurchase(till, command)),
    );
    for (const other of others) expect(other).toEqual(first);
    expect(await readCard(till, number)).toMatchObject({ balance: "4.85" });
  });

  it("neither lose nor double a posting when connections are cut", { timeout: 120_000 }, async () => {
    const cards = await Promise.all(Array.from({ length: 50 }, sell));
    const bought = new Map<string, string[]>(cards.map((card) => [card, []]));
    const booked = { purchases: new Set<string>(), presented: 0, cuts: 0, done: 0, working: true };
    const startedMs = elapsedMs();

    /** As a till does: the same command again until there is an answer. */
    async function insist<Answer>(send: () => Promise<Answer>): Promise<Answer | undefined> {
      for (let attempt = 0; attempt < 100; attempt++) {
        try {
          return await send();
        } catch (error) {
          if (error instanceof DomainError) {
            expect(["insufficient_bonus"]).toContain(error.code);
            return undefined;
          }
          booked.cuts++;
        }
      }
      throw new Error("no answer in a hundred attempts");
    }

    // As two processes, each with what it saw last of the cards.
    const memories = [newRecall(), newRecall()] as const;

    async function work(seed: number): Promise<void> {
      const dice = diceOf(seed);
      const till = { db: database().db, clock, recall: memories[(seed % 2) as 0 | 1] };
      while (elapsedMs() - startedMs < crowdMs) {
        const number = cards[dice(cards.length)] as string;
        const key = newId();
        const purchases = bought.get(number) as string[];
        const what = dice(4);
        if (what === 0) {
          await insist(() => presentCard(till, { number, key, input: {} }));
          booked.presented++;
        } else if (what === 1 && purchases.length > 0) {
          const purchase = purchases[dice(purchases.length)] as string;
          const input = dice(2) === 0 ? { purchase } : { purchase, price: "0.01" };
          await insist(() =>
            refundPurchase(till, { number, key, input }).catch((error: unknown) => {
              // Two tills took back the last of it: one of them is told how much is left.
              if (!(error instanceof DomainError && error.code === "bad_input")) throw error;
            }),
          );
        } else {
          const input = { price: `${dice(5000)}.00`, redeem: dice(2) === 0 ? "0.00" : `${dice(40)}.00` };
          const answer = await insist(() => bookPurchase(till, { number, key, input }));
          if (answer) {
            purchases.push(answer.purchase);
            booked.purchases.add(answer.purchase);
          }
        }
        booked.done++;
      }
    }

    const cutter = new pg.Client({ connectionString: url() });
    await cutter.connect();
    const workers = Promise.all(Array.from({ length: tills }, (_, seed) => work(seed + 1)));
    void workers.finally(() => (booked.working = false)).catch(() => undefined);
    while (booked.working) {
      await cutter.query(`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() order by random() limit 1`);
      const seen = booked.done;
      while (booked.working && booked.done < seen + 40) await cutter.query("select pg_stat_clear_snapshot()");
    }
    await workers;
    await cutter.end();

    expect(booked.cuts).toBeGreaterThan(0);
    await verifyLedger(database().db);
    const { rows } = await sql<{ purchases: bigint; presentations: bigint; sum: string }>`
      with mine as (select card_id from card_number where number = ${anyOf(cards, "text")})
      select (select count(*) from dealing join mine using (card_id)) as purchases,
        (select count(*) from presentation join mine using (card_id)) as presentations,
        (select sum(amount) from entry) as sum`.execute(database().db);
    expect(rows[0]).toEqual({
      purchases: BigInt(booked.purchases.size),
      presentations: BigInt(booked.purchases.size + booked.presented),
      sum: "0",
    });
    const { rows: overspent } = await sql`
      select * from (
        select p.kind, sum(e.amount) over (partition by p.card_id order by p.booked_at, p.id) as balance
        from posting p join entry e on e.client_id = p.client_id and e.posting_id = p.id
        where e.account = 'card-bonus') lives
      where kind = 'redeemed' and balance < 0`.execute(database().db);
    expect(overspent).toEqual([]);
  });
});

/** Numbers below `sides` that only look random. */
function diceOf(seed: number): (sides: number) => number {
  let state = seed * 2_654_435_761;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}
