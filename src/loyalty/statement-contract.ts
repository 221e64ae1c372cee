/** A month of a card as JSON: over the API, from the command and in a batch's file. */
import { Type, type Static } from "typebox";
import { Day, Id, lang, Moment, Money, nullable, oneOf } from "../kernel/wire.ts";

const WireBalances = Type.Object({ bonus: Money, deposit: Money });
const sums = {
  price: Money,
  discount: Money,
  paid: Money,
  earned: Money,
  spent: Money,
  burned: Money,
  adjusted: Money,
  deposit: Type.String({ pattern: "^-?\\d+\\.\\d{2}$", description: "What it adds to the deposit." }),
};

export const StatementPath = Type.Object({
  number: Type.String({ pattern: "^\\d{16}$" }),
  month: Type.String({ pattern: "^\\d{4}-(0[1-9]|1[0-2])$" }),
});

export const StatementQuery = Type.Object({ lang });

export const Statement = Type.Object({
  card: Type.String({ description: "The card's number." }),
  client: Id,
  month: Type.String(),
  opening: WireBalances,
  lines: Type.Array(
    Type.Object({
      on: Day,
      kind: oneOf(["burn", "purchase", "refund", "adjustment", "top_up", "pay_out"]),
      office: nullable(Type.String()),
      ...sums,
      balance: Type.String({ pattern: "^-?\\d+\\.\\d{2}$", description: "The bonus after it." }),
    }),
  ),
  totals: Type.Object(sums),
  closing: WireBalances,
  /** Unless the card is presented before. */
  burns: nullable(Type.Object({ on: Day, amount: Money })),
});
export type Statement = Static<typeof Statement>;

export const StatementHandOver = Type.Object({
  office: Type.Optional(Id),
  staffMember: Type.Optional(Id),
});
export type StatementHandOver = Static<typeof StatementHandOver>;

export const StatementHandedOut = Type.Object({ card: Type.String(), month: Type.String(), at: Moment });
export type StatementHandedOut = Static<typeof StatementHandedOut>;
