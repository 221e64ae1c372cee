import { formatDay } from "../../kernel/calendar.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { toDecimal } from "../../kernel/money.ts";
import type { Adjustment, CardState } from "../contract.ts";
import { adjustmentPosting } from "../ledger.ts";
import { refuseUnlessMay } from "../staff-rights.ts";
import { insertAdjustment } from "../store/refunds.ts";
import { roleOf } from "../store/till-card.ts";
import { refuse, sumOf } from "../till.ts";
import { computeOnCard, saveOnCard } from "./book-on-card.ts";
import { runOnCard, type CardCommand, type Till } from "./run-command.ts";

/** Throws `bad_input`, `idempotency_conflict`, `insufficient_bonus`, `not_allowed`, `not_found`. */
export const adjustBonus = (till: Till, command: CardCommand<Adjustment>): Promise<CardState> =>
  runOnCard(till, "adjust", command, async (run) => {
    const { trx, card, today, now, key, input } = run;
    refuseUnlessMay("adjust", await roleOf(trx, input.staffMember));
    const taken = input.amount.startsWith("-");
    const sum = sumOf("amount", input.amount.replace("-", ""));
    if (sum === 0n) refuse("amount", "a sum other than zero");
    if (!taken && today > card.validThrough)
      refuse("amount", "a card that was presented lately: what is given now would burn at once");
    const before = await computeOnCard(trx, run, {});
    const balance = card.balance + before.balanceChange;
    if (taken && sum > balance) {
      throw new DomainError(
        "insufficient_bonus",
        `The bonus is ${toDecimal(balance)}, no more can be taken.`,
        {
          place: { field: "amount" },
        },
      );
    }
    const { clientId, cardId } = card;
    const amount = sum * (taken ? -1n : 1n);
    await insertAdjustment(trx, {
      clientId,
      cardId,
      id: newId(),
      amount,
      reason: input.reason,
      staffMemberId: input.staffMember,
      on: formatDay(today),
      bookedAt: now,
    });
    const postings = [adjustmentPosting(key, today, amount)];
    return saveOnCard(run, await computeOnCard(trx, run, { postings }));
  });
