/** The bonus on a card as it is now, whether or not burning has been booked yet. */
import { dayIn } from "../kernel/clock.ts";
import { toDecimal } from "../kernel/money.ts";

export interface CardBalance {
  balance: bigint;
  validThrough: Temporal.PlainDate;
  /** The zone whose calendar the card lives by; null where no office sold it. */
  zone: string | null;
}

/** A decimal string. A negative balance, which a refund can leave, does not burn. */
export function spendable(
  { balance, validThrough, zone }: CardBalance,
  now: Temporal.Instant,
  businessZone: string,
): string {
  const today = dayIn(zone ?? businessZone, now);
  const burned = balance > 0n && Temporal.PlainDate.compare(today, validThrough) > 0;
  return toDecimal(burned ? 0n : balance);
}
