/** Cards sold by office and month against the plan, and what paid and given cards bring. */
import type { Connection } from "../../database/sql.ts";
import { formatDay, fromPlainDate, type EpochDay } from "../../kernel/calendar.ts";
import { dayIn } from "../../kernel/clock.ts";
import { toDecimal } from "../../kernel/money.ts";
import { planOf } from "../../loyalty/card-plan.ts";
import { cardUse, leastRipeCards, type CardUse as UseOfCards } from "../../loyalty/card-use.ts";
import { burnsOn, validThrough } from "../../loyalty/expiry.ts";
import { programOn, standardCard } from "../../loyalty/program-versions.ts";
import { loadCardPlans } from "../../loyalty/store/card-plans.ts";
import { heldCards, salesByMonth } from "../../loyalty/store/card-sales.ts";
import { loadOffices } from "../../loyalty/store/offices.ts";
import { loadPrograms } from "../../loyalty/store/programs.ts";
import { goThroughEverything } from "../../loyalty/store/spells.ts";
import { cardMonths, firstMonth, planTogether } from "../card-months.ts";
import type { CardSales, CardUse, Use } from "../owner-contract.ts";
import type { OwnerReader } from "./report-bonuses.ts";

export const usualMonths = 12;

export async function reportCards(
  db: Connection,
  { business, now }: OwnerReader,
  months: number = usualMonths,
): Promise<CardSales> {
  const offices = await loadOffices(db);
  const plans = await loadCardPlans(db);
  const last = fromPlainDate(dayIn(business.zone, now));
  const range = { last, months };
  // An office further east may have begun its next day already.
  const rows = await salesByMonth(db, { from: firstMonth(range), through: (last + 1) as EpochDay });
  const byOffice = offices.map(({ id, name }) => ({
    id,
    name,
    ...cardMonths(
      rows.filter(({ officeId }) => officeId === id),
      range,
      (month) => planOf(plans, id, month),
    ),
  }));
  const elsewhere = cardMonths(
    rows.filter(({ officeId }) => officeId === null),
    range,
    () => undefined,
  );
  const ids = offices.map(({ id }) => id);
  return {
    ...cardMonths(rows, range, (month) => planTogether(plans, ids, month)),
    offices: [
      ...byOffice,
      ...(elsewhere.sold + elsewhere.given > 0 ? [{ id: null, name: null, ...elsewhere }] : []),
    ],
  };
}

/** Of cards sold in the last two years, so that both kinds had the same weather. */
const observed = { years: 2 };

export async function reportCardUse(db: Connection, { business, now }: OwnerReader): Promise<CardUse> {
  const today = dayIn(business.zone, now);
  const from = fromPlainDate(today.subtract(observed));
  const through = fromPlainDate(today);
  const groups = await db
    .transaction()
    .setAccessMode("read only")
    .execute(async (trx) => {
      await goThroughEverything(trx);
      const programs = await loadPrograms(trx);
      const lapse = (day: EpochDay) =>
        burnsOn(validThrough(day, programOn(programs, standardCard, day).validity));
      const days = Array.from({ length: through - from + 1 }, (_, at) => lapse((from + at) as EpochDay));
      return heldCards(trx, { from, through, burnsOn: days });
    });
  const group = (paid: boolean) => tell(cardUse(groups.find((cards) => cards.paid === paid)));
  return {
    from: formatDay(from),
    through: formatDay(through),
    least: leastRipeCards,
    paid: group(true),
    given: group(false),
  };
}

const percent = (share: number): number => Math.round(share * 1000) / 10;

function tell({ cards, ripe, told }: UseOfCards): Use {
  if (!told) return { cards, ripe, told: null };
  const { share, low, high } = told.presentedAgain;
  return {
    cards,
    ripe,
    told: {
      presentationsAYear: Math.round(told.presentationsAYear * 100) / 100,
      turnoverAYear: toDecimal(told.turnoverAYear),
      presentedAgain: { percent: percent(share), low: percent(low), high: percent(high) },
    },
  };
}
