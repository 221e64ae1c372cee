/** A visitor as a desk sees one: who, the card and why until that day, what waits here, what to ask; and the desk itself. */
import { Type, type Static } from "typebox";
import { FoundClient } from "../clients/contract.ts";
import { Day, Id, lang, Money, Month, nullable, oneOf, phrase } from "../kernel/wire.ts";
import { ClientPage } from "./client-contract.ts";

const Place = Type.Object({ id: Id, name: Type.String() });

const WaitingGift = Type.Object({
  reservation: Id,
  name: Type.String({ description: "In the reader's language." }),
  office: Place,
  reservedOn: Day,
});

const WaitingCard = Type.Object({
  card: Type.String({ description: "The number that works until the new one is handed out." }),
  state: oneOf(["asked", "office_chosen", "made", "arrived"]),
  since: Day,
  office: nullable(Place),
  number: nullable(Type.String({ description: "The new one, as soon as it is made." })),
});

const WaitingStatement = Type.Object({
  card: Type.String(),
  month: Month,
  office: Type.Union([Place, Type.Null()], {
    description: "Where the client wants it; null: wherever they ask.",
  }),
});

const VisitorPurchase = Type.Object({
  id: Id,
  card: Type.String(),
  on: Day,
  office: nullable(Type.String()),
  price: Money,
  paid: Money,
  redeemed: Money,
  earned: Money,
  deposit: Type.String({ pattern: "^-?\\d+\\.\\d{2}$", description: "What came from the deposit." }),
  refunded: Type.String({ pattern: "^-?\\d+\\.\\d{2}$", description: "Of the price." }),
});
export type VisitorPurchase = Static<typeof VisitorPurchase>;

export const Visitor = Type.Object({
  client: Id,
  name: Type.String(),
  ...ClientPage.properties,
  waiting: Type.Object(
    {
      gifts: Type.Array(WaitingGift),
      cards: Type.Array(WaitingCard, { description: "Renewals that are open." }),
      statements: Type.Array(WaitingStatement, { description: "Of the last whole month, not given yet." }),
    },
    { description: "What lies ready for this client, at whichever office." },
  ),
  purchases: Type.Array(VisitorPurchase, {
    description: "The last few on the client's cards, newest first.",
  }),
});
export type Visitor = Static<typeof Visitor>;

export const VisitorsQuery = Type.Object({
  find: phrase(100, "A phone, a name, a card's number, or what a scanner read off the card."),
  lang,
});

export const Visitors = Type.Object({
  visitor: nullable(Visitor),
  clients: Type.Array(FoundClient, { description: "Where several are meant; the first fifty." }),
  guess: nullable(oneOf(["keyboard", "typo"])),
  asked: nullable(
    Type.Object(
      {
        number: Type.String(),
        card: Type.String({ description: "The number the card goes by." }),
        state: oneOf(["active", "waiting", "replaced"]),
        until: nullable(Day),
      },
      { description: "Where a whole card number was asked for." },
    ),
  ),
});
export type Visitors = Static<typeof Visitors>;

// The desk -----------------------------------------------------------------------------------------------------

export const DeskQuery = Type.Object({ lang });

export const DeskFacts = Type.Object({
  offices: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      city: Type.String(),
      numbersLeft: nullable(
        Type.Integer({ description: "Card numbers of its ranges, at most. Null: it has no ranges." }),
      ),
    }),
  ),
  cardTypes: Type.Array(
    Type.Object({
      cardType: Type.String(),
      price: Money,
      discount: Type.String(),
      accrual: Type.String(),
      redemptionCap: Type.String(),
      validity: Type.String(),
    }),
    { description: "What is sold today, the standard card first." },
  ),
  wording: Type.Object(
    {
      version: Type.String(),
      contact: Type.String(),
      advertising: Type.String(),
      processing: Type.Object(
        { version: Type.String(), text: Type.String() },
        { description: "A document of its own; nobody becomes a client at a desk without it." },
      ),
    },
    { description: "What a new client agrees to, in the reader's language." },
  ),
});
export type DeskFacts = Static<typeof DeskFacts>;
