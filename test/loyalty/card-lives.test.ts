/** Random lives of a card with its numbers, held to a few lines that say which number works on which day. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { formatDay, parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { DomainError } from "../../src/kernel/errors.ts";
import { newId } from "../../src/kernel/ids.ts";
import { blockCard } from "../../src/loyalty/actions/block-card.ts";
import { bookPurchase } from "../../src/loyalty/actions/book-purchase.ts";
import { presentCard } from "../../src/loyalty/actions/present-card.ts";
import { readCard } from "../../src/loyalty/actions/read-card.ts";
import { renewCard } from "../../src/loyalty/actions/renew-card.ts";
import { replaceCard } from "../../src/loyalty/actions/replace-card.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { cardExpiresOn } from "../../src/loyalty/card-expiry.ts";
import { onEveryEngine } from "../support/database.ts";
import { newOffice } from "./desk-base.ts";
import { newClient, standingClock } from "./till-base.ts";

const start = parseDay("2026-01-31") as EpochDay;
const steps = ["asked", "office_chosen", "made", "arrived", "handed_out", "cancelled"] as const;

const event = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("pass" as const), days: fc.integer({ min: 1, max: 700 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom("buy" as const, "present" as const),
      which: fc.nat({ max: 5 }),
      late: fc.constantFrom(0, 0, 1, 400),
    }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("next" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom("replace" as const, "cancel" as const, "block" as const) }),
  },
);

onEveryEngine("a card's life with its numbers", (database, engine) => {
  it("a number works while it is the card's, through its expiry or while a renewal is open", async () => {
    const { db } = database();
    const office = await newOffice(db);
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 30 }), async (events) => {
        const clock = standingClock(formatDay(start));
        const till = { db, clock };
        const sold = await sellCard(till, { key: newId(), input: { client: await newClient(db) } });
        let today = start;
        let expires = cardExpiresOn(start);
        let step = -1;
        let blocked = false;
        const numbers = [{ number: sold.card, state: "active" }];
        const numberThat = (state: string) => numbers.find((one) => one.state === state);
        const current = () => numberThat("active")?.number ?? "";
        const change = (number: string) => {
          for (const one of numbers) if (one.state === "active") one.state = "replaced";
          const there = numbers.find((one) => one.number === number);
          if (there) there.state = "active";
          else numbers.push({ number, state: "active" });
        };
        const expected = ({ state }: { state: string }, on: EpochDay) =>
          state === "replaced"
            ? "card_replaced"
            : state === "waiting"
              ? "card_waiting"
              : blocked
                ? "card_blocked"
                : on > expires && step < 0
                  ? "card_expired"
                  : "done";

        for (const happened of events) {
          if (happened.kind === "pass") {
            today = (today + happened.days) as EpochDay;
            clock.set(formatDay(today));
          } else if (happened.kind === "buy" || happened.kind === "present") {
            const asked = numbers[happened.which % numbers.length] ?? { number: "", state: "" };
            const on = Math.max(start, today - happened.late) as EpochDay;
            const command = { number: asked.number, key: newId() };
            const when = happened.late > 0 ? { on: formatDay(on) } : {};
            const end = await endOf(
              happened.kind === "buy"
                ? bookPurchase(till, { ...command, input: { ...when, price: "100.00" } })
                : presentCard(till, { ...command, input: when }),
            );
            expect(end).toBe(expected(asked, on));
          } else if (happened.kind === "replace") {
            change((await replaceCard(till, { number: current(), key: newId(), input: {} })).card);
            blocked = false;
          } else if (happened.kind === "block") {
            await blockCard(till, { number: current(), key: newId(), input: {} });
            blocked = true;
          } else {
            const to = happened.kind === "cancel" ? "cancelled" : (steps[step + 1] ?? "asked");
            const input = { to, ...(to === "office_chosen" ? { office } : {}) };
            let made: string | null = null;
            const end = await endOf(
              renewCard(till, { number: current(), key: newId(), input }).then(
                ({ number }) => (made = number),
              ),
            );
            const refused =
              to === "cancelled"
                ? step < 0 && "wrong_state"
                : (to === "asked" || to === "handed_out") && blocked && "card_blocked";
            expect(end).toBe(refused || "done");
            if (refused) continue;
            if (to === "made") numbers.push({ number: made ?? "", state: "waiting" });
            const waiting = numberThat("waiting");
            if (to === "cancelled" && waiting) waiting.state = "replaced";
            if (to === "handed_out") {
              change(waiting?.number ?? "");
              expires = cardExpiresOn(today);
            }
            step = to === "cancelled" || to === "handed_out" ? -1 : step + 1;
          }
          for (const one of numbers) {
            const { state, expiresOn } = await readCard(till, one.number);
            const own = blocked ? "blocked" : today > expires && step < 0 ? "expired" : "active";
            expect(state).toBe(one.state === "active" ? own : one.state);
            expect(expiresOn).toBe(formatDay(expires));
          }
        }
      }),
      { numRuns: engine === "pglite" ? 25 : 40 },
    );
    await verifyLedger(db);
  });
});

/** `done`, or the code of the refusal. */
async function endOf(command: Promise<unknown>): Promise<string> {
  try {
    await command;
    return "done";
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
