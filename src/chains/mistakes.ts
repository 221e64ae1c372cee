/** Where data is not a chain: every place, and what was expected there, in both languages. */
import type { TSchema } from "typebox";
import { Settings } from "typebox/system";
import { Value } from "typebox/value";
import type { Words } from "../kernel/language.ts";

export interface Mistake {
  /** Keys and indexes from the root. */
  path: string[];
  said: Words;
}

// The library stops at eight, which a chain with one misspelt key that stands in every step exceeds.
const mostMistakes = 200;

type Node = Record<string, unknown>;
type SchemaError = ReturnType<typeof Value.Errors>[number];

/** Every place where `content` does not fit `schema`. */
export function schemaMistakes(schema: TSchema, content: unknown): Mistake[] {
  Settings.Set({ maxErrors: mostMistakes });
  return [...Value.Errors(schema, content)]
    .filter((error) => error.keyword !== "anyOf" && error.keyword !== "boolean")
    .filter((error) => isOfChosenBranch(schema as unknown as Node, content, error))
    .flatMap((error) => mistakesOf(schema as unknown as Node, error));
}

function mistakesOf(schema: Node, error: SchemaError): Mistake[] {
  const path = keysOf(error.instancePath);
  const params = error.params as Record<string, unknown>;
  if (error.keyword === "required")
    return (params["requiredProperties"] as string[]).map((key) => ({
      path,
      said: { ru: `не хватает поля ${key}`, en: `the field ${key} is missing` },
    }));
  if (error.keyword !== "additionalProperties") return [{ path, said: expectedAt(schema, error) }];
  const node = nodeAt(schema, error.schemaPath);
  const names = node?.["names"] as Words | undefined;
  const known = Object.keys(node?.["properties"] ?? {}).join(", ");
  return (params["additionalProperties"] as string[]).map((key) => ({
    path: [...path, key],
    said: names
      ? { ru: `имя не подходит; ожидается ${names.ru}`, en: `no such name may be used; expected ${names.en}` }
      : { ru: `такого поля нет; бывают ${known}`, en: `no such field; expected one of ${known}` },
  }));
}

const typeNames: Record<string, Words> = {
  string: { ru: "текст", en: "text" },
  object: { ru: "набор полей с именами", en: "named fields" },
  array: { ru: "список", en: "a list" },
  integer: { ru: "целое число", en: "a whole number" },
  boolean: { ru: "true или false", en: "true or false" },
};

function expectedAt(schema: Node, error: SchemaError): Words {
  const node = nodeAt(schema, error.schemaPath);
  const params = error.params as Record<string, unknown>;
  const own = node?.["expected"] as Words | undefined;
  if (own) return expecting(own);
  if (Array.isArray(params["allowedValues"])) {
    const values = (params["allowedValues"] as unknown[]).join(", ");
    return { ru: `ожидается одно из ${values}`, en: `expected one of ${values}` };
  }
  const type = typeNames[String(params["type"])];
  if (error.keyword === "type" && type) return expecting(type);
  const limit = String(params["limit"]);
  if (error.keyword === "minItems")
    return expecting({ ru: `список хотя бы из ${limit}`, en: `a list of at least ${limit}` });
  if (error.keyword === "minimum") return expecting({ ru: `не меньше ${limit}`, en: `at least ${limit}` });
  if (error.keyword === "maximum") return expecting({ ru: `не больше ${limit}`, en: `at most ${limit}` });
  if (error.keyword === "uniqueItems")
    return expecting({ ru: "список без повторов", en: "a list without repeats" });
  return { ru: error.message, en: error.message };
}

const expecting = ({ ru, en }: Words): Words => ({ ru: `ожидается ${ru}`, en: `expected ${en}` });

const keysOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));

function nodeAt(root: Node, schemaPath: string): Node | undefined {
  let node: unknown = root;
  for (const key of keysOf(schemaPath)) node = (node as Node | undefined)?.[key];
  return node as Node | undefined;
}

/** Of a union only the branch that was meant is told about: by shape, then by the fields that are there. */
function isOfChosenBranch(root: Node, content: unknown, error: SchemaError): boolean {
  const keys = keysOf(error.schemaPath);
  const at = keys.lastIndexOf("anyOf");
  if (at < 0) return true;
  const branches = nodeAt(root, `/${keys.slice(0, at).join("/")}`)?.["anyOf"] as Node[];
  const value = valueOfUnion(content, keys.slice(0, at), keysOf(error.instancePath));
  return branches[Number(keys[at + 1])] === chosenBranch(branches, value);
}

function chosenBranch(branches: Node[], value: unknown): Node | undefined {
  if (typeof value !== "object" || value === null)
    return branches.find((branch) => branch["type"] !== "object") ?? branches[0];
  const shared = (branch: Node): number =>
    Object.keys(value).filter((key) => key in ((branch["properties"] ?? {}) as Node)).length;
  return branches
    .filter((branch) => branch["type"] === "object")
    .sort((a, b) => shared(b) - shared(a))
    .at(0);
}

/** The value the union stands at: one key of the instance for each `properties`, `items` or record on the way. */
function valueOfUnion(content: unknown, schemaKeys: string[], instance: string[]): unknown {
  let depth = 0;
  for (let index = 0; index < schemaKeys.length; index++) {
    const key = schemaKeys[index];
    if (key === "items") depth += 1;
    else if (key === "properties" || key === "patternProperties") {
      depth += 1;
      index += 1;
    } else if (key === "additionalProperties") depth += 1;
  }
  let value = content;
  for (const key of instance.slice(0, depth)) value = (value as Node | undefined)?.[key];
  return value;
}
