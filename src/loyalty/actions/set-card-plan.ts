import { loadSettings } from "../../business/store.ts";
import { fromPlainDate } from "../../kernel/calendar.ts";
import { dayIn } from "../../kernel/clock.ts";
import type { CardPlan } from "../card-plan.ts";
import type { CardPlanWish } from "../card-plan-contract.ts";
import { saveCardPlan } from "../store/card-plans.ts";
import { isOffice } from "../store/till-card.ts";
import { refuse, sumOf } from "../till.ts";
import type { Till } from "./run-command.ts";

/** From the month named on, the current one where none is. Throws `bad_input`. */
export async function setCardPlan({ db, clock }: Till, wish: CardPlanWish): Promise<CardPlan> {
  const officeId = wish.office ?? null;
  if (officeId !== null && !(await isOffice(db, officeId))) refuse("office", "an office's id");
  const { cards } = wish;
  const income = {
    least: sumOf("income.least", wish.income.least),
    most: sumOf("income.most", wish.income.most),
  };
  if (cards.least > cards.most) refuse("cards", "least not above most");
  if (income.least > income.most) refuse("income", "least not above most");
  const month =
    wish.from === undefined
      ? dayIn((await loadSettings(db)).zone, clock.now())
      : Temporal.PlainDate.from(`${wish.from}-01`);
  const plan = { officeId, from: fromPlainDate(month.with({ day: 1 })), cards, income };
  await saveCardPlan(db, plan);
  return plan;
}
