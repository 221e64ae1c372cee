/** A card at a till over HTTP. Every write carries its sender's `Idempotency-Key`. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import { adjustBonus } from "../actions/adjust-bonus.ts";
import { blockCard } from "../actions/block-card.ts";
import { bookPurchase, quotePurchase } from "../actions/book-purchase.ts";
import { explainCard } from "../actions/explain-card.ts";
import { giveGraceToCard } from "../actions/give-grace.ts";
import { payOut } from "../actions/pay-out.ts";
import { presentCard } from "../actions/present-card.ts";
import { readCard } from "../actions/read-card.ts";
import { quoteRefund, refundPurchase } from "../actions/refund-purchase.ts";
import type { Till } from "../actions/run-command.ts";
import { sellCard } from "../actions/sell-card.ts";
import { topUp } from "../actions/top-up.ts";
import {
  Adjustment,
  BookedPurchase,
  BookedRefund,
  CardPath,
  CardState,
  CommandHeaders,
  PayOut,
  Presentation,
  Purchase,
  Quote,
  Refund,
  RefundQuote,
  Sale,
  TopUp,
  WhyQuery,
  WhyThisDate,
} from "../contract.ts";
import { CardGracePeriod } from "../grace-contract.ts";
import { answers, atOffice, atTill, commandSchema, tags, toCommand } from "./command.ts";

export function tillRoutes(till: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    const sale = {
      summary: "Sell a card",
      tags,
      headers: CommandHeaders,
      body: Sale,
      response: answers(CardState),
    };
    server.post("/api/v1/cards", { config: atOffice, schema: sale }, ({ headers, body }) =>
      sellCard(till, { key: headers["idempotency-key"], input: body }),
    );
    const card = {
      summary: "How a card stands today",
      tags,
      params: CardPath,
      response: answers(CardState),
    };
    server.get("/api/v1/cards/:number", { config: { right: "cards.read" }, schema: card }, ({ params }) =>
      readCard(till, params.number),
    );
    const quote = {
      summary: "What a purchase would come to; books nothing",
      tags,
      params: CardPath,
      body: Purchase,
      response: answers(Quote),
    };
    server.post(
      "/api/v1/cards/:number/quotes",
      { config: { ...atOffice, audit: "nothing" }, schema: quote },
      ({ params, body }) => quotePurchase(till, { number: params.number, input: body }),
    );
    const refundQuote = {
      summary: "What taking back a purchase, or a part of it, would give back; books nothing",
      tags,
      params: CardPath,
      body: Refund,
      response: answers(RefundQuote),
    };
    server.post(
      "/api/v1/cards/:number/refund-quotes",
      { config: { right: "cards.serve" }, schema: refundQuote },
      ({ params, body }) => quoteRefund(till, { number: params.number, input: body }),
    );
    const why = {
      summary: "Why the bonus can be spent through that day, in one sentence",
      tags,
      params: CardPath,
      querystring: WhyQuery,
      response: answers(WhyThisDate),
    };
    server.get(
      "/api/v1/cards/:number/why",
      { config: { right: "cards.read" }, schema: why },
      async ({ params, query, headers }) => {
        const asked = { lang: query.lang, acceptLanguage: headers["accept-language"] };
        const { language } = await recogniseReader(till, asked);
        return explainCard(till, { number: params.number, language });
      },
    );
    await server.register(commandRoutes(till));
  };
}

function commandRoutes(till: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    server.post(
      "/api/v1/cards/:number/presentations",
      commandSchema("Present a card", Presentation, CardState, atTill),
      (request) => presentCard(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/purchases",
      commandSchema("Book a purchase", Purchase, BookedPurchase, atTill),
      (request) => bookPurchase(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/top-ups",
      commandSchema("Add the owner's money to the deposit", TopUp, CardState),
      (request) => topUp(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/payouts",
      commandSchema("Pay the deposit out to its owner", PayOut, CardState),
      (request) => payOut(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/refunds",
      commandSchema("Take back a purchase or a part of it", Refund, BookedRefund),
      (request) => refundPurchase(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/adjustments",
      commandSchema("Change the bonus by hand", Adjustment, CardState, { right: "cards.adjust" }),
      (request) => adjustBonus(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/grace-periods",
      commandSchema("Let the bonus be spent for longer", CardGracePeriod, CardState, {
        right: "cards.grace",
      }),
      (request) => giveGraceToCard(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/block",
      commandSchema("Block a card", Type.Object({}), CardState),
      (request) => blockCard(till, toCommand(request)),
    );
  };
}
