/** What taking back a purchase, or a part of its price, gives back and takes back. */

/** A purchase and what was taken back of its price before. Kopecks. */
export interface RefundablePurchase {
  price: bigint;
  redeemed: bigint;
  paid: bigint;
  earned: bigint;
  /** How much of the money paid came from the deposit. */
  deposit: bigint;
  refunded: bigint;
}

export interface RefundShares {
  /** Bonus that comes back. */
  redeemed: bigint;
  /** Bonus that is taken back. */
  earned: bigint;
  /** Money that goes back to the deposit. */
  deposit: bigint;
  /** Money that the till hands out. */
  cash: bigint;
}

/** `price` of the purchase's price at most what is left of it. Parts add up to the whole, to the kopeck. */
export function refundShares(purchase: RefundablePurchase, price: bigint): RefundShares {
  const before = purchase.refunded;
  const share = (sum: bigint): bigint =>
    purchase.price === 0n ? 0n : (sum * (before + price)) / purchase.price - (sum * before) / purchase.price;
  const deposit = share(purchase.deposit);
  return {
    redeemed: share(purchase.redeemed),
    earned: share(purchase.earned),
    deposit,
    cash: share(purchase.paid - purchase.deposit),
  };
}
