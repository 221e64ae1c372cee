/** Grace periods on the wire. */
import { Type, type Static } from "typebox";
import { Day, Id, Moment, nullable } from "../kernel/wire.ts";

const terms = {
  through: Type.String({ format: "date", description: "The last day on which the bonus can be spent." }),
  reason: Type.String({ minLength: 1, maxLength: 500, pattern: "^[^\\u0000]*$" }),
  staffMember: Id,
};

export const CardGracePeriod = Type.Object(terms);
export type CardGracePeriod = Static<typeof CardGracePeriod>;

export const GracePeriod = Type.Object({
  ...terms,
  office: Type.Optional(
    Type.String({ format: "uuid", description: "Only the cards it sold; every card if absent." }),
  ),
});
export type GracePeriod = Static<typeof GracePeriod>;

export const GracePeriodState = Type.Object({
  id: Id,
  office: nullable(Id),
  through: Day,
  reason: Type.String(),
  staffMember: Id,
  givenAt: Moment,
  cards: Type.Union([Type.Integer(), Type.Null()], {
    description: "How many cards it moved; null while it is being applied.",
  }),
});
export type GracePeriodState = Static<typeof GracePeriodState>;

export const GracePeriods = Type.Object({ items: Type.Array(GracePeriodState) });
