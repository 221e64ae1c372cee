/** What days to come will hold, or what days that are over would have held. */
import { Type, type Static } from "typebox";
import { Day, lang, Money, nullable } from "../kernel/wire.ts";

export const ForecastQuery = Type.Object({ from: Day, to: Day, lang });

export const ForecastDrafts = Type.Object(
  {
    yaml: Type.String({
      minLength: 1,
      maxLength: 200_000,
      description:
        "A chain, or a pack of them, as they would be: each besides the live ones, or in the place of the one with its code.",
    }),
  },
  { additionalProperties: false },
);

const effort = {
  planned: Type.Integer({ description: "Touches that would happen." }),
  byChannel: Type.Record(Type.String(), Type.Integer()),
  operatorHours: Type.Number({ description: "Calls by the average length of one." }),
  cost: Money,
  left: Type.Array(
    Type.Object({ rule: Type.String(), name: Type.String(), state: Type.String(), count: Type.Integer() }),
    { description: "What would not happen, by the rule that decides." },
  ),
};
const hoursPossible = nullable(Type.Number({ description: "Of operators; null where none are set." }));
const chainEffort = Type.Object({ chain: Type.String(), name: Type.String(), ...effort });

export const NotKnown = Type.Array(Type.String(), {
  description:
    "Of days that are over: what of them is not kept and was taken as it is today, in words. Else empty.",
});

export const Forecast = Type.Object({
  from: Day,
  to: Day,
  ...effort,
  hoursPossible,
  notKnown: NotKnown,
  chains: Type.Array(chainEffort),
  days: Type.Array(
    Type.Object({
      on: Day,
      ...effort,
      callsPossible: nullable(Type.Integer({ description: "By operators' hours; null where none are set." })),
      hoursPossible,
      chains: Type.Array(chainEffort),
    }),
  ),
});
export type Forecast = Static<typeof Forecast>;
export type ForecastEffort = Omit<
  Forecast["days"][number],
  "on" | "chains" | "callsPossible" | "hoursPossible"
>;
