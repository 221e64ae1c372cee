/** A card at a till and a desk over HTTP. Every write carries its sender's `Idempotency-Key`. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type, type TSchema } from "typebox";
import { Problem } from "../kernel/wire.ts";
import { adjustBonus } from "./actions/adjust-bonus.ts";
import { blockCard } from "./actions/block-card.ts";
import { bookPurchase, quotePurchase } from "./actions/book-purchase.ts";
import { presentCard } from "./actions/present-card.ts";
import { readCard } from "./actions/read-card.ts";
import { refundPurchase } from "./actions/refund-purchase.ts";
import type { Till } from "./actions/run-command.ts";
import { sellCard } from "./actions/sell-card.ts";
import { setCardPlan } from "./actions/set-card-plan.ts";
import { readStatement } from "./actions/state-months.ts";
import { topUp } from "./actions/top-up.ts";
import {
  Adjustment,
  BookedPurchase,
  BookedRefund,
  CardPath,
  CardState,
  CommandHeaders,
  Presentation,
  Purchase,
  Quote,
  Refund,
  Sale,
  TopUp,
} from "./contract.ts";
import { CardPlan, CardPlans, CardPlanWish } from "./card-plan-contract.ts";
import { showCardPlan } from "./show-card-plan.ts";
import { showStatement } from "./show-statement.ts";
import { Statement, StatementPath } from "./statement-contract.ts";
import { loadCardPlans } from "./store/card-plans.ts";

const answers = <Shape extends TSchema>(shape: Shape) => ({ 200: shape, "4xx": Problem });
const tags = ["cards"];

const commandSchema = <Body extends TSchema, Answer extends TSchema>(
  summary: string,
  body: Body,
  answer: Answer,
) => ({
  schema: { summary, tags, headers: CommandHeaders, params: CardPath, body, response: answers(answer) },
});

const toCommand = <Input>(request: {
  params: { number: string };
  headers: { "idempotency-key": string };
  body: Input;
}) => ({ number: request.params.number, key: request.headers["idempotency-key"], input: request.body });

export function cardRoutes(till: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    const sale = {
      summary: "Sell a card",
      tags,
      headers: CommandHeaders,
      body: Sale,
      response: answers(CardState),
    };
    server.post("/api/v1/cards", { schema: sale }, ({ headers, body }) =>
      sellCard(till, { key: headers["idempotency-key"], input: body }),
    );
    const card = {
      summary: "How a card stands today",
      tags,
      params: CardPath,
      response: answers(CardState),
    };
    server.get("/api/v1/cards/:number", { schema: card }, ({ params }) => readCard(till, params.number));
    const quote = {
      summary: "What a purchase would come to; books nothing",
      tags,
      params: CardPath,
      body: Purchase,
      response: answers(Quote),
    };
    server.post("/api/v1/cards/:number/quotes", { schema: quote }, ({ params, body }) =>
      quotePurchase(till, { number: params.number, input: body }),
    );
    const statement = {
      summary:
        "A month of a card: every purchase, the bonus and the deposit before and after, what burns when",
      tags,
      params: StatementPath,
      response: answers(Statement),
    };
    server.get("/api/v1/cards/:number/statements/:month", { schema: statement }, async ({ params }) =>
      showStatement(await readStatement(till, params)),
    );
    await server.register(commandRoutes(till));
  };
}

export function cardPlanRoutes(till: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    const plans = {
      summary: "How many cards offices mean to sell in a month, and what they should bring",
      tags: ["reports"],
      response: answers(CardPlans),
    };
    server.get("/api/v1/card-plans", { schema: plans }, async () => ({
      plans: (await loadCardPlans(till.db)).map(showCardPlan),
    }));
    const plan = {
      summary: "Plan from a month on, for one office or for all that have no plan of their own",
      tags: ["reports"],
      body: CardPlanWish,
      response: answers(CardPlan),
    };
    server.put("/api/v1/card-plans", { schema: plan }, async ({ body }) =>
      showCardPlan(await setCardPlan(till, body)),
    );
  };
}

function commandRoutes(till: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    server.post(
      "/api/v1/cards/:number/presentations",
      commandSchema("Present a card", Presentation, CardState),
      (request) => presentCard(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/purchases",
      commandSchema("Book a purchase", Purchase, BookedPurchase),
      (request) => bookPurchase(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/top-ups",
      commandSchema("Add the owner's money to the deposit", TopUp, CardState),
      (request) => topUp(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/refunds",
      commandSchema("Take back a purchase or a part of it", Refund, BookedRefund),
      (request) => refundPurchase(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/adjustments",
      commandSchema("Change the bonus by hand", Adjustment, CardState),
      (request) => adjustBonus(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/block",
      commandSchema("Block a card", Type.Object({}), CardState),
      (request) => blockCard(till, toCommand(request)),
    );
  };
}
