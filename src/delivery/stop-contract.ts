/** What the reader of a letter stops by its link. */
import { Type, type Static } from "typebox";
import { oneOf } from "../kernel/wire.ts";

export const StopPath = Type.Object({
  token: Type.String({ pattern: "^[\\w-]{20,100}$", description: "From the letter." }),
});

export const Stop = Type.Object({
  business: Type.String(),
  stops: oneOf(["advertising", "contact"], {
    description: "Offers, or whatever we write without being asked for it.",
  }),
  isStopped: Type.Boolean({ description: "No such letter comes any more." }),
});
export type Stop = Static<typeof Stop>;
