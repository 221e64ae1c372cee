/** What every screen needs to know about the business before it shows anything. */
import { Type, type Static } from "typebox";
import { Day, Id, oneOf } from "../kernel/wire.ts";

export const Business = Type.Object({
  name: Type.String(),
  currency: Type.String({ description: "ISO 4217." }),
  zone: Type.String({ description: "IANA time zone." }),
  language: oneOf(["ru", "en"]),
  today: Day,
  demo: Type.Boolean({
    description: "Whether this is the demo network, whose letters stay on this machine.",
  }),
});
export type Business = Static<typeof Business>;

export const Offices = Type.Object({
  offices: Type.Array(Type.Object({ id: Id, name: Type.String(), city: Type.String() }), {
    description: "By name.",
  }),
});
export type Offices = Static<typeof Offices>;
