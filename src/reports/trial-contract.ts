/** A chain before it is switched on: what it would do, and what would change. */
import { Type, type Static } from "typebox";
import { Day, Id, lang, nullable } from "../kernel/wire.ts";
import { PlanChanges } from "../planning/contract.ts";

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
  counts: PlanChanges,
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
