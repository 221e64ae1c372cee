/** The letters that the demo's own mail server has kept, as they cross the wire. */
import { Type, type Static } from "typebox";
import { cursor, Id, Moment, next } from "../kernel/wire.ts";

export const LettersQuery = Type.Object({ cursor });
export type LettersQuery = Static<typeof LettersQuery>;

export const LetterPath = Type.Object({ id: Id });

export const LetterInList = Type.Object({
  id: Id,
  subject: Type.String(),
  from: Type.String(),
  to: Type.String(),
  at: Moment,
});
export type LetterInList = Static<typeof LetterInList>;

export const Letters = Type.Object({
  letters: Type.Array(LetterInList),
  count: Type.Integer({ description: "How many letters are kept in all." }),
  next,
});
export type Letters = Static<typeof Letters>;

export const Letter = Type.Object({
  ...LetterInList.properties,
  html: Type.String({ description: "Written by nobody we trust: show it in a sandboxed frame only." }),
  text: Type.String(),
});
export type Letter = Static<typeof Letter>;
