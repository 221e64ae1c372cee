/** The business's own calendar over HTTP. */
import { Type, type Static } from "typebox";
import { Day, nullable, oneOf, phrase } from "../kernel/wire.ts";

const name = Type.Object({ ru: phrase(100), en: phrase(100) }, { additionalProperties: false });
const kind = oneOf(["working", "holiday"]);
const code = Type.String({ pattern: "^[a-z]+(-[a-z]+)*$", maxLength: 60 });

export const CalendarQuery = Type.Object({
  year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100, description: "This one where absent." })),
});
export const CalendarPath = Type.Object({ date: Type.String({ format: "date" }) });
export const NewCalendarDay = Type.Object(
  {
    kind,
    name,
    code: Type.Optional(nullable(code)),
    forSex: Type.Optional(nullable(oneOf(["female", "male"]))),
  },
  { additionalProperties: false },
);
export type NewCalendarDay = Static<typeof NewCalendarDay>;

export const Calendar = Type.Object({
  year: Type.Integer(),
  movesKnown: Type.Boolean({
    description:
      "False: of days moved by decree nothing is known; a holiday on a weekend moves to the next working day.",
  }),
  days: Type.Array(
    Type.Object({
      date: Day,
      kind,
      name,
      code: nullable(Type.String({ description: "A holiday with a code is greeted." })),
      forSex: nullable(oneOf(["female", "male"], { description: "Whose holiday it is; null: everybody's." })),
      own: Type.Boolean({ description: "Put in by people, not by the country's calendar." }),
      country: nullable(
        Type.Object(
          { kind, name },
          {
            description:
              "Of a day that people put in: what the country says of it; null: the day of the week does.",
          },
        ),
      ),
    }),
  ),
});
export type Calendar = Static<typeof Calendar>;
