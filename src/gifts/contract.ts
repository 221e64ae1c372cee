/** Gifts over HTTP: what there is, where it lies, for whom it is laid by. */
import { Type, type Static } from "typebox";
import { CreationHeaders } from "../clients/change-contract.ts";
import { ClientPath } from "../clients/contract.ts";
import { Day, Id, nullable, oneOf, phrase } from "../kernel/wire.ts";

const closed = { additionalProperties: false } as const;
const name = Type.Object(
  { ru: Type.String({ minLength: 1, maxLength: 100 }), en: Type.String({ minLength: 1, maxLength: 100 }) },
  closed,
);

export const StockPath = Type.Object({ gift: Id, office: Id });
export const NewGift = Type.Object({ name }, closed);
export type NewGift = Static<typeof NewGift>;
export const Stock = Type.Object(
  { onHand: Type.Integer({ minimum: 0, maximum: 1_000_000, description: "How many lie there, counted." }) },
  closed,
);

export const Gifts = Type.Object({
  gifts: Type.Array(
    Type.Object({
      gift: Id,
      name,
      stock: Type.Array(
        Type.Object({
          office: Id,
          officeName: Type.String(),
          onHand: Type.Integer(),
          reserved: Type.Integer({ description: "Of those on hand, laid by for somebody." }),
        }),
      ),
    }),
  ),
});
export type Gifts = Static<typeof Gifts>;

export const ReservationPath = Type.Object({ ...ClientPath.properties, reservation: Id });
export const NewReservation = Type.Object(
  { gift: Id, office: Id, staffMember: Type.Optional(phrase(36)) },
  closed,
);
export const ReservationMove = Type.Object({ office: Id, staffMember: Type.Optional(phrase(36)) }, closed);
/** Without one, a request sent again is refused: the gift waits no more. */
export const EndHeaders = Type.Partial(CreationHeaders);
export const ReservationEnd = Type.Object(
  { to: oneOf(["picked_up", "returned"]), staffMember: Type.Optional(phrase(36)) },
  closed,
);

export const Reservations = Type.Object({
  reservations: Type.Array(
    Type.Object({
      id: Id,
      gift: Id,
      name,
      office: Id,
      reservedOn: Day,
      state: oneOf(["reserved", "picked_up", "returned"]),
      endedOn: nullable(Day),
    }),
  ),
});
export type Reservations = Static<typeof Reservations>;
