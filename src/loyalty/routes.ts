/** A card at a till and a desk over HTTP. Every write carries its sender's `Idempotency-Key`. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type, type TSchema } from "typebox";
import { recogniseReader } from "../business/actions/recognise-reader.ts";
import { toDecimal } from "../kernel/money.ts";
import { Id, Problem } from "../kernel/wire.ts";
import { adjustBonus } from "./actions/adjust-bonus.ts";
import { blockCard } from "./actions/block-card.ts";
import { bookPurchase, quotePurchase } from "./actions/book-purchase.ts";
import { drawCardQr } from "./actions/draw-card-qr.ts";
import { explainCard } from "./actions/explain-card.ts";
import { findCards } from "./actions/find-cards.ts";
import { giveGrace, giveGraceToCard, readGraces } from "./actions/give-grace.ts";
import { addNumberRange, listNumberRanges } from "./actions/keep-number-ranges.ts";
import { checkLedger } from "./actions/verify-ledger.ts";
import { presentCard } from "./actions/present-card.ts";
import { readCard } from "./actions/read-card.ts";
import { refundPurchase } from "./actions/refund-purchase.ts";
import { readRenewal, renewCard } from "./actions/renew-card.ts";
import { replaceCard } from "./actions/replace-card.ts";
import type { Till } from "./actions/run-command.ts";
import { sellCard } from "./actions/sell-card.ts";
import { readPrograms, startProgram } from "./actions/start-program.ts";
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
  WhyQuery,
  WhyThisDate,
} from "./contract.ts";
import {
  FindCardsQuery,
  FoundCards,
  NewNumberRange,
  NumberRange,
  NumberRanges,
  Renewal,
  RenewalMove,
  Replacement,
} from "./desk-contract.ts";
import { CardGracePeriod, GracePeriod, GracePeriods, GracePeriodState } from "./grace-contract.ts";
import { NewProgram, Programs, ProgramState } from "./program-contract.ts";
import { parseHead } from "./head.ts";
import { Verification, VerificationQuery, WireLedgerTotals } from "./ledger-contract.ts";
import { ledgerTotals } from "./store/ledger.ts";
import { statementHtml } from "./statement-html.ts";
import { statementPdf } from "./statement-pdf.ts";
import { showStatement } from "./show-statement.ts";
import { Statement, StatementPath, StatementQuery } from "./statement-contract.ts";

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
    const why = {
      summary: "Why the bonus can be spent through that day, in one sentence",
      tags,
      params: CardPath,
      querystring: WhyQuery,
      response: answers(WhyThisDate),
    };
    server.get("/api/v1/cards/:number/why", { schema: why }, async ({ params, query, headers }) => {
      const asked = { lang: query.lang, acceptLanguage: headers["accept-language"] };
      const { language } = await recogniseReader(till, asked);
      return explainCard(till, { number: params.number, language });
    });
    await server.register(statementRoutes(till));
    await server.register(commandRoutes(till));
    await server.register(deskRoutes(till));
  };
}

function deskRoutes(till: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    const find = {
      summary: "The cards with a number, of a phone's owners, or that a scanner read",
      tags,
      querystring: FindCardsQuery,
      response: answers(FoundCards),
    };
    server.get("/api/v1/cards", { schema: find }, async ({ query }) => ({
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
    server.get("/api/v1/cards/:number/qr", { schema: qr }, async ({ params }, reply) =>
      reply.type("image/svg+xml").send(await drawCardQr(till, params.number)),
    );
    const renewal = {
      summary: "The last renewal of a card",
      tags,
      params: CardPath,
      response: answers(Renewal),
    };
    server.get("/api/v1/cards/:number/renewal", { schema: renewal }, ({ params }) =>
      readRenewal(till, params.number),
    );
    server.post(
      "/api/v1/cards/:number/renewal",
      commandSchema("Move the renewal of a card on", RenewalMove, Renewal),
      (request) => renewCard(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/replacement",
      commandSchema("Give a lost card another number", Replacement, CardState),
      (request) => replaceCard(till, toCommand(request)),
    );
    const ranges = {
      summary: "The card numbers that offices may give out, and how many are left",
      tags,
      querystring: Type.Object({ office: Type.Optional(Id) }),
      response: answers(NumberRanges),
    };
    server.get("/api/v1/card-number-ranges", { schema: ranges }, async ({ query }) => ({
      ranges: await listNumberRanges(till, query.office),
    }));
    const addRange = {
      summary: "Give an office card numbers to sell",
      tags,
      body: NewNumberRange,
      response: answers(NumberRange),
    };
    server.post("/api/v1/card-number-ranges", { schema: addRange }, ({ body }) => addNumberRange(till, body));
  };
}

/** The rules, and what is done to many cards at once. */
export function programRoutes(till: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    const tags = ["programs"];
    const programs = {
      summary: "Every version of the rules by type of card",
      tags,
      response: answers(Programs),
    };
    server.get("/api/v1/programs", { schema: programs }, async () => ({
      items: await readPrograms(till.db),
    }));
    const version = {
      summary: "New rules for a type of card from a day on",
      tags,
      body: NewProgram,
      response: answers(ProgramState),
    };
    server.post("/api/v1/programs", { schema: version }, ({ body }) => startProgram(till, body));
    const graces = { summary: "Grace periods, the newest first", tags, response: answers(GracePeriods) };
    server.get("/api/v1/grace-periods", { schema: graces }, async () => ({
      items: await readGraces(till.db),
    }));
    const grace = {
      summary: "Let every card's bonus, or an office's, be spent for longer",
      tags,
      headers: CommandHeaders,
      body: GracePeriod,
      response: answers(GracePeriodState),
    };
    server.post("/api/v1/grace-periods", { schema: grace }, ({ headers, body }) =>
      giveGrace(till, { key: headers["idempotency-key"], input: body }),
    );
  };
}

/** As data, as a page and on paper. */
function statementRoutes(till: Till): FastifyPluginAsyncTypebox {
  return async (server) => {
    const month = "/api/v1/cards/:number/statements/:month";
    const summary =
      "A month of a card: every purchase, the bonus and the deposit before and after, what burns when";
    server.get(
      month,
      { schema: { summary, tags, params: StatementPath, response: answers(Statement) } },
      async ({ params }) => showStatement(await readStatement(till, params)),
    );
    const papers = {
      pdf: { type: "application/pdf", write: statementPdf },
      html: { type: "text/html; charset=utf-8", write: statementHtml },
    } as const;
    for (const [kind, { type, write }] of Object.entries(papers)) {
      const schema = {
        summary: `The same as ${kind.toUpperCase()}`,
        tags,
        params: StatementPath,
        querystring: StatementQuery,
        produces: [type],
        response: answers(Type.Unsafe<Buffer | string>({ type: "string", format: "binary" })),
      };
      server.get(`${month}.${kind}`, { schema }, async ({ params, query, headers }, reply) => {
        const statement = await readStatement(till, params);
        const asked = { lang: query.lang, acceptLanguage: headers["accept-language"] };
        const { language, business, today } = await recogniseReader(till, asked);
        const { currency, name } = business;
        const file = `statement-${params.number}-${params.month}.${kind}`;
        void reply.type(type).header("content-disposition", `inline; filename="${file}"`);
        return write(statement, { language, currency, business: name, on: today });
      });
    }
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
      "/api/v1/cards/:number/grace-periods",
      commandSchema("Let the bonus be spent for longer", CardGracePeriod, CardState),
      (request) => giveGraceToCard(till, toCommand(request)),
    );
    server.post(
      "/api/v1/cards/:number/block",
      commandSchema("Block a card", Type.Object({}), CardState),
      (request) => blockCard(till, toCommand(request)),
    );
  };
}

/** The whole ledger. A verification reads all of it. */
export function ledgerRoutes({ db }: Pick<Till, "db">): FastifyPluginAsyncTypebox {
  return async (server) => {
    const totals = {
      summary: "How much bonus was issued, redeemed, burned and is outstanding",
      tags: ["ledger"],
      response: answers(WireLedgerTotals),
    };
    server.get("/api/v1/ledger/totals", { schema: totals }, async () => {
      const { issued, adjusted, redeemed, burned, outstanding } = await ledgerTotals(db);
      return {
        issued: toDecimal(issued),
        adjusted: toDecimal(adjusted),
        redeemed: toDecimal(redeemed),
        burned: toDecimal(burned),
        outstanding: toDecimal(outstanding),
      };
    });
    const verification = {
      summary: "Whether the ledger holds together, and the first that does not fit. Reads all of it",
      tags: ["ledger"],
      querystring: VerificationQuery,
      response: answers(Verification),
    };
    server.get("/api/v1/ledger/verification", { schema: verification }, ({ query }) =>
      checkLedger(db, { head: query.head === undefined ? undefined : parseHead(query.head) }),
    );
  };
}
