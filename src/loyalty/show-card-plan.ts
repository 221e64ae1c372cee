/** A plan of selling cards as it crosses the wire. */
import { formatDay } from "../kernel/calendar.ts";
import { toDecimal } from "../kernel/money.ts";
import type { CardPlan } from "./card-plan.ts";
import type { CardPlan as WirePlan } from "./card-plan-contract.ts";

export const showCardPlan = ({ officeId, from, cards, income }: CardPlan): WirePlan => ({
  office: officeId,
  from: formatDay(from).slice(0, 7),
  cards,
  income: { least: toDecimal(income.least), most: toDecimal(income.most) },
});
