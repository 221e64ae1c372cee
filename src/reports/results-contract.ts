/** The owner's morning: today and this month against the last one to the same day, and the lists behind the numbers. */
import { Type, type Static } from "typebox";
import { cursor, Day, Id, lang, next, nullable, oneOf } from "../kernel/wire.ts";

export const periods = ["today", "month", "before", "lastMonth"] as const;
export type Period = (typeof periods)[number];
export const resultLists = ["returned", "purchases", "cards", "calls", "burning"] as const;
export type ResultList = (typeof resultLists)[number];

const Range = Type.Object({ from: Day, through: Day });
const value = Type.String({ pattern: "^-?\\d+(\\.\\d{2})?$", description: "A count, or a sum." });

export const ResultsQuery = Type.Object({ lang });

export const Results = Type.Object({
  today: Day,
  periods: Type.Object(
    { today: Range, month: Range, before: Range, lastMonth: Range },
    { description: "before: the last month through the same day; lastMonth: all of it." },
  ),
  figures: Type.Array(
    Type.Object({
      figure: oneOf(["returned", "purchases", "turnover", "cards", "cardIncome", "talks", "calls"]),
      list: oneOf(["returned", "purchases", "cards", "calls"], { description: "What stands behind it." }),
      kind: oneOf(["count", "money"]),
      today: value,
      month: value,
      before: value,
      lastMonth: value,
    }),
  ),
  operators: Type.Object(
    {
      today: nullable(Type.Integer()),
      month: nullable(Type.Integer()),
      before: nullable(Type.Integer()),
      lastMonth: nullable(Type.Integer()),
      callSeconds: Type.Integer({ description: "How long a call takes, as measured." }),
    },
    { description: "How many calls the operators' hours allow. Null: no hours are set." },
  ),
});
export type Results = Static<typeof Results>;

export const ResultListPath = Type.Object({ list: oneOf(resultLists) });
export const ResultListQuery = Type.Object({
  period: Type.Optional(oneOf(periods)),
  office: Type.Optional(Id),
  days: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 366,
      description: "With `burning`: within so many days; 30 if absent.",
    }),
  ),
  cursor,
  lang,
});
export type ResultListQuery = Static<typeof ResultListQuery>;
export const ResultFilePath = Type.Object({ file: Type.String({ pattern: "^[a-z]+\\.(csv|xlsx)$" }) });

export const ResultRows = Type.Object({
  list: oneOf(resultLists),
  from: Day,
  through: Day,
  columns: Type.Array(
    Type.Object({ title: Type.String(), kind: oneOf(["text", "count", "money", "percent", "day"]) }),
  ),
  rows: Type.Array(
    Type.Object({
      client: Id,
      name: Type.String(),
      cells: Type.Array(nullable(Type.String()), {
        description: "Below the columns, after the client's name.",
      }),
    }),
  ),
  next,
});
export type ResultRows = Static<typeof ResultRows>;
