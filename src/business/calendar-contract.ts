/** The business's own calendar over HTTP. */
import { Type, type Static } from "typebox";
import { Day, nullable, oneOf, phrase } from "../kernel/wire.ts";

const name = Type.Object({ ru: phrase(100), en: phrase(100) }, { additionalProperties: false });
const code = Type.String({ pattern: "^[a-z]+(-[a-z]+)*$", maxLength: 60 });

export const CalendarQuery = Type.Object({
  year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100, description: "This one where absent." })),
});
export const CalendarPath = Type.Object({ date: Type.String({ format: "date" }) });
export const NewCalendarDay = Type.Object(
  {
    kind: oneOf(["working", "holiday"]),
    name,
    code: Type.Optional(nullable(code)),
    forSex: Type.Optional(nullable(oneOf(["female", "male"]))),
  },
  { additionalProperties: false },
);
export type NewCalendarDay = Static<typeof NewCalendarDay>;

export const Calendar = Type.Object({
  year: Type.Integer(),
  days: Type.Array(
    Type.Object({
      date: Day,
      kind: oneOf(["working", "holiday"]),
      name,
      code: nullable(Type.String({ description: "A holiday with a code is greeted." })),
      forSex: nullable(oneOf(["female", "male"], { description: "Whose holiday it is; null: everybody's." })),
      own: Type.Boolean({ description: "Put in by people, not by the country's calendar." }),
    }),
  ),
});
export type Calendar = Static<typeof Calendar>;
