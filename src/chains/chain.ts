/** What a chain is: data that says what we do about one kind of occasion. */
import { Type, type Static } from "typebox";

const period = Type.String({
  pattern: "^P(?=\\d)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?$",
  description: "ISO 8601, P7D",
});
const offset = Type.String({
  pattern: "^[+-]?P(?=\\d)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?$",
  description: "ISO 8601 with a sign, -P1M",
});
const code = Type.String({
  pattern: "^[a-z][a-z0-9-]{1,40}$",
  description: "small Latin letters and dashes",
});
const words = Type.Object(
  { ru: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  { additionalProperties: false },
);

export const occasionKinds = ["bonus-burn", "birthday", "returned", "issue"] as const;
export type OccasionKind = (typeof occasionKinds)[number];

export const purposes = ["service", "greeting", "loyalty", "care", "advertising"] as const;
export type Purpose = (typeof purposes)[number];

export const channels = ["call", "email"] as const;

const oneOf = <const Values extends string[]>(values: readonly [...Values]) => Type.Enum([...values]);

export const stepSchema = Type.Object(
  {
    code,
    /** From the occasion's date to the day the step is due. */
    offset,
    /** How long after that day the step still makes sense; P0D is that day only. */
    window: period,
    /** What to do when the window has passed. Never "send now because the date is past". */
    late: Type.Enum(["skip"]),
    /** In order of preference. */
    channels: Type.Array(oneOf(channels), { minItems: 1 }),
    purpose: oneOf(purposes),
    template: code,
  },
  { additionalProperties: false },
);
export type Step = Static<typeof stepSchema>;

const templateSchema = Type.Object(
  {
    subject: words,
    body: words,
    /** What the operator says where the step is a call. */
    script: Type.Optional(words),
  },
  { additionalProperties: false },
);
export type Template = Static<typeof templateSchema>;

export const chainSchema = Type.Object(
  {
    code,
    name: words,
    about: words,
    occasion: oneOf(occasionKinds),
    steps: Type.Array(stepSchema, { minItems: 1 }),
    templates: Type.Record(Type.String(), templateSchema),
  },
  { additionalProperties: false },
);
export type Chain = Static<typeof chainSchema>;

export const packSchema = Type.Object(
  { pack: code, chains: Type.Array(chainSchema, { minItems: 1 }) },
  { additionalProperties: false },
);
export type Pack = Static<typeof packSchema>;
