/**
 * What is wrong with conditions, and where: `all.2.atLeast`. A schema of choices can only say that none of them fits, so the
 * choice that was meant is found first, by the name of its fact.
 */
import type { TSchema } from "typebox";
import { Value } from "typebox/value";
import { Day, Id, Money } from "../kernel/wire.ts";
import { Fact, mostConditions } from "./contract.ts";

export interface Misfit {
  /** Empty where it is the whole. */
  place: string;
  /** In English; refusal-table.ts has the Russian. */
  expected: string;
}

/** Where the schema refuses what is not known to be wrong. */
export const unknownMisfit: Misfit = { place: "", expected: "conditions of a segment" };

/** The parts of a schema that ours are made of. */
interface Shape {
  properties?: Record<string, TSchema & Shape>;
  required?: string[];
  items?: TSchema & Shape;
  minItems?: number;
  maxItems?: number;
  anyOf?: (TSchema & Shape)[];
  enum?: string[];
  const?: unknown;
  type?: string;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}
type Told = Record<string, unknown>;

const kinds = new Map((Fact as Shape).anyOf?.map((kind) => [String(kind.properties?.["fact"]?.const), kind]));
const isObject = (told: unknown): told is Told =>
  typeof told === "object" && told !== null && !Array.isArray(told);
const at = (place: string, part: string | number) => (place === "" ? String(part) : `${place}.${part}`);

/** Undefined where they fit. */
export function misfitOf(conditions: unknown): Misfit | undefined {
  if (!isObject(conditions) || !("all" in conditions))
    return { place: isObject(conditions) ? "all" : "", expected: "a list of conditions" };
  const extra = unknownIn(conditions, ["all"], "");
  return extra ?? inList(conditions["all"], "all", { mostItems: mostConditions, each: inCondition });
}

function inCondition(told: unknown, place: string): Misfit | undefined {
  if (isObject(told) && "any" in told)
    return (
      unknownIn(told, ["any"], place) ??
      inList(told["any"], at(place, "any"), { leastItems: 1, mostItems: mostConditions, each: inPlain })
    );
  return inPlain(told, place);
}

function inPlain(told: unknown, place: string): Misfit | undefined {
  if (isObject(told) && "not" in told)
    return unknownIn(told, ["not"], place) ?? inFact(told["not"], at(place, "not"));
  return inFact(told, place);
}

function inFact(told: unknown, place: string): Misfit | undefined {
  if (!isObject(told)) return { place, expected: 'a condition such as {"fact":"sex","is":"female"}' };
  const kind = kinds.get(String(told["fact"]));
  if (!kind || typeof told["fact"] !== "string")
    return { place: at(place, "fact"), expected: `one of ${[...kinds.keys()].join(", ")}` };
  const { properties = {}, required = [] } = kind;
  const extra = unknownIn(told, Object.keys(properties), place);
  if (extra) return extra;
  for (const [name, schema] of Object.entries(properties)) {
    const isMissing = told[name] === undefined;
    if (isMissing ? required.includes(name) : !Value.Check(schema, told[name]))
      return inValue(told[name], at(place, name), schema);
  }
  return undefined;
}

/** A value that does not fit, or one item of it. */
function inValue(told: unknown, place: string, schema: TSchema & Shape): Misfit {
  const { items, minItems = 0, maxItems = Infinity } = schema;
  const wrong =
    items && Array.isArray(told) && told.length >= minItems && told.length <= maxItems
      ? told.findIndex((item) => !Value.Check(items, item))
      : -1;
  if (items && wrong >= 0) return { place: at(place, wrong), expected: expectedBy(items) };
  return { place, expected: expectedBy(schema) };
}

function inList(
  told: unknown,
  place: string,
  {
    leastItems = 0,
    mostItems,
    each,
  }: {
    leastItems?: number;
    mostItems: number;
    each: (told: unknown, place: string) => Misfit | undefined;
  },
): Misfit | undefined {
  if (!Array.isArray(told)) return { place, expected: "a list of conditions" };
  if (told.length < leastItems || told.length > mostItems)
    return { place, expected: `a list of ${leastItems} to ${mostItems}` };
  for (const [index, item] of told.entries()) {
    const found = each(item, at(place, index));
    if (found) return found;
  }
  return undefined;
}

function unknownIn(told: Told, known: readonly string[], place: string): Misfit | undefined {
  const extra = Object.keys(told).find((name) => !known.includes(name));
  return extra === undefined
    ? undefined
    : { place: at(place, extra), expected: `no such field, only ${known.join(", ")}` };
}

function expectedBy(schema: TSchema & Shape): string {
  const { enum: words, format, pattern, type, anyOf, minimum, maximum, maxLength } = schema;
  if (anyOf) return "text of at most 1000 characters, a number, true or false";
  if (words) return `one of ${words.join(", ")}`;
  if (type === "array") return `a list of ${schema.minItems ?? 0} to ${schema.maxItems ?? 0}`;
  if (type === "integer") return `a whole number from ${minimum} to ${maximum}`;
  if (format === (Day as Shape).format) return "a day as YYYY-MM-DD";
  if (format === (Id as Shape).format) return "an id";
  if (pattern === (Money as Shape).pattern) return "a sum such as 4860.00";
  return `text of at most ${maxLength} characters`;
}
