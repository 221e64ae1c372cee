/** What a desk does with the numbers a card goes by: finds it, replaces a lost one, renews one that expires. */
import { Type, type Static } from "typebox";
import { Day, Id, Moment, nullable, oneOf, phrase } from "../kernel/wire.ts";
import { CardState, givenNumber } from "./contract.ts";

const renewalStates = ["asked", "office_chosen", "made", "arrived", "handed_out", "cancelled"] as const;

export const FindCardsQuery = Type.Object({
  number: Type.Optional(phrase(40, "A card's number, of a replaced card or one not handed out yet too.")),
  qr: Type.Optional(phrase(40, "What a scanner read.")),
  phone: Type.Optional(phrase(40, "The owner's, in any usual spelling.")),
});
export type FindCardsQuery = Static<typeof FindCardsQuery>;

export const FoundCard = Type.Object({
  ...CardState.properties,
  owner: Type.String({ description: "The owner's name." }),
  asked: nullable(
    Type.Object(
      { number: Type.String(), state: oneOf(["waiting", "replaced"]), until: nullable(Day) },
      { description: "The number that was asked for, where the card goes by another one." },
    ),
  ),
  renewal: nullable(
    Type.Object({
      state: oneOf(renewalStates),
      since: Day,
      office: nullable(Type.String({ description: "Its name." })),
    }),
  ),
});
export type FoundCard = Static<typeof FoundCard>;

export const FoundCards = Type.Object({ cards: Type.Array(FoundCard) });
export type FoundCards = Static<typeof FoundCards>;

/** Where and by whom. */
const desk = { office: Type.Optional(Id), staffMember: Type.Optional(Id) };

export const Replacement = Type.Object({ ...desk, number: Type.Optional(givenNumber) });
export type Replacement = Static<typeof Replacement>;

export const RenewalMove = Type.Object({
  to: oneOf(renewalStates),
  office: Type.Optional(
    Type.String({ format: "uuid", description: "With `asked` and `office_chosen`: where it is handed out." }),
  ),
  number: Type.Optional(
    Type.String({
      pattern: "^\\d{16}$",
      description: "With `made`: the printed number; the next of the office's range if absent.",
    }),
  ),
  staffMember: Type.Optional(Id),
});
export type RenewalMove = Static<typeof RenewalMove>;

export const Renewal = Type.Object({
  id: Id,
  state: oneOf(renewalStates),
  since: Day,
  office: nullable(Id),
  number: nullable(Type.String({ description: "The new one, as soon as it is made." })),
  moves: Type.Array(
    Type.Object({ to: oneOf(renewalStates), at: Moment, office: nullable(Id), staffMember: nullable(Id) }),
  ),
  card: CardState,
});
export type Renewal = Static<typeof Renewal>;

const serial = (description: string) =>
  Type.String({ pattern: "^[\\d\\s-]{1,24}$", description, examples: ["7700000000000016", "1"] });

export const NewNumberRange = Type.Object({
  office: Id,
  from: serial(
    "The first: a card's number, its first fifteen digits, or up to thirteen digits after our 77.",
  ),
  to: serial("The last."),
});

export const NumberRange = Type.Object({
  id: Id,
  office: Id,
  officeName: Type.String(),
  first: Type.String({ description: "The first card number." }),
  last: Type.String({ description: "The last card number." }),
  left: Type.Integer({ description: "How many are not taken yet." }),
});
export type NumberRange = Static<typeof NumberRange>;

export const NumberRanges = Type.Object({ ranges: Type.Array(NumberRange) });
