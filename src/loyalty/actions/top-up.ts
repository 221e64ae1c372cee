import type { CardState, TopUp } from "../contract.ts";
import { depositPosting } from "../deposit.ts";
import { refuse, refuseUnlessUsable, sumOf } from "../till.ts";
import { computeOnCard, saveOnCard } from "./book-on-card.ts";
import { runOnCard, type CardCommand, type Till } from "./run-command.ts";

/** No presentation. Throws `bad_input`, `card_blocked`, `card_expired` and what `runOnCard` throws. */
export const topUp = (till: Till, command: CardCommand<TopUp>): Promise<CardState> =>
  runOnCard(till, "top-up", command, async (run) => {
    const { trx, card, today, key, input } = run;
    refuseUnlessUsable(card, today);
    const amount = sumOf("amount", input.amount);
    if (amount === 0n) refuse("amount", "a sum above zero");
    const posting = depositPosting("topped_up", { key, on: today, dealingId: null }, amount);
    return saveOnCard(run, await computeOnCard(trx, run, { postings: [posting] }));
  });
