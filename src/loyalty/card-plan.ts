/** How many cards an office means to sell in a month and what they should bring, and how a month went against it. */
import type { EpochDay } from "../kernel/calendar.ts";
import type { Kopecks } from "../kernel/money.ts";

/** Between these two, both included. */
export interface Span<Amount> {
  least: Amount;
  most: Amount;
}

export interface CardPlan {
  /** Null: of every office that has none of its own. */
  officeId: string | null;
  /** The first day of the first month it is in force. */
  from: EpochDay;
  cards: Span<number>;
  income: Span<Kopecks>;
}

/** The newest plan of the office by the month's first day, else the newest for all offices. */
export function planOf(
  plans: readonly CardPlan[],
  officeId: string | null,
  month: EpochDay,
): CardPlan | undefined {
  const inForce = (of: string | null) =>
    plans
      .filter((plan) => plan.officeId === of && plan.from <= month)
      .reduce<CardPlan | undefined>(
        (newest, plan) => (newest && newest.from > plan.from ? newest : plan),
        undefined,
      );
  return (officeId === null ? undefined : inForce(officeId)) ?? inForce(null);
}

export type Against = "below" | "within" | "above";

export const against = <Amount extends number | bigint>(amount: Amount, span: Span<Amount>): Against =>
  amount < span.least ? "below" : amount > span.most ? "above" : "within";
