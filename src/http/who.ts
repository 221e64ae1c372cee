/** Who stands behind a request, for the books that keep it. */
import type { FastifyRequest } from "fastify";

/** Whoever is signed in; an API key may name somebody who works here. */
export function whoAsks({ caller, query, body }: FastifyRequest): {
  staffMember: string | null;
  key: string | null;
} {
  if (caller?.kind === "staff") return { staffMember: caller.id, key: null };
  const named = [query, body]
    .map((part) => (part as { staffMember?: unknown } | null | undefined)?.staffMember)
    .find((name) => typeof name === "string");
  return { staffMember: named ?? null, key: caller?.id ?? null };
}
