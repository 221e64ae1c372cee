/** Trips and visits that were bought; a purchase is the till's. */
import { Type, type Static } from "typebox";
import { ClientPath } from "../clients/contract.ts";
import { Day, Id, Money, nullable, oneOf, phrase } from "../kernel/wire.ts";

const day = (description: string) => Type.String({ format: "date", description });

export const DealInput = Type.Object(
  {
    kind: oneOf(["trip", "visit"]),
    on: day("When it was bought, or the day of the visit; today at the latest."),
    departsOn: Type.Optional(day("Of a trip.")),
    returnsOn: Type.Optional(day("Of a trip: what comes after the return hangs on it.")),
    destination: Type.Optional(phrase(200, "Of a trip.")),
    office: Type.Optional(Id),
    price: Type.Optional(Money),
    staffMember: Type.Optional(phrase(36, "Who writes it down.")),
  },
  { additionalProperties: false },
);
export type DealInput = Static<typeof DealInput>;
export const DealPath = Type.Object({ ...ClientPath.properties, dealing: Id });

export const Deal = Type.Object({
  id: Id,
  kind: oneOf(["trip", "visit"]),
  on: Day,
  departsOn: nullable(Day),
  returnsOn: nullable(Day),
  destination: nullable(Type.String()),
  office: nullable(Id),
  price: Money,
});
export type Deal = Static<typeof Deal>;
export const Deals = Type.Object({
  dealings: Type.Array(Deal, { description: "Trips and visits, the newest first; two hundred at most." }),
});
export type Deals = Static<typeof Deals>;
