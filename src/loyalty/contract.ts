/** What a till and a desk say about a card, and what they are answered. */
import { Type, type Static } from "typebox";
import { Newcomer } from "../clients/newcomer-contract.ts";
import { Day, Id, lang, Money, oneOf, phrase } from "../kernel/wire.ts";

const sumPattern = "^\\d{1,10}\\.\\d{2}$";
const moneyPattern = "^-?\\d+\\.\\d{2}$";

const Sum = Type.String({
  pattern: sumPattern,
  description: "A sum that is not below zero, two places.",
  examples: ["4860.00"],
});

/** Of every command. A browser cannot send it across origins without asking first. */
export const CommandHeaders = Type.Object({
  "idempotency-key": Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: "^[!-~]+$",
    description:
      "Made by the sender. The same command sent again gets the same answer and has no second effect.",
  }),
});

export const CardPath = Type.Object({ number: Type.String({ pattern: "^\\d{16}$" }) });

export const CardState = Type.Object({
  card: Type.String({ description: "The card's number." }),
  client: Id,
  /** `waiting`: the number is not handed out yet; `replaced`: the card goes by another number now. */
  state: oneOf(["active", "blocked", "expired", "waiting", "replaced"]),
  soldOn: Day,
  expiresOn: Day,
  lastPresentedOn: Day,
  validThrough: Type.String({ format: "date", description: "The last day on which the bonus can be spent." }),
  burnsOn: Type.String({ format: "date", description: "The first day without the bonus." }),
  balance: Type.String({
    pattern: moneyPattern,
    description: "The bonus today; below zero it is a debt.",
  }),
  deposit: Type.String({
    pattern: moneyPattern,
    description: "The owner's own money. Never burns.",
  }),
});
export type CardState = Static<typeof CardState>;

/** Of a card that is printed already. */
export const givenNumber = Type.String({
  pattern: "^\\d{16}$",
  description: "The number on the printed card; the next of the office's range if absent.",
});

export const WhyQuery = Type.Object({ lang });

export const WhyThisDate = Type.Object({
  card: Type.String(),
  validThrough: Day,
  why: Type.String({ description: "One sentence in the reader's language." }),
});
export type WhyThisDate = Static<typeof WhyThisDate>;

export const Sale = Type.Object({
  client: phrase(200, "The buyer's id, our own or the outside one."),
  office: Type.Optional(Id),
  staffMember: Type.Optional(Id),
  price: Type.Optional(Sum),
  number: Type.Optional(givenNumber),
  cardType: Type.Optional(phrase(50, "Which program the card is under; standard if absent.")),
});
export type Sale = Static<typeof Sale>;

/** When and where, and who showed the card. */
const occasion = {
  on: Type.Optional(
    Type.String({ format: "date", description: "The day it happened, if not today: a till was offline." }),
  ),
  office: Type.Optional(Id),
  bearer: Type.Optional(oneOf(["owner", "client", "unnamed"])),
  bearerClient: Type.Optional(Id),
  bearerNew: Type.Optional(Newcomer),
};

export const Presentation = Type.Object(occasion);
export type Presentation = Static<typeof Presentation>;

export const Purchase = Type.Object({
  ...occasion,
  price: Sum,
  redeem: Type.Optional(Type.String({ pattern: sumPattern, description: "Bonus to spend; none if absent." })),
  deposit: Type.Optional(
    Type.String({
      pattern: sumPattern,
      description: "How much of the money comes from the deposit.",
    }),
  ),
  staffMember: Type.Optional(Id),
});
export type Purchase = Static<typeof Purchase>;

const figures = {
  discount: Money,
  due: Money,
  redeemed: Money,
  paid: Money,
  fromDeposit: Money,
  earned: Money,
};
export const Quote = Type.Object({
  ...figures,
  redeemable: Type.String({ pattern: moneyPattern, description: "The most that bonus can pay." }),
  validThrough: Day,
  idempotencyKey: Type.String({ description: "To book the purchase with." }),
});
export type Quote = Static<typeof Quote>;

export const BookedPurchase = Type.Object({ ...figures, purchase: Id, card: CardState });
export type BookedPurchase = Static<typeof BookedPurchase>;

export const TopUp = Type.Object({ amount: Sum });
export type TopUp = Static<typeof TopUp>;

export const PayOut = Type.Object({
  amount: Type.Optional(
    Type.String({ pattern: sumPattern, description: "How much of the deposit; all of it if absent." }),
  ),
});
export type PayOut = Static<typeof PayOut>;

export const Refund = Type.Object({
  purchase: Id,
  price: Type.Optional(
    Type.String({
      pattern: sumPattern,
      description: "How much of the purchase's price is taken back; all that is left if absent.",
    }),
  ),
});
export type Refund = Static<typeof Refund>;

const shares = {
  price: Money,
  redeemed: Type.String({ pattern: moneyPattern, description: "Bonus that comes back." }),
  earned: Type.String({ pattern: moneyPattern, description: "Bonus that is taken back." }),
  deposit: Type.String({ pattern: moneyPattern, description: "Money back on the deposit." }),
  cash: Type.String({ pattern: moneyPattern, description: "Money to hand out." }),
};
export const RefundQuote = Type.Object(shares);
export type RefundQuote = Static<typeof RefundQuote>;
export const BookedRefund = Type.Object({ ...shares, card: CardState });
export type BookedRefund = Static<typeof BookedRefund>;

export const Adjustment = Type.Object({
  amount: Type.String({ pattern: "^-?\\d{1,10}\\.\\d{2}$", description: "Below zero takes bonus away." }),
  reason: Type.String({ minLength: 1, maxLength: 500, pattern: "^[^\\u0000]*$" }),
  staffMember: Id,
});
export type Adjustment = Static<typeof Adjustment>;
