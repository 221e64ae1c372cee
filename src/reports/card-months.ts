/** Cards sold month by month, held to the plan of each month. */
import type { EpochDay } from "../kernel/calendar.ts";
import { toDecimal, zero } from "../kernel/money.ts";
import { against, planOf, type CardPlan } from "../loyalty/card-plan.ts";
import { formatMonth, monthNumber } from "../loyalty/replay-totals.ts";
import { firstDayOf } from "../loyalty/return-history.ts";
import type { MonthOfCards } from "./owner-contract.ts";

/** What was sold in a month, of one office or of all. */
export interface Sold {
  month: EpochDay;
  sold: number;
  given: number;
  income: bigint;
}

export interface MonthRange {
  /** Today. */
  last: EpochDay;
  months: number;
}

/** The first day of the first of them. */
export const firstMonth = ({ last, months }: MonthRange): EpochDay =>
  firstDayOf(monthNumber(last) - months + 1);

/** Every month of the range, those without a sale too. `planFor`: undefined where nothing is planned. */
export function cardMonths(
  rows: readonly Sold[],
  range: MonthRange,
  planFor: (month: EpochDay) => Omit<CardPlan, "officeId" | "from"> | undefined,
): { sold: number; given: number; income: string; months: MonthOfCards[] } {
  const first = monthNumber(firstMonth(range));
  const inRange = rows.filter(({ month }) => month <= range.last);
  const months = Array.from({ length: range.months }, (_, at) => {
    const month = firstDayOf(first + at);
    const { sold, given, income } = addUp(inRange.filter((row) => row.month === month));
    const plan = planFor(month);
    return {
      month: formatMonth(first + at),
      over: at < range.months - 1,
      sold,
      given,
      income: toDecimal(income),
      plan: plan
        ? {
            cards: plan.cards,
            income: { least: toDecimal(plan.income.least), most: toDecimal(plan.income.most) },
            cardsAre: against(sold, plan.cards),
            incomeIs: against<bigint>(income, plan.income),
          }
        : null,
    };
  });
  const total = addUp(inRange);
  return { ...total, income: toDecimal(total.income), months };
}

const addUp = (rows: readonly Sold[]): Omit<Sold, "month"> =>
  rows.reduce(
    (all, row) => ({
      sold: all.sold + row.sold,
      given: all.given + row.given,
      income: all.income + row.income,
    }),
    { sold: 0, given: 0, income: 0n },
  );

/** Of several offices together; undefined where one has none. */
export function planTogether(
  plans: readonly CardPlan[],
  offices: readonly string[],
  month: EpochDay,
): Omit<CardPlan, "officeId" | "from"> | undefined {
  const each = offices.map((office) => planOf(plans, office, month));
  if (each.length === 0) return undefined;
  return each.reduce<Omit<CardPlan, "officeId" | "from"> | undefined>(
    (all, plan) =>
      all &&
      plan && {
        cards: { least: all.cards.least + plan.cards.least, most: all.cards.most + plan.cards.most },
        income: {
          least: (all.income.least + plan.income.least) as typeof all.income.least,
          most: (all.income.most + plan.income.most) as typeof all.income.most,
        },
      },
    each[0] && { cards: { least: 0, most: 0 }, income: { least: zero, most: zero } },
  );
}
