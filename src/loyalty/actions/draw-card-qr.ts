import { cardQr } from "../card-qr.ts";
import { findTillCard } from "../store/till-card.ts";
import { noSuchCard, refuseNumber } from "../till.ts";
import type { Till } from "./run-command.ts";

/** SVG; of a card that waits to be handed out too. Throws `card_replaced`, `not_found`. */
export async function drawCardQr({ db }: Pick<Till, "db">, number: string): Promise<string> {
  const card = await findTillCard(db, number);
  if (!card) throw noSuchCard(number);
  refuseNumber(card, ["active", "waiting"]);
  return cardQr(number);
}
