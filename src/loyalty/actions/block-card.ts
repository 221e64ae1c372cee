import type { CardState } from "../contract.ts";
import { insertCardMove, markBlocked } from "../store/till-card.ts";
import { refuseUnlessActive, showCard } from "../till.ts";
import { runOnCard, type CardCommand, type Till } from "./run-command.ts";

/** Until it is replaced. Throws `card_blocked` for one that was given up, and what `runOnCard` throws. */
export const blockCard = (till: Till, command: CardCommand<object>): Promise<CardState> =>
  runOnCard(till, "block", command, async ({ trx, card, now, today }) => {
    if (card.state !== "blocked") refuseUnlessActive(card);
    await markBlocked(trx, card);
    await insertCardMove(trx, { card, what: "blocked", at: now });
    return showCard({ ...card, state: "blocked" }, today);
  });
