import { formatDay } from "../../kernel/calendar.ts";
import type { CardState } from "../contract.ts";
import type { Replacement } from "../desk-contract.ts";
import { changeNumber } from "../store/renewals.ts";
import { insertCardMove, isOffice, lockTillCard, roleOf } from "../store/till-card.ts";
import { refuse, refuseCard, showCard, type TillCard } from "../till.ts";
import { giveCardNumber } from "./give-card-number.ts";
import { runOnCard, type CardCommand, type CardRun, type Till } from "./run-command.ts";

/**
 * A lost card gets another number, and the old one is dead at once. A block went with what was lost: it ends. Throws
 * `bad_input`, `card_blocked` for a card that was given up, `number_taken`, `range_used_up` and what `runOnCard` throws.
 */
export const replaceCard = (till: Till, command: CardCommand<Replacement>): Promise<CardState> =>
  runOnCard(till, "replace", command, async (run) => {
    const { trx, card, now, today, input } = run;
    if (card.state !== "active" && card.state !== "blocked")
      refuseCard("card_blocked", `The card ${card.number} is ${card.state}.`);
    await refuseUnknownDesk(run);
    const number = await giveCardNumber(trx, card, input);
    await changeNumber(trx, card, {
      number,
      on: formatDay(today),
      officeId: input.office ?? null,
      staffMemberId: input.staffMember ?? null,
      expiresOn: null,
    });
    await insertCardMove(trx, { card, what: "replaced", at: now });
    return showCard(await cardByNumber(run, number), today);
  });

/** Throws `bad_input`. */
export async function refuseUnknownDesk({
  trx,
  input,
}: Pick<CardRun<{ office?: string; staffMember?: string }>, "trx" | "input">): Promise<void> {
  if (input.office !== undefined && !(await isOffice(trx, input.office))) refuse("office", "an office's id");
  if (input.staffMember !== undefined && !(await roleOf(trx, input.staffMember)))
    refuse("staffMember", "a staff member's id");
}

/** As the transaction has left it. */
export async function cardByNumber({ trx, card }: CardRun<unknown>, number: string): Promise<TillCard> {
  return (await lockTillCard(trx, number)) ?? card;
}
