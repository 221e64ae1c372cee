/** What a purchase with a card comes to: discount, bonus spent, money paid, bonus earned. */
import { DomainError } from "../kernel/errors.ts";
import { percentOf, smaller, toDecimal, zero, type Kopecks } from "../kernel/money.ts";
import type { Program } from "./program.ts";

/** Whether the client spends the bonus: not at all, as much as the program lets, or exactly so much. */
export type Redeem = "never" | "always" | Kopecks;

export interface PurchaseQuote {
  discount: Kopecks;
  /** After discount: what bonus and money pay together. */
  due: Kopecks;
  /** The most that could have been redeemed. */
  redeemable: Kopecks;
  redeemed: Kopecks;
  paid: Kopecks;
  earned: Kopecks;
}

/** Throws `insufficient_bonus` where exactly so much is to be spent and may not be. */
export function quotePurchase(purchase: {
  price: Kopecks;
  /** What can be spent on the day of the purchase; below zero after a refund of spent bonuses. */
  balance: Kopecks;
  program: Pick<Program, "discount" | "redemptionCap" | "accrual">;
  redeem: Redeem;
}): PurchaseQuote {
  const { price, balance, program, redeem } = purchase;
  const discount = percentOf(price, program.discount);
  const due = (price - discount) as Kopecks;
  const redeemable = balance <= zero ? zero : smaller(balance, percentOf(due, program.redemptionCap));
  const redeemed = redeem === "never" ? zero : redeem === "always" ? redeemable : redeem;
  if (redeemed > redeemable) {
    throw new DomainError(
      "insufficient_bonus",
      `The bonus can pay ${toDecimal(redeemable)} of this purchase, ${toDecimal(redeemed)} was asked for.`,
      { place: { field: "redeem" } },
    );
  }
  const paid = (due - redeemed) as Kopecks;
  return { discount, due, redeemable, redeemed, paid, earned: percentOf(paid, program.accrual) };
}
