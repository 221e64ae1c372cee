import { DomainError } from "../../kernel/errors.ts";
import { toDecimal } from "../../kernel/money.ts";
import type { CardState, PayOut } from "../contract.ts";
import { depositPosting } from "../deposit.ts";
import { refuse, refuseNumber, sumOf } from "../till.ts";
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
    const amount = input.amount === undefined ? card.deposit : sumOf("amount", input.amount);
    if (amount > card.deposit) {
      throw new DomainError(
        "insufficient_deposit",
        `The deposit holds ${toDecimal(card.deposit)}, ${toDecimal(amount)} was asked for.`,
        { place: { field: "amount" } },
      );
    }
    if (amount === 0n) refuse("amount", "a sum above zero");
    const posting = depositPosting("paid_out", { key, on: today, dealingId: null }, amount);
    return saveOnCard(run, await computeOnCard(trx, run, { postings: [posting] }));
  });
