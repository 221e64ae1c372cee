/** Chains and packs over HTTP. */
import { Type, type Static } from "typebox";
import { lang, Moment, nullable, oneOf } from "../kernel/wire.ts";
import { channels, purposes, type Chain } from "./chain.ts";

const chainStates = ["draft", "live", "paused", "retired"] as const;
const code = Type.String({ maxLength: 41, pattern: "^[a-z][a-z0-9-]*$" });

export const ChainPath = Type.Object({ code });
export const ChainQuery = Type.Object({ lang, version: Type.Optional(Type.Integer({ minimum: 1 })) });
export const PackPath = Type.Object({ pack: code });
export const PackChainPath = Type.Object({ pack: code, code });
export const ReaderQuery = Type.Object({ lang });

export const ChangeHeaders = Type.Object({
  "if-match": Type.String({
    maxLength: 200,
    description: 'The ETag of the chain that was read, or * for whatever it is now; "none" for a new chain.',
  }),
});

/** A chain as a list shows it, in the reader's language. */
export const ChainCard = Type.Object({
  code,
  name: Type.String(),
  about: Type.String(),
  occasion: Type.String(),
  pack: nullable(Type.String()),
  /** Whether the plan goes by it. */
  live: Type.Boolean(),
  state: nullable(oneOf(chainStates)),
  liveVersion: nullable(Type.Integer({ description: "In force: live, or paused." })),
  liveFrom: nullable(Moment),
  draftVersion: nullable(Type.Integer()),
  goal: Type.String(),
  controlShare: Type.String({ description: "Percent of its clients that it leaves alone." }),
  steps: Type.Array(
    Type.Object({
      code: Type.String(),
      offset: Type.String({ description: "From the occasion's day, ISO 8601 with a sign." }),
      window: Type.String({ description: "How long after that day it still makes sense." }),
      lateUntil: nullable(Type.String()),
      channels: Type.Array(oneOf(channels)),
      purpose: oneOf(purposes),
    }),
  ),
  warnings: Type.Array(Type.String({ description: "What a person who switches it on should know." })),
});
export type ChainCard = Static<typeof ChainCard>;
/** What the YAML of a chain says. */
export type ChainDefinition = Chain;
export const Chains = Type.Object({ chains: Type.Array(ChainCard) });

export const ChainPage = Type.Object({
  chain: ChainCard,
  /** Of the version asked for: the draft where there is one, else the one in force. */
  version: Type.Integer(),
  state: oneOf(chainStates),
  tag: Type.String({ description: "What who changes the chain sends as If-Match." }),
  yaml: Type.String(),
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      state: oneOf(chainStates),
      savedAt: nullable(Moment),
      liveFrom: nullable(Moment),
      retiredAt: nullable(Moment),
      pausedAt: nullable(Moment),
    }),
  ),
});
export type ChainPage = Static<typeof ChainPage>;

export const ChainText = Type.Object({ yaml: Type.String({ maxLength: 200_000 }) });
export const ChainCheck = Type.Object({
  mistakes: Type.Array(Type.String({ description: "Line, column, what was expected." })),
  warnings: Type.Array(Type.String()),
  sayable: Type.Array(
    Type.Object({
      written: Type.String({ description: "{{ card.balance }}" }),
      means: Type.String({ description: "What stands there, in the reader's language." }),
      only: nullable(oneOf(["ru", "en"])),
    }),
    { description: "What words about this occasion may name." },
  ),
});
export type ChainCheck = Static<typeof ChainCheck>;

export const Packs = Type.Object({
  packs: Type.Array(
    Type.Object({
      pack: code,
      name: Type.String(),
      about: Type.String(),
      /** How many of its chains are live. */
      live: Type.Integer(),
      shared: Type.Integer({ description: "How many are live word for word, as chains of other packs." }),
      chains: Type.Array(ChainCard),
    }),
  ),
});
export type Packs = Static<typeof Packs>;
export type PackChanged = Static<typeof PackChanged>;
export const PackChanged = Type.Object({
  changed: Type.Array(Type.String({ description: "The chains that are different now." })),
  warnings: Type.Array(Type.String()),
});
