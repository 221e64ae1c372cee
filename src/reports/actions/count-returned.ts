/** Counts at night who came back in the days that are over, for the owner's results of the day that begins. */
import { atOneMoment } from "../../database/one-moment.ts";
import type { Connection } from "../../database/sql.ts";
import { periodsOf, type DayRange } from "../periods.ts";
import type { Period } from "../results-contract.ts";
import { addToday, countReturned, findKeptReturned, saveKeptReturned } from "../store/returned.ts";

/** `through`: the last day that is over. Returns how many came back in the month so far. */
export async function keepReturned(
  db: Connection,
  through: Temporal.PlainDate,
): Promise<{ returned: number }> {
  const { before, lastMonth, month } = periodsOf(through.add({ days: 1 }));
  const isFirst = Temporal.PlainDate.compare(month.from, through) > 0;
  const counted = await atOneMoment(db, (trx) =>
    countReturned(trx, {
      periods: { before, lastMonth, month: { from: month.from, through } },
      whole: { from: lastMonth.from, through },
    }),
  );
  const kept = { ...counted, through, month: isFirst ? 0 : counted.month };
  await db.transaction().execute((trx) => saveKeptReturned(trx, kept));
  return { returned: kept.month };
}

/** From what was kept last night and today's rows; where nobody has counted, from all rows of two months. */
export async function returnedIn(
  db: Connection,
  ranges: Record<Period, DayRange>,
): Promise<Record<Period, number>> {
  const { today, lastMonth } = ranges;
  const kept = await findKeptReturned(db, today.from.subtract({ days: 1 }));
  if (kept) return addToday(db, kept, ranges);
  const whole = { from: lastMonth.from, through: today.through };
  return countReturned(db, { periods: ranges, whole });
}
