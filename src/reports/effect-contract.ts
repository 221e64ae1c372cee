/** What a chain brought against the clients it left alone on purpose. */
import { Type, type Static } from "typebox";
import { Day, lang, Money, nullable } from "../kernel/wire.ts";

export const ChainPath = Type.Object({ chain: Type.String({ pattern: "^[a-z][a-z0-9-]{1,40}$" }) });

export const EffectQuery = Type.Object({
  from: Type.Optional(Day),
  through: Type.Optional(Day),
  withinDays: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 365,
      description: "Days after the touch in which coming back counts; 60 if absent.",
    }),
  ),
  difference: Type.Optional(
    Type.Number({
      exclusiveMinimum: 0,
      maximum: 50,
      description: "Percentage points that shall be noticed, for the needed size; 2 if absent.",
    }),
  ),
  lang,
});
export type EffectQuery = Static<typeof EffectQuery>;

const signedMoney = Type.String({ pattern: "^-?\\d+\\.\\d{2}$", description: "A client." });
const sums = {
  treated: signedMoney,
  control: signedMoney,
  difference: signedMoney,
  low: signedMoney,
  high: signedMoney,
};
const group = {
  clients: Type.Integer({ description: "Whose days are over; each by the first touch of the period." }),
  returned: Type.Integer({ description: "Bought something, or presented a card." }),
  revenue: Type.String({ pattern: "^-?\\d+\\.\\d{2}$", description: "Paid in money, less refunds." }),
  saved: nullable(Money),
  waiting: Type.Integer({ description: "Whose days are not over yet; counted nowhere else." }),
};
const Group = Type.Object(group);
const between = "In 95 cases of 100 between low and high.";

export const ChainEffect = Type.Object({
  chain: Type.String(),
  from: Day,
  through: Day,
  withinDays: Type.Integer(),
  treated: Group,
  control: Group,
  told: nullable(
    Type.Object(
      {
        returned: Type.Object(
          {
            treated: Type.Number(),
            control: Type.Number(),
            difference: Type.Number(),
            low: Type.Number(),
            high: Type.Number(),
          },
          { description: `Percent of the clients, and percentage points. ${between}` },
        ),
        revenue: Type.Object(sums, { description: between }),
        saved: nullable(
          Type.Object(sums, {
            description: `Bonus that was about to burn and did not. ${between} Null: not what the chain is about.`,
          }),
        ),
      },
      { description: "Null: not enough data yet." },
    ),
  ),
  needed: Type.Object(
    {
      difference: Type.Number({ description: "Percentage points." }),
      base: nullable(
        Type.Number({ description: "Percent who come back untouched; of everybody where no one is." }),
      ),
      controlShare: nullable(Type.Number({ description: "Percent of the clients left alone." })),
      treated: nullable(Type.Integer()),
      control: nullable(Type.Integer()),
    },
    {
      description:
        "Clients it takes to notice the difference in 80 cases of 100. Null: no control group, or nothing to start from.",
    },
  ),
});
export type ChainEffect = Static<typeof ChainEffect>;

export const ChainEffects = Type.Object({
  effects: Type.Array(Type.Object({ name: Type.String(), ...ChainEffect.properties }), {
    description: "Of every live chain that somebody was in, those with the most clients first.",
  }),
});
export type ChainEffects = Static<typeof ChainEffects>;
