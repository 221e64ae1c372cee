/** How much of what the business wants is known of its clients, and how that grew. */
import { Type, type Static } from "typebox";
import { Day, Id, lang, Month, nullable } from "../kernel/wire.ts";

export const CompletenessQuery = Type.Object({
  months: Type.Optional(Type.Integer({ minimum: 1, maximum: 36 })),
  lang,
});

const distribution = {
  clients: Type.Integer(),
  average: nullable(Type.Number({ description: "Percent, one place; null where there is nobody." })),
  tenths: Type.Array(Type.Integer(), {
    description: "Clients of whom less than 10, 20 … 90 percent are known, and the rest.",
  }),
};
const office = { id: nullable(Id), name: nullable(Type.String({ description: "null: no home office." })) };
const learned = {
  facts: Type.Integer({
    description:
      "Facts that were unknown and are known since, as the history of records tells: it has no trips, and no year of birth apart.",
  }),
  worth: Type.Integer({ description: "What they are worth together." }),
};
const MonthOfGrowth = Type.Object({
  month: Month,
  made: Type.Integer({ description: "New clients." }),
  ...learned,
});

export const CompletenessReport = Type.Object({
  on: Day,
  ...distribution,
  facts: Type.Array(
    Type.Object({
      fact: Type.String(),
      name: Type.String(),
      worth: Type.Integer(),
      known: Type.Integer({ description: "Of how many clients." }),
    }),
    { description: "What is worth most first." },
  ),
  offices: Type.Array(Type.Object({ ...office, ...distribution }), { description: "The largest first." }),
  growth: Type.Object({
    months: Type.Array(MonthOfGrowth, { description: "The oldest first." }),
    offices: Type.Array(Type.Object({ ...office, ...learned, months: Type.Array(MonthOfGrowth) })),
    staff: Type.Array(
      Type.Object({
        id: nullable(
          Type.String({ format: "uuid", description: "null: nobody was named, another system did it." }),
        ),
        name: nullable(Type.String()),
        ...learned,
      }),
      { description: "Over all these months, who learned most first." },
    ),
  }),
});
/** The base by the facts wanted now, and by those that are being tried. */
export const CompletenessTrial = Type.Object({
  before: Type.Object(distribution),
  after: Type.Object(distribution),
});
export type CompletenessTrial = Static<typeof CompletenessTrial>;
export type CompletenessReport = Static<typeof CompletenessReport>;
export type MonthOfGrowth = Static<typeof MonthOfGrowth>;
