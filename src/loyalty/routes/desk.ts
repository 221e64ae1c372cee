/** A card at a desk: found, drawn, replaced, renewed; and the numbers that an office has. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Id, Problem } from "../../kernel/wire.ts";
import { drawCardQr } from "../actions/draw-card-qr.ts";
import { findCards } from "../actions/find-cards.ts";
import { addNumberRange, listNumberRanges } from "../actions/keep-number-ranges.ts";
import { readRenewal, renewCard } from "../actions/renew-card.ts";
import { replaceCard } from "../actions/replace-card.ts";
import type { Till } from "../actions/run-command.ts";
import { CardPath, CardState } from "../contract.ts";
import {
  FindCardsQuery,
  FoundCards,
  NewNumberRange,
  NumberRange,
  NumberRanges,
  Renewal,
  RenewalMove,
  Replacement,
} from "../desk-contract.ts";
import { answers, atOffice, commandSchema, tags, toCommand } from "./command.ts";

const config = { right: "cards.read" } as const;

export function deskRoutes(till: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    const find = {
      summary: "The cards with a number, of a phone's owners, or that a scanner read",
      tags,
      querystring: FindCardsQuery,
      response: answers(FoundCards),
    };
    server.get("/api/v1/cards", { config, schema: find }, async ({ query }) => ({
      cards: await findCards(till, query),
    }));
    const qr = {
      summary: "A card's QR code: its number",
      tags,
      params: CardPath,
      response: {
        200: { description: "An SVG document.", content: { "image/svg+xml": { schema: Type.String() } } },
        "4xx": Problem,
      },
    };
    server.get("/api/v1/cards/:number/qr", { config, schema: qr }, async ({ params }, reply) =>
      reply.type("image/svg+xml").send(await drawCardQr(till, params.number)),
    );
    const renewal = {
      summary: "The last renewal of a card",
      tags,
      params: CardPath,
      response: answers(Renewal),
    };
    server.get("/api/v1/cards/:number/renewal", { config, schema: renewal }, ({ params }) =>
      readRenewal(till, params.number),
    );
    server.post(
      "/api/v1/cards/:number/renewal",
      commandSchema("Move the renewal of a card on", RenewalMove, Renewal),
      (request) => renewCard(till, toCommand(request), request.refuseElsewhere),
    );
    server.post(
      "/api/v1/cards/:number/replacement",
      commandSchema("Give a lost card another number", Replacement, CardState, atOffice),
      (request) => replaceCard(till, toCommand(request)),
    );
    const ranges = {
      summary: "The card numbers that offices may give out, and how many are left",
      tags,
      querystring: Type.Object({ office: Type.Optional(Id) }),
      response: answers(NumberRanges),
    };
    server.get(
      "/api/v1/card-number-ranges",
      { config: { right: "business.read" }, schema: ranges },
      async ({ query }) => ({
        ranges: await listNumberRanges(till, query.office),
      }),
    );
    const addRange = {
      summary: "Give an office card numbers to sell",
      tags,
      body: NewNumberRange,
      response: answers(NumberRange),
    };
    server.post(
      "/api/v1/card-number-ranges",
      { config: { right: "cards.rules" }, schema: addRange },
      ({ body }) => addNumberRange(till, body),
    );
  };
}
