/** Random lives of a card at tills that are late, out of order and repeat themselves. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { sql, type Connection } from "../../src/database/sql.ts";
import { formatDay, formatPeriod, parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { DomainError } from "../../src/kernel/errors.ts";
import { newId } from "../../src/kernel/ids.ts";
import { toDecimal } from "../../src/kernel/money.ts";
import { adjustBonus } from "../../src/loyalty/actions/adjust-bonus.ts";
import { bookPurchase } from "../../src/loyalty/actions/book-purchase.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { giveGrace, giveGraceToCard } from "../../src/loyalty/actions/give-grace.ts";
import { payOut } from "../../src/loyalty/actions/pay-out.ts";
import { presentCard } from "../../src/loyalty/actions/present-card.ts";
import { readCard } from "../../src/loyalty/actions/read-card.ts";
import { refundPurchase } from "../../src/loyalty/actions/refund-purchase.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { startProgram } from "../../src/loyalty/actions/start-program.ts";
import { topUp } from "../../src/loyalty/actions/top-up.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import type { CardState } from "../../src/loyalty/contract.ts";
import { validThrough } from "../../src/loyalty/expiry.ts";
import { defaultProgram } from "../../src/loyalty/program.ts";
import { newRecall } from "../../src/loyalty/recall.ts";
import { onEveryEngine } from "../support/database.ts";
import { addOffice, addStaff, newClient, standingClock } from "./till-base.ts";

const start = parseDay("2024-01-31") as EpochDay;
const dayAfter = (days: number): string => formatDay((start + days) as EpochDay);

const sum = fc.integer({ min: 0, max: 100_000 });
/** `late`: how many days before it is booked it happened. */
const event = fc.record({
  kind: fc.constantFrom(
    "present",
    "purchase",
    "purchase",
    "refund",
    "top-up",
    "pay-out",
    "adjust",
    "new rules",
    "grace to the card",
    "grace to the office",
  ),
  wait: fc.integer({ min: 0, max: 160 }),
  late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 250 })),
  sum,
  redeem: fc.constantFrom(0, 0, 10, 50, 100),
  deposit: fc.constantFrom(0, 0, 20),
  pick: fc.nat({ max: 20 }),
  copies: fc.constantFrom(1, 1, 2, 3),
  /** Whether the job runs before it. */
  burn: fc.boolean(),
});
type Event = typeof event extends fc.Arbitrary<infer Shape> ? Shape : never;
const life = fc.array(event, { minLength: 1, maxLength: 14 });

/** Kopecks by kind of posting and account. */
async function booked(db: Connection, number: string): Promise<(kind: string, account?: string) => bigint> {
  const { rows } = await sql<{ kind: string; account: string; sum: string }>`
    select p.kind, e.account, sum(e.amount) as sum from card_number n
    join posting p on p.client_id = n.client_id and p.card_id = n.card_id
    join entry e on e.client_id = p.client_id and e.posting_id = p.id
    where n.number = ${number} group by p.kind, e.account`.execute(db);
  return (kind, account = "card-bonus") =>
    BigInt(rows.find((row) => row.kind === kind && row.account === account)?.sum ?? 0);
}

const kopecksOf = (decimal: string): bigint => BigInt(decimal.replace(".", ""));

onEveryEngine("whatever happens to a card", (database, engine) => {
  const runs = { numRuns: Number(process.env["RUNS"] ?? (engine === "pglite" ? 8 : 20)) };

  /** Undefined: a refusal that the rules provide for. */
  async function unlessRefused<Answer>(action: Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await action;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(["insufficient_bonus", "insufficient_deposit", "bad_input", "card_expired"]).toContain(
        error.code,
      );
      return undefined;
    }
  }

  async function live(events: Event[], { jobs, copies }: { jobs: boolean; copies: boolean }) {
    const { db } = database();
    const clock = standingClock(dayAfter(0));
    // Half of the lives at tills that remember what they saw of the card.
    const till = { db, clock, ...(copies ? { recall: newRecall() } : {}) };
    const staffMember = await addStaff(db, "owner");
    const office = await addOffice(db);
    // A type of its own, so that its rules can change as they like.
    const cardType = newId();
    await startProgram(till, { cardType, startsOn: dayAfter(0) });
    const rules = [{ from: 0, validity: defaultProgram.validity }];
    const graces: { on: number; through: EpochDay }[] = [];
    const promised = (day: number) =>
      validThrough(
        (start + day) as EpochDay,
        rules.findLast(({ from }) => from <= day)?.validity ?? defaultProgram.validity,
      );
    const sale = { client: await newClient(db), office, cardType };
    const sold = await sellCard(till, { key: newId(), input: sale });
    const number = sold.card;
    const purchases: string[] = [];
    const states: CardState[] = [];
    const presented = [0];
    let deposit = 0n;
    let today = 0;
    for (const { kind, wait, late, sum, redeem, ...event } of events) {
      today += wait;
      clock.set(dayAfter(today));
      if (jobs && event.burn) await burnBonuses(db, Temporal.PlainDate.from(dayAfter(today)), { clock });
      const happened = Math.max(0, today - late);
      const on = dayAfter(happened);
      const amount = toDecimal(BigInt(sum));
      const send = <Input, Answer>(
        action: (
          till: { db: Connection; clock: typeof clock },
          command: { number: string; key: string; input: Input },
        ) => Promise<Answer>,
        input: Input,
      ) => {
        const command = { number, key: newId(), input };
        return sendCopies(() => unlessRefused(action(till, command)), copies ? event.copies : 1);
      };
      const before = await readCard(till, number);
      expect(kopecksOf(before.deposit)).toBe(deposit);
      if (kind === "present" && (await send(presentCard, { on }))) presented.push(happened);
      if (kind === "purchase") {
        const pay = {
          redeem: toDecimal(BigInt(Math.floor((sum * redeem) / 1000))),
          deposit: toDecimal(BigInt(event.deposit)),
        };
        const answer = await send(bookPurchase, { price: amount, on, ...pay });
        if (answer) {
          presented.push(happened);
          purchases.push(answer.purchase);
          deposit -= kopecksOf(answer.fromDeposit);
          if (late === 0)
            expect(kopecksOf(answer.redeemed)).toBeLessThanOrEqual(largest(0n, kopecksOf(before.balance)));
        }
      }
      const purchase = purchases[event.pick % Math.max(1, purchases.length)];
      if (kind === "refund" && purchase !== undefined) {
        const answer = await send(
          refundPurchase,
          event.pick % 2 === 0 ? { purchase } : { purchase, price: amount },
        );
        if (answer) deposit += kopecksOf(answer.deposit);
      }
      if (kind === "pay-out") {
        const answer = await send(payOut, event.pick % 2 === 0 ? {} : { amount });
        if (answer) deposit -= event.pick % 2 === 0 ? deposit : BigInt(sum);
      }
      if (kind === "top-up" && (await send(topUp, { amount }))) deposit += BigInt(sum);
      if (kind === "adjust") {
        const signed = event.pick % 3 === 0 ? `-${amount}` : amount;
        await send(adjustBonus, { amount: signed, reason: "a test", staffMember });
      }
      if (kind === "new rules") {
        const from = today + 1 + (event.pick % 40);
        const validity = { months: event.pick % 8, days: 1 + (sum % 50) };
        const last = rules.at(-1)?.from ?? 0;
        if (from > last) {
          await startProgram(till, { cardType, startsOn: dayAfter(from), validity: formatPeriod(validity) });
          rules.push({ from, validity });
        }
      }
      if (kind.startsWith("grace")) {
        const through = (start + today + (sum % 400)) as EpochDay;
        const input = { through: formatDay(through), reason: "a test", staffMember };
        const given =
          kind === "grace to the card"
            ? await send(giveGraceToCard, input)
            : await giveGrace(till, { key: newId(), input: { ...input, office } }, { cardsPerBatch: 1 });
        if (given) graces.push({ on: today, through });
      }
      const state = await readCard(till, number);
      const last = (start + Math.max(...presented)) as EpochDay;
      expect(state.lastPresentedOn).toBe(formatDay(last));
      const furthest = Math.max(...presented.map(promised), ...graces.map(({ through }) => through));
      expect(state.validThrough).toBe(formatDay(furthest as EpochDay));
      if (state.validThrough < dayAfter(today)) expect(kopecksOf(state.balance)).toBeLessThanOrEqual(0n);
      expect(kopecksOf(state.deposit)).toBe(deposit);
      states.push({ ...state, card: "", client: "" });
    }
    return { number, states };
  }

  it("the books balance, burn dates follow from presentations, deposits are their owners'", async () => {
    const { db } = database();
    await fc.assert(
      fc.asyncProperty(life, async (events) => {
        const { number } = await live(events, { jobs: true, copies: true });
        await verifyLedger(db);
        const sumOf = await booked(db, number);
        const { rows } = await sql<{
          balance: bigint;
        }>`select balance from card where number = ${number}`.execute(db);
        expect(sumOf("earned") + sumOf("restored") + sumOf("adjusted")).toBe(
          -sumOf("redeemed") - sumOf("burned") - sumOf("reversed") + (rows[0]?.balance ?? 0n),
        );
      }),
      runs,
    );
  });

  it("jobs and copies make no difference", async () => {
    await fc.assert(
      fc.asyncProperty(life, async (events) => {
        const plain = await live(events, { jobs: false, copies: false });
        expect((await live(events, { jobs: true, copies: true })).states).toEqual(plain.states);
      }),
      runs,
    );
  });

  it("presentations and purchases without redemption end the same in any order", async () => {
    const { db } = database();
    const shown = fc.tuple(fc.nat({ max: 700 }), sum);
    const both = fc
      .array(shown, { minLength: 1, maxLength: 10 })
      .chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
      );
    await fc.assert(
      fc.asyncProperty(both, async (orders) => {
        const ends: unknown[] = [];
        for (const events of orders) {
          const clock = standingClock(dayAfter(0));
          const till = { db, clock };
          const { card: number } = await sellCard(till, {
            key: newId(),
            input: { client: await newClient(db) },
          });
          clock.set(dayAfter(800));
          for (const [on, price] of events) {
            const command = { number, key: newId() };
            const when = { on: dayAfter(on) };
            if (price % 3 === 0) await presentCard(till, { ...command, input: when });
            else
              await bookPurchase(till, { ...command, input: { ...when, price: toDecimal(BigInt(price)) } });
          }
          ends.push({ ...(await readCard(till, number)), card: "", client: "" });
        }
        expect(ends[1]).toEqual(ends[0]);
        await verifyLedger(db);
      }),
      runs,
    );
  });
});

/** All copies are answered alike. */
async function sendCopies<Answer>(send: () => Promise<Answer>, copies: number): Promise<Answer> {
  const answer = await send();
  for (let copy = 1; copy < copies; copy++) expect(await send()).toEqual(answer);
  return answer;
}

const largest = (a: bigint, b: bigint): bigint => (a > b ? a : b);
