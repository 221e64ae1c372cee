import type { CardState } from "../contract.ts";
import { findTillCard } from "../store/till-card.ts";
import { noSuchCard, showCard, todayAt } from "../till.ts";
import type { Till } from "./run-command.ts";

/** Throws `not_found`. */
export async function readCard({ db, clock }: Till, number: string): Promise<CardState> {
  const card = await findTillCard(db, number);
  if (!card) throw noSuchCard(number);
  return showCard(card, todayAt(card.zone, clock.now()));
}
