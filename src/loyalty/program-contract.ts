/** Programs on the wire. */
import { Type, type Static } from "typebox";
import { Day, Money, phrase } from "../kernel/wire.ts";

const Sum = Type.String({ pattern: "^\\d{1,10}\\.\\d{2}$", examples: ["500.00"] });
const Percent = Type.String({
  pattern: "^\\d{1,3}(\\.\\d{1,2})?$",
  description: "Per cent, two places at most.",
  examples: ["3", "2.5"],
});
const Period = Type.String({
  description: "ISO 8601: years, months, weeks, days.",
  examples: ["P6M", "P90D"],
});

const rules = {
  cardPrice: Sum,
  discount: Percent,
  accrual: Percent,
  redemptionCap: Percent,
  validity: Period,
  reminder: Period,
  smallestReminder: Money,
};

/** What is not named stays as it is in the version before, or in the standard program where the type is new. */
export const NewProgram = Type.Object({
  cardType: Type.Optional(phrase(50)),
  startsOn: Day,
  ...Type.Partial(Type.Object(rules)).properties,
});
export type NewProgram = Static<typeof NewProgram>;

export const ProgramState = Type.Object({
  cardType: Type.String(),
  version: Type.Integer(),
  startsOn: Day,
  ...rules,
});
export type ProgramState = Static<typeof ProgramState>;

export const Programs = Type.Object({ items: Type.Array(ProgramState) });
