/** What the whole ledger says about itself: over the API and from the commands `ledger totals` and `ledger verify`. */
import { Type, type Static } from "typebox";
import { Money, nullable } from "../kernel/wire.ts";

export const WireLedgerTotals = Type.Object({
  issued: Money,
  adjusted: Type.String({ pattern: "^-?\\d+\\.\\d{2}$", description: "By hand." }),
  redeemed: Money,
  burned: Money,
  outstanding: Money,
});

const Count = Type.Integer({ minimum: 0 });
const headText = "^[1-9]\\d{0,8}:[0-9a-f]{64}$";

export const VerificationQuery = Type.Object({
  head: Type.Optional(
    Type.String({
      pattern: headText,
      description: "`head` of an answer long ago: the sealings must still pass through it.",
    }),
  ),
});

export const Verification = Type.Object({
  cards: Count,
  postings: Count,
  sealed: Count,
  unsealed: Type.Integer({ minimum: 0, description: "Postings without a seal yet. The newest always are." }),
  head: nullable(
    Type.String({
      pattern: headText,
      description: "Number and digest of the last sealing. Keep it elsewhere.",
    }),
  ),
  misfit: nullable(
    Type.Object(
      {
        problem: Type.String(),
        card: nullable(Type.String({ description: "The card's number." })),
        position: nullable(Type.Integer({ description: "Among the card's seals." })),
        posting: nullable(Type.String()),
        sealing: nullable(Type.Integer()),
        is: nullable(Type.String()),
        ought: nullable(Type.String()),
        reads: nullable(Type.String({ description: "The posting as the line of text its seal is made of." })),
        says: Type.String({ description: "All of it in one sentence." }),
      },
      { description: "The first that does not fit; null where all does." },
    ),
  ),
});
export type Verification = Static<typeof Verification>;
