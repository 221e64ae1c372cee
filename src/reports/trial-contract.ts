/** A chain before it is switched on: what it would do, and what would change. */
import { Type, type Static } from "typebox";
import { Day, Id, lang, nullable } from "../kernel/wire.ts";

export const TrialQuery = Type.Object({
  client: Id,
  on: Type.Optional(Type.String({ format: "date", description: "Today where absent." })),
  lang,
});
export const ComparisonQuery = Type.Object({
  on: Type.Optional(Type.String({ format: "date", description: "Today where absent." })),
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 31, default: 7 })),
  lang,
});

const parts = Type.Object({
  added: Type.Array(Type.String()),
  removed: Type.Array(Type.String()),
  changed: Type.Array(Type.String()),
});
const channel = nullable(Type.String({ description: "Null: no such touch." }));

export const ChainComparison = Type.Object({
  chain: Type.String(),
  from: Day,
  to: Day,
  differences: Type.Object({
    steps: parts,
    templates: parts,
    fields: Type.Array(Type.String({ description: "Other fields of the chain that differ." })),
  }),
  /** How many planned touches would come, go, or take another channel, by chain: one may push another aside. */
  counts: Type.Array(
    Type.Object({
      chain: Type.String(),
      occasion: Type.String(),
      new: Type.Integer(),
      gone: Type.Integer(),
      otherChannel: Type.Integer(),
      same: Type.Integer(),
    }),
  ),
  examples: Type.Array(
    Type.Object({
      client: Id,
      name: Type.String(),
      on: Day,
      chain: Type.String(),
      step: Type.String(),
      before: channel,
      after: channel,
    }),
  ),
});
export type ChainComparison = Static<typeof ChainComparison>;
