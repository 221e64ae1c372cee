/** The script of a call with its branches, as an operator reads it. */
import { Type, type Static } from "typebox";
import { nullable, oneOf } from "../kernel/wire.ts";

export const SaidScript = Type.Object({
  language: oneOf(["ru", "en"], { description: "The client's: these words are said." }),
  opening: nullable(Type.String()),
  questions: Type.Array(
    Type.Object({
      code: Type.String(),
      ask: nullable(Type.String()),
      fact: nullable(Type.String({ description: "What a free answer is stored as." })),
      onlyIfMissing: Type.Boolean(),
      next: nullable(
        Type.String({ description: "The question that follows; null: the next one, end: none." }),
      ),
      answers: Type.Array(
        Type.Object({
          code: Type.String(),
          text: Type.String(),
          store: Type.Record(Type.String(), Type.String()),
          opens: nullable(oneOf(["complaint", "handoff", "do-not-disturb"])),
          outcome: nullable(oneOf(["goal", "refused", "call-back"])),
          next: nullable(Type.String()),
        }),
      ),
    }),
  ),
  closing: nullable(Type.String()),
});
export type SaidScript = Static<typeof SaidScript>;
