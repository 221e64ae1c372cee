/** The act of an erasure: what was destroyed, and nothing of what it said. */
import { Type, type Static } from "typebox";
import { Sharing } from "../clients/demand-contract.ts";
import { Day, Id, lang, Moment, nullable } from "../kernel/wire.ts";

export const EraseBody = Type.Object({
  staffMember: Type.Optional(Type.String({ format: "uuid", description: "Who does it." })),
});

const Kinds = (description: string) =>
  Type.Array(
    Type.Object({
      kind: Type.String({ description: "The table." }),
      name: Type.String({ description: "In the reader's language." }),
      rows: Type.Integer(),
    }),
    { description },
  );

export const ErasureAct = Type.Object({
  number: Type.Integer(),
  client: Type.String({ format: "uuid", description: "The record without a name that stays." }),
  demand: Id,
  receivedOn: Day,
  dueOn: Day,
  erasedAt: Moment,
  inTime: Type.Boolean(),
  erasedBy: nullable(Type.Object({ id: Id, name: Type.String() })),
  ground: Type.String(),
  sharingThen: Type.Integer({
    description: "How many other records had one of the addresses then. They were left as they were.",
  }),
  sharing: Sharing,
  destroyed: Kinds("Rows that are gone."),
  blanked: Kinds("Rows that stay without what they said of the client."),
});
export type ErasureAct = Static<typeof ErasureAct>;

export const ErasureActs = Type.Object({
  acts: Type.Array(ErasureAct, { description: "The newest first." }),
});
export type ErasureActs = Static<typeof ErasureActs>;

export const ActPath = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });
export const ActQuery = Type.Object({ lang });
export const ActsQuery = Type.Object({
  lang,
  client: Type.Optional(Type.String({ format: "uuid", description: "Of one client only." })),
});
