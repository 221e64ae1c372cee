/** How money, days, moments and ids look on the wire; every contract builds on these. Pure: the browser uses it too. */
import { Type, type TSchema } from "typebox";

export const Money = Type.String({
  pattern: "^-?\\d+\\.\\d{2}$",
  description: "A sum in the business's currency, two places.",
  examples: ["4860.00"],
});
export const Day = Type.String({ format: "date", description: "A calendar day, YYYY-MM-DD." });
export const Month = Type.String({
  pattern: "^[12]\\d{3}-(0[1-9]|1[0-2])$",
  description: "A calendar month, YYYY-MM.",
});
export const Moment = Type.String({ format: "date-time", description: "A moment in UTC, RFC 3339." });
export const TimeOfDay = Type.String({
  pattern: "^\\d{2}:\\d{2}$",
  description: "A local time of day, HH:MM.",
});
export const Id = Type.String({ format: "uuid" });

export const nullable = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);

/** One of a closed list of words. */
export const oneOf = <const Words extends readonly string[]>(
  words: Words,
  options: { description?: string } = {},
) => Type.Unsafe<Words[number]>({ type: "string", enum: words, ...options });

/** A few words from a person; a zero character is no text to a database. */
export const phrase = (maxLength: number, description?: string) =>
  Type.String({ maxLength, pattern: "^[^\\u0000]*$", ...(description === undefined ? {} : { description }) });

/** The reader's language; without it Accept-Language decides, then the business's own. */
export const lang = Type.Optional(oneOf(["ru", "en"]));

/** Where the next page begins: what the last answer called `next`. */
export const cursor = Type.Optional(
  Type.String({ maxLength: 4000, description: "`next` of the page before; absent for the first page." }),
);
export const next = nullable(Type.String({ description: "The cursor of the next page; null on the last." }));

/** The tag of what was read, out of If-Match; undefined, whatever it is now, for `*` and where nothing is said. */
export const tagIn = (header: string | undefined): string | undefined =>
  header?.trim() === "*" ? undefined : header?.trim().replace(/^(?:W\/)?"(.*)"$/, "$1");

/** What an answer to many at once says of each that was refused; null for the others. */
export const whyRefused = {
  detail: nullable(Type.String({ description: "Why it was refused." })),
  field: nullable(Type.String({ description: "The part of the row that is wrong." })),
};

/** RFC 9457. `code` is one of the program's closed list. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.Optional(
    Type.String({ description: "One sentence for a person, in the language of the request." }),
  ),
  field: Type.Optional(Type.String({ description: "The part of the request that is wrong." })),
  survivor: Type.Optional(
    Type.String({
      format: "uuid",
      description: "The client that answers for a record that was merged, with `client_merged`.",
    }),
  ),
});
