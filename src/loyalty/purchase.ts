/** What a purchase with a card comes to: discount, bonus spent, money paid, bonus earned. */
import { percentOf, smaller, zero, type Kopecks } from "../kernel/money.ts";
import type { Program } from "./program.ts";

/** Whether the client spends the bonus: not at all, or as much as the program lets. */
export type Redeem = "never" | "always";

export interface PurchaseQuote {
  discount: Kopecks;
  /** After discount: what bonus and money pay together. */
  due: Kopecks;
  redeemed: Kopecks;
  paid: Kopecks;
  earned: Kopecks;
}

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
  const redeemed =
    redeem === "never" || balance <= zero ? zero : smaller(balance, percentOf(due, program.redemptionCap));
  const paid = (due - redeemed) as Kopecks;
  return { discount, due, redeemed, paid, earned: percentOf(paid, program.accrual) };
}
