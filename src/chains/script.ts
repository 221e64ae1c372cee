/** The words of a chain: what a letter says, and the script of a call with its questions, answers and ways on. */
import { Type, type Static } from "typebox";

/** What a template may call besides Liquid's own filters: sums and days as people say them. */
export const ownFilters = ["money", "day"] as const;

/** Says what was expected where the value is not that; src/chains/mistakes.ts reads it. */
export const expected = (ru: string, en: string) => ({ expected: { ru, en } });

/** Of a record: no other names than `key` describes; src/chains/mistakes.ts says which. */
export const namedAs = (key: ReturnType<typeof Type.String> & Partial<ReturnType<typeof expected>>) => ({
  additionalProperties: false,
  names: key.expected,
});

export const code = Type.String({
  pattern: "^[a-z][a-z0-9-]{1,40}$",
  ...expected(
    "строчная латиница и дефисы, от 2 до 41 знака",
    "small Latin letters and dashes, 2 to 41 of them",
  ),
});

const saidText = Type.String({ pattern: "\\S", ...expected("непустой текст", "some text") });

export const words = Type.Object({ ru: saidText, en: saidText }, { additionalProperties: false });

/** What is known of a client once a question is answered; `attribute:<name>` is one of the business's own. */
const fact = Type.String({
  pattern:
    "^(?:birthday|email|phone|language|hours|office|card-office|gift-office|statement-office|planned-trip|appointment|consent|note|attribute:[a-z][a-z0-9_-]{0,60})$",
  ...expected(
    "одно из birthday, email, phone, language, hours, office, card-office, gift-office, statement-office, planned-trip, appointment, consent, note или attribute:имя",
    "one of birthday, email, phone, language, hours, office, card-office, gift-office, statement-office, planned-trip, appointment, consent, note, or attribute:name",
  ),
});

const answer = Type.Object(
  {
    code,
    /** What the client says; the operator picks it. */
    text: words,
    /** Facts as they are stored, by name: `{ "attribute:liked": "yes" }`. */
    store: Type.Optional(Type.Record(fact, Type.String(), namedAs(fact))),
    /** What the answer opens: a complaint for the manager, a handoff, a wish not to be disturbed. */
    opens: Type.Optional(Type.Enum(["complaint", "handoff", "do-not-disturb"])),
    /** What the answer means for the chain. */
    outcome: Type.Optional(Type.Enum(["goal", "refused", "call-back"])),
    /** The question that follows; `end` ends the conversation. Absent: the next one. */
    next: Type.Optional(code),
  },
  { additionalProperties: false },
);

const question = Type.Object(
  {
    code,
    ask: words,
    /** What a free answer is stored as. */
    fact: Type.Optional(fact),
    /** Asked only while the fact is not known. */
    onlyIfMissing: Type.Optional(Type.Boolean()),
    answers: Type.Optional(Type.Array(answer, { minItems: 1 })),
    next: Type.Optional(code),
  },
  { additionalProperties: false },
);
export type Question = Static<typeof question>;

/** A conversation: what is said first, the questions, what is said last. */
const branches = Type.Object(
  {
    opening: words,
    questions: Type.Array(question, { minItems: 1 }),
    closing: Type.Optional(words),
  },
  { additionalProperties: false },
);

const scriptSchema = Type.Union([words, branches]);
type Script = Static<typeof scriptSchema>;

export const templateSchema = Type.Object(
  {
    /** Of a letter. */
    subject: Type.Optional(words),
    body: Type.Optional(words),
    /** What is said where the step is a call or a meeting. */
    script: Type.Optional(scriptSchema),
    /** What is proposed, with every condition in plain words: without them it cannot be saved. */
    offer: Type.Optional(Type.Object({ what: words, conditions: words }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
export type Template = Static<typeof templateSchema>;

export const questionsOf = (script: Script | undefined): Question[] =>
  script && "questions" in script ? script.questions : [];
