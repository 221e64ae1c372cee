/**
 * A parameter that an address does not know is refused: whoever asks for `?form=…` and is answered as if they had not would
 * believe what they read.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { DomainError } from "../kernel/errors.ts";

/** Names parts of a shape; a shape may be put together of several. */
interface Shape {
  properties?: Record<string, unknown>;
  allOf?: readonly Shape[];
  anyOf?: readonly Shape[];
}

export function refuseUnknownParameters(server: FastifyInstance): void {
  server.addHook("preValidation", async (request) => {
    const asked = Object.keys(request.query ?? {});
    if (asked.length === 0 || request.routeOptions.url?.startsWith("/api/v1/") !== true) return;
    const known = knownTo(request);
    // A key may say for whom it acts wherever it asks.
    const unknown = asked.find((name) => !known.includes(name) && name !== "staffMember");
    if (unknown === undefined) return;
    const expected =
      known.length === 0 ? "this address takes no parameters" : `expected one of ${known.join(", ")}`;
    throw new DomainError("bad_input", `${unknown}: ${expected}.`, { place: { field: unknown } });
  });
}

function knownTo({ routeOptions: { schema } }: FastifyRequest): string[] {
  return schema?.querystring === undefined ? [] : [...new Set(namesOf(schema.querystring as Shape))].sort();
}

const namesOf = ({ properties = {}, allOf = [], anyOf = [] }: Shape): string[] => [
  ...Object.keys(properties),
  ...[...allOf, ...anyOf].flatMap(namesOf),
];
