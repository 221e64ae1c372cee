/** An import of a file of clients on the wire. */
import { Type, type Static } from "typebox";
import { cursor, Id, lang, Moment, next, nullable, oneOf, phrase } from "../kernel/wire.ts";

const count = Type.Integer({ minimum: 0 });
const fact = Type.String({ description: "What a column holds: `name`, `phone`, `birthday`, `ignore`, …" });

export const ImportQuery = Type.Object({
  name: phrase(255, "What the file is called."),
  columns: Type.Optional(
    phrase(20_000, 'What columns hold where the guess is wrong: a JSON object, `{"Клиент":"name"}`.'),
  ),
  mapping: Type.Optional(phrase(100, "A saved mapping of columns.")),
  sheet: Type.Optional(phrase(100, "The sheet of a workbook; by default the first one.")),
  region: Type.Optional(phrase(2, "Country of phone numbers without its code.")),
  wording: Type.Optional(
    phrase(100, "The version of the wording the consents were given to; without it none is recorded."),
  ),
  onDifference: Type.Optional(oneOf(["keep", "take"])),
  notBirthdays: Type.Optional(
    phrase(500, "Days that are no birthdays, with commas: `1970-01-01`, `--01-01` without a year."),
  ),
  lang,
});
export type ImportQuery = Static<typeof ImportQuery>;

const RowCounts = Type.Object({ made: count, changed: count, unchanged: count, differing: count });

export const Import = Type.Object({
  id: Id,
  fileName: Type.String(),
  state: oneOf(["reading", "previewed", "importing", "done", "undoing", "undone"]),
  startedAt: Moment,
  endedAt: nullable(Moment),
  onDifference: oneOf(["keep", "take"]),
  region: Type.String(),
  wording: nullable(Type.String()),
  encoding: nullable(Type.String({ description: "null for a workbook." })),
  delimiter: nullable(Type.String()),
  sheet: nullable(Type.String()),
  otherSheets: Type.Array(Type.String()),
  columns: Type.Array(
    Type.Object({ heading: Type.String(), fact, by: oneOf(["mapping", "guess", "unknown"]) }),
  ),
  firstRows: Type.Array(Type.Object({ line: count, cells: Type.Array(Type.String()) }), {
    description: "As they stand in the file; only until the import is done.",
  }),
  suspiciousBirthdays: Type.Array(Type.Object({ day: Type.String(), rows: count, isToday: Type.Boolean() })),
  rows: count,
  leftOut: Type.Integer({ minimum: 0, description: "Rows that stay outside: see `bad-rows`." }),
  consentsWithoutWording: count,
  expected: nullable(RowCounts),
  done: nullable(RowCounts),
  undone: nullable(
    Type.Object({ removed: count, restored: count, kept: count, factsKept: count, wishesRemoved: count }),
  ),
});
export type Import = Static<typeof Import>;

export const Imports = Type.Object({ imports: Type.Array(Import) });
export type Imports = Static<typeof Imports>;
export const ImportPath = Type.Object({ id: Id });
export const ImportLanguage = Type.Object({ lang });

export const ImportProblemsQuery = Type.Object({
  code: Type.Optional(phrase(50, "Only rows with this kind of problem.")),
  leftOut: Type.Optional(
    Type.Boolean({ description: "Only of rows that stay outside, or only of the others." }),
  ),
  cursor,
  lang,
});
export const ImportProblems = Type.Object({
  rows: Type.Array(
    Type.Object({
      line: Type.Integer(),
      leftOut: Type.Boolean(),
      problems: Type.Array(
        Type.Object({
          code: Type.String(),
          severity: oneOf(["error", "warning", "question"]),
          column: nullable(Type.String()),
          fact: nullable(fact),
          value: nullable(Type.String()),
          other: nullable(Type.String()),
          says: Type.String(),
        }),
      ),
    }),
  ),
  next,
});
export type ImportProblems = Static<typeof ImportProblems>;

export const MappingPath = Type.Object({ name: phrase(100) });
export const MappingColumns = Type.Object({
  columns: Type.Record(Type.String({ maxLength: 500 }), Type.String({ maxLength: 50 })),
});
export const Mapping = Type.Object({
  name: Type.String(),
  columns: Type.Record(Type.String(), fact, { description: "By heading, in small letters without signs." }),
});
export const Mappings = Type.Object({ mappings: Type.Array(Mapping) });
export type Mappings = Static<typeof Mappings>;

export const ProblemKinds = Type.Object({
  kinds: Type.Array(
    Type.Object({
      code: Type.String(),
      severity: oneOf(["error", "warning", "question"]),
      rows: count,
      leftOut: Type.Integer({ minimum: 0, description: "How many of the rows stay outside." }),
      example: Type.Object({ line: Type.Integer(), says: Type.String() }),
    }),
    { description: "Those that keep rows outside first, then the most frequent." },
  ),
});
export type ProblemKinds = Static<typeof ProblemKinds>;

export const ImportFacts = Type.Object({
  facts: Type.Array(Type.Object({ fact, title: Type.String() }), {
    description: "What a column can hold.",
  }),
});
export type ImportFacts = Static<typeof ImportFacts>;
