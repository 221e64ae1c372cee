/** Today, the month so far, the last one through the same day of it, and the whole of it. */
import type { Period } from "./results-contract.ts";

export interface DayRange {
  from: Temporal.PlainDate;
  through: Temporal.PlainDate;
}

export function periodsOf(today: Temporal.PlainDate): Record<Period, DayRange> {
  const first = today.with({ day: 1 });
  const lastFirst = first.subtract({ months: 1 });
  return {
    today: { from: today, through: today },
    month: { from: first, through: today },
    // The 31st is held to the last day of a shorter month.
    before: { from: lastFirst, through: today.subtract({ months: 1 }) },
    lastMonth: { from: lastFirst, through: first.subtract({ days: 1 }) },
  };
}
