/** API keys: what another program may do here. */
import { Type, type Static } from "typebox";
import { Id, Moment, nullable, oneOf } from "../kernel/wire.ts";
import { scopes } from "./rights.ts";

const given = Type.Array(oneOf(scopes), { minItems: 1, maxItems: scopes.length, uniqueItems: true });

export const NewApiKey = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$" }),
    scopes: given,
    expiresAt: Type.Optional(Moment),
  },
  { additionalProperties: false },
);
export type NewApiKey = Static<typeof NewApiKey>;

export const ApiKeyPath = Type.Object({ id: Id });
export const ApiKey = Type.Object({
  id: Id,
  name: Type.String(),
  prefix: Type.String({ description: "How the key begins." }),
  scopes: given,
  madeBy: nullable(Type.String()),
  madeAt: Moment,
  expiresAt: nullable(Moment),
  revokedAt: nullable(Moment),
  lastUsedAt: nullable(Moment),
});
export type ApiKey = Static<typeof ApiKey>;
export const ApiKeys = Type.Object({ keys: Type.Array(ApiKey), scopes: Type.Array(oneOf(scopes)) });
export type ApiKeys = Static<typeof ApiKeys>;

/** `key` is told this once. */
export const MadeApiKey = Type.Object({ apiKey: ApiKey, key: Type.String() });
export type MadeApiKey = Static<typeof MadeApiKey>;
