/** A purchase as a till sends it: what may be refused before and after its booking is computed, and the answer's sums. */
import { newId } from "../kernel/ids.ts";
import { toDecimal, type Kopecks } from "../kernel/money.ts";
import type { EpochDay } from "../kernel/calendar.ts";
import type { Booking, NewPurchase } from "./booking.ts";
import type { Purchase } from "./contract.ts";
import type { PurchaseQuote } from "./purchase.ts";
import { dayOf, refuse, refuseUnlessHeld, refuseUnlessUsable, sumOf, type ShownCard } from "./till.ts";

export interface TillPurchase {
  booking: Booking;
  purchase: NewPurchase;
  quote: PurchaseQuote;
  /** How much of the money comes from the deposit. */
  deposit: Kopecks;
}

/** Throws `bad_input`, `card_blocked`, `card_expired`, `card_replaced`, `card_waiting`. */
export function readPurchase(
  { card, today }: { card: ShownCard; today: EpochDay },
  input: Purchase,
  sourceKey: string,
): { purchase: NewPurchase; redeem: Kopecks } {
  const on = dayOf(input.on, card.soldOn, today);
  refuseUnlessUsable(card, on);
  const purchase = {
    dealingId: newId(),
    sourceKey,
    on,
    price: sumOf("price", input.price),
  };
  return { purchase, redeem: sumOf("redeem", input.redeem ?? "0.00") };
}

/** Throws `bad_input`, `insufficient_deposit`. */
export function payPurchase(
  card: ShownCard,
  input: Purchase,
  purchase: NewPurchase,
  booking: Booking,
): TillPurchase {
  const quote = booking.purchases[0]?.quote as PurchaseQuote;
  const deposit = sumOf("deposit", input.deposit ?? "0.00");
  if (deposit > quote.paid) refuse("deposit", `at most the ${toDecimal(quote.paid)} that is paid in money`);
  refuseUnlessHeld(card, deposit, "deposit");
  return { booking, purchase, quote, deposit };
}

export const purchaseSums = ({ quote, deposit }: Pick<TillPurchase, "quote" | "deposit">) => ({
  discount: toDecimal(quote.discount),
  due: toDecimal(quote.due),
  redeemed: toDecimal(quote.redeemed),
  paid: toDecimal(quote.paid),
  fromDeposit: toDecimal(deposit),
  earned: toDecimal(quote.earned),
});
