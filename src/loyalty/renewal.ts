/** How a card is renewed: asked for, an office chosen, made, arrived there, handed out. What may follow what. */
import type { RenewalMove } from "./desk-contract.ts";

export type RenewalState = RenewalMove["to"];

const following: Record<RenewalState, readonly RenewalState[]> = {
  asked: ["office_chosen", "cancelled"],
  office_chosen: ["office_chosen", "made", "cancelled"],
  made: ["arrived", "cancelled"],
  arrived: ["handed_out", "cancelled"],
  handed_out: ["asked"],
  cancelled: ["asked"],
};

/** The states that a card's last renewal, if there was one, can move on to; a renewal that has ended makes way for another. */
export const mayFollow = (last: RenewalState | undefined): readonly RenewalState[] =>
  last === undefined ? ["asked"] : following[last];
