/** A fact of the business's own choosing: its type, and which values it takes. */
import { parseDay } from "../kernel/calendar.ts";
import { badInput } from "./bad-input.ts";
import type { NamedAttribute } from "./change-contract.ts";

export type AttributeValue = string | number | boolean;

const longest = 1000;

/** Throws `bad_input`. */
export function attributeValue(
  { name, type, choices }: NamedAttribute,
  value: AttributeValue,
): AttributeValue {
  const refuse = (expected: string) => badInput(`attributes.${name}`, expected);
  switch (type) {
    case "text":
      if (typeof value !== "string" || !/^[^\0]*[^\0\s][^\0]*$/.test(value) || value.length > longest)
        throw refuse("some text");
      return value.trim();
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value)) throw refuse("a number");
      return value;
    case "day":
      if (typeof value !== "string" || parseDay(value) === undefined) throw refuse("a day, YYYY-MM-DD");
      return value;
    case "yes_no":
      if (typeof value !== "boolean") throw refuse("true or false");
      return value;
    case "choice":
      if (typeof value !== "string" || !choices.includes(value)) throw refuse(`one of ${choices.join(", ")}`);
      return value;
  }
}
