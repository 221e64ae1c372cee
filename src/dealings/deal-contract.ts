/** Trips and visits that were bought; a purchase is the till's. */
import { Type, type Static } from "typebox";
import { ClientPath } from "../clients/contract.ts";
import { Day, Id, Money, nullable, oneOf, phrase, whyRefused } from "../kernel/wire.ts";

const day = (description: string) => Type.String({ format: "date", description });

const fields = {
  kind: oneOf(["trip", "visit"]),
  on: day("When it was bought, or the day of the visit; today at the latest."),
  departsOn: Type.Optional(day("Of a trip.")),
  returnsOn: Type.Optional(day("Of a trip: what comes after the return hangs on it.")),
  destination: Type.Optional(phrase(200, "Of a trip.")),
  companions: Type.Optional(phrase(200, "Of a trip: with whom.")),
  office: Type.Optional(Id),
  price: Type.Optional(Money),
};
const staffMember = Type.Optional(phrase(36, "Who writes it down."));

export const DealInput = Type.Object({ ...fields, staffMember }, { additionalProperties: false });
export type DealInput = Static<typeof DealInput>;
export type DealFields = Omit<DealInput, "staffMember">;
export const DealPath = Type.Object({ ...ClientPath.properties, dealing: Id });

export const Deal = Type.Object({
  id: Id,
  kind: oneOf(["trip", "visit"]),
  on: Day,
  departsOn: nullable(Day),
  returnsOn: nullable(Day),
  destination: nullable(Type.String()),
  companions: nullable(Type.String()),
  office: nullable(Id),
  price: Money,
});
export type Deal = Static<typeof Deal>;
export const Deals = Type.Object({
  dealings: Type.Array(Deal, { description: "Trips and visits, the newest first; two hundred at most." }),
});
export type Deals = Static<typeof Deals>;

// Many, by the ids another system knows them by --------------------------------------------------------------------

export const ToldDeal = Type.Object(
  {
    ...fields,
    externalId: phrase(200, "By which the other system knows the client."),
    dealing: phrase(
      200,
      "By which the other system knows the trip or the visit; the same again is the same one.",
    ),
  },
  { additionalProperties: false },
);
export type ToldDeal = Static<typeof ToldDeal>;
export const ToldDeals = Type.Object({
  dealings: Type.Array(ToldDeal, { minItems: 1, maxItems: 1000 }),
  staffMember,
});
export type ToldDeals = Static<typeof ToldDeals>;
export const TakenDeals = Type.Object({
  dealings: Type.Array(
    Type.Object({
      externalId: Type.String(),
      dealing: Type.String(),
      client: nullable(Id),
      id: nullable(Id),
      outcome: oneOf(["created", "changed", "unchanged", "refused"]),
      ...whyRefused,
    }),
    { description: "In the order of the request." },
  ),
});
export type TakenDeals = Static<typeof TakenDeals>;
