/** Pairs of records that are likely to be one person, side by side. */
import { Type, type Static } from "typebox";
import { Profile } from "../clients/contract.ts";
import { cursor, Day, Id, lang, Money, next, nullable, oneOf } from "../kernel/wire.ts";

export const DuplicatesQuery = Type.Object({
  client: Type.Optional(Type.String({ format: "uuid", description: "Only pairs with this client." })),
  cursor,
  lang,
});
export type DuplicatesQuery = Static<typeof DuplicatesQuery>;

const DuplicateSide = Type.Object({
  id: Id,
  name: Type.String({ description: "Family name, given name, patronymic." }),
  birthday: Profile.properties.birthday,
  sex: Profile.properties.sex,
  phones: Type.Array(Type.String()),
  emails: Type.Array(Type.String()),
  office: nullable(Type.String({ description: "The home office." })),
  externalId: nullable(Type.String()),
  createdOn: Day,
  cards: Type.Array(Type.Object({ number: Type.String(), balance: Money }), {
    description: "Those in use, with what can be spent.",
  }),
  dealings: Type.Integer(),
  lastDealingOn: nullable(Day),
  doNotDisturb: Type.Boolean({ description: "The client, or an address, keeps a wish that has not ended." }),
});
export type DuplicateSide = Static<typeof DuplicateSide>;

export const Duplicates = Type.Object({
  pairs: Type.Array(
    Type.Object({
      score: Type.Integer({ minimum: 0, maximum: 100, description: "Of a hundred." }),
      reasons: Type.Array(
        Type.Object({
          code: Type.String(),
          speaks: oneOf(["for", "against"]),
          words: Type.String(),
        }),
      ),
      keep: Type.String({
        format: "uuid",
        description: "The record with the longer history: the one that had better stay.",
      }),
      first: DuplicateSide,
      second: DuplicateSide,
    }),
    { description: "The likeliest first." },
  ),
  next,
});
export type Duplicates = Static<typeof Duplicates>;
