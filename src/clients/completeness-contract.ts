/** Which facts the business wants about its clients, how much of them is known of one, and what to ask. */
import { Type, type Static } from "typebox";
import { Id, lang, nullable } from "../kernel/wire.ts";

const fact = Type.String({
  maxLength: 80,
  pattern: "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?$",
  description: "phone, email, birthday, …, or attribute.NAME.",
});
const worth = Type.Integer({ minimum: 1, maximum: 1000, description: "Beside the others." });

const words = Type.String({ minLength: 1, maxLength: 300, pattern: "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$" });
const ownQuestion = nullable(
  Type.Object(
    { ru: words, en: words },
    { description: "As the business asks it in a conversation; null: in the product's words." },
  ),
);
const usual = Type.Object({ ru: Type.String(), en: Type.String() });

export const WantedFacts = Type.Object({
  facts: Type.Array(
    Type.Object({
      fact,
      name: Type.String(),
      question: Type.String({ description: "In the reader's language." }),
      ownQuestion,
      usualQuestion: usual,
      worth,
    }),
    { description: "What is worth most first." },
  ),
  offered: Type.Array(Type.Object({ fact, name: Type.String(), usualQuestion: usual }), {
    description: "What the business may want besides.",
  }),
});
export type WantedFacts = Static<typeof WantedFacts>;

export const NewWantedFacts = Type.Object({
  facts: Type.Array(Type.Object({ fact, worth, ownQuestion: Type.Optional(ownQuestion) }), {
    maxItems: 60,
    description: "All of them.",
  }),
});
export type NewWantedFacts = Static<typeof NewWantedFacts>;

export const FactsQuery = Type.Object({ lang });

export const Question = Type.Object({
  fact: Type.String(),
  name: Type.String(),
  text: Type.String({ description: "As one asks it, in the reader's language." }),
  worth: Type.Integer(),
});
export type Question = Static<typeof Question>;

export const Completeness = Type.Object({
  client: Id,
  percent: Type.Integer({ description: "Of what the business wants, by worth, rounded down." }),
  missing: Type.Array(Question, { description: "What is worth most first." }),
});
export type Completeness = Static<typeof Completeness>;
