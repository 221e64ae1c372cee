/** The words of a chain's step as one client would get them, before anybody does. */
import { Type, type Static } from "typebox";
import { Day, Id, lang, nullable, oneOf } from "../kernel/wire.ts";

export const PreviewQuery = Type.Object({ lang });
export const PreviewRequest = Type.Object(
  {
    yaml: Type.String({ minLength: 1, maxLength: 200_000, description: "The chain as it would be." }),
    step: Type.String({ maxLength: 41 }),
    client: Type.Optional(Type.Unsafe<string>({ type: "string", format: "uuid" })),
    language: Type.Optional(oneOf(["ru", "en"])),
  },
  { additionalProperties: false },
);

const ScriptWords = Type.Object({
  opening: Type.String(),
  questions: Type.Array(
    Type.Object({
      code: Type.String(),
      ask: Type.String(),
      answers: Type.Array(Type.Object({ text: Type.String(), next: nullable(Type.String()) })),
    }),
  ),
  closing: nullable(Type.String()),
});
export type ScriptWords = Static<typeof ScriptWords>;

export const StepPreview = Type.Object({
  client: nullable(Id),
  name: nullable(Type.String({ description: "Null: nobody has this occasion in the time to come." })),
  language: nullable(oneOf(["ru", "en"])),
  occasion: nullable(Type.Object({ date: Day, dueOn: Day, text: Type.String() })),
  letter: nullable(Type.Object({ subject: Type.String(), html: Type.String(), text: Type.String() })),
  script: nullable(ScriptWords),
  problems: Type.Array(Type.String({ description: "Why these words cannot be said to this client." })),
  clients: Type.Array(
    Type.Object({ id: Id, name: Type.String(), dueOn: Day }, { description: "Who has this occasion soon." }),
  ),
});
export type StepPreview = Static<typeof StepPreview>;
