/** Bonus that clients can spend today, and how much of it burns soon, by office and in all. */
import type { Settings } from "../../business/settings.ts";
import type { Connection } from "../../database/sql.ts";
import { toDecimal } from "../../kernel/money.ts";
import { officeDays } from "../../loyalty/office-days.ts";
import { liveBonuses, type CardsAndSum, type LiveBonuses } from "../../loyalty/store/live-bonuses.ts";
import { loadOffices } from "../../loyalty/store/offices.ts";
import type { Bonuses } from "../owner-contract.ts";

export interface OwnerReader {
  business: Settings;
  now: Temporal.Instant;
}

const within = [30, 60, 90];

export async function reportBonuses(db: Connection, { business, now }: OwnerReader): Promise<Bonuses> {
  const days = officeDays(await loadOffices(db), now, business.zone);
  const rows = await liveBonuses(db, days, within);
  const offices = rows
    .filter(({ spendable }) => spendable.cards > 0)
    .sort((a, b) => Number(b.spendable.sum - a.spendable.sum))
    .map((row) => ({
      id: row.officeId,
      name: days.offices.find(({ id }) => id === row.officeId)?.name ?? null,
      ...figures(row),
    }));
  const add = (parts: CardsAndSum[]): CardsAndSum => ({
    cards: parts.reduce((all, { cards }) => all + cards, 0),
    sum: parts.reduce((all, { sum }) => all + sum, 0n),
  });
  const total = {
    officeId: null,
    spendable: add(rows.map(({ spendable }) => spendable)),
    burning: within.map((_, at) => add(rows.map(({ burning }) => burning[at] ?? { cards: 0, sum: 0n }))),
    notBooked: add(rows.map(({ notBooked }) => notBooked)),
  };
  return {
    today: days.elsewhere.toString(),
    ...figures(total),
    notBooked: told(total.notBooked),
    offices,
  };
}

const told = ({ cards, sum }: CardsAndSum) => ({ cards, sum: toDecimal(sum) });

function figures({ spendable, burning }: LiveBonuses) {
  const [first, second, third] = burning.map(told);
  const none = { cards: 0, sum: "0.00" };
  return {
    spendable: told(spendable),
    within30Days: first ?? none,
    within60Days: second ?? none,
    within90Days: third ?? none,
  };
}
