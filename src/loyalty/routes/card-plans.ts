/** How many cards are meant to be sold. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Till } from "../actions/run-command.ts";
import { setCardPlan } from "../actions/set-card-plan.ts";
import { CardPlan, CardPlans, CardPlanWish } from "../card-plan-contract.ts";
import { showCardPlan } from "../show-card-plan.ts";
import { loadCardPlans } from "../store/card-plans.ts";
import { answers } from "./command.ts";

export function cardPlanRoutes(till: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    const plans = {
      summary: "How many cards offices mean to sell in a month, and what they should bring",
      tags: ["reports"],
      response: answers(CardPlans),
    };
    server.get("/api/v1/card-plans", { config: { right: "business.read" }, schema: plans }, async () => ({
      plans: (await loadCardPlans(till.db)).map(showCardPlan),
    }));
    const plan = {
      summary: "Plan from a month on, for one office or for all that have no plan of their own",
      tags: ["reports"],
      body: CardPlanWish,
      response: answers(CardPlan),
    };
    server.put("/api/v1/card-plans", { config: { right: "cards.rules" }, schema: plan }, async ({ body }) =>
      showCardPlan(await setCardPlan(till, body)),
    );
  };
}
