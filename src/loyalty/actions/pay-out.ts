import { kopecks } from "../../kernel/money.ts";
import type { CardState, PayOut } from "../contract.ts";
import { depositPosting } from "../deposit.ts";
import { refuse, refuseNumber, refuseUnlessHeld, sumOf } from "../till.ts";
import { computeOnCard, saveOnCard } from "./book-on-card.ts";
import { runOnCard, type CardCommand, type Till } from "./run-command.ts";

/**
 * The owner takes the deposit, or a part of it, back in money; from a blocked or expired card too. No presentation. Throws
 * `bad_input`, `insufficient_deposit`, `card_replaced`, `card_waiting` and what `runOnCard` throws.
 */
export const payOut = (till: Till, command: CardCommand<PayOut>): Promise<CardState> =>
  runOnCard(till, "pay-out", command, async (run) => {
    const { trx, card, today, key, input } = run;
    refuseNumber(card, ["active"]);
    const amount = input.amount === undefined ? kopecks(card.deposit) : sumOf("amount", input.amount);
    refuseUnlessHeld(card, amount, "amount");
    if (amount === 0n) refuse("amount", "a sum above zero");
    const posting = depositPosting("paid_out", { key, on: today, dealingId: null }, amount);
    return saveOnCard(run, await computeOnCard(trx, run, { postings: [posting] }));
  });
