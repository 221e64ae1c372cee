/** A server whose callers, where they bring no credentials of their own, are a program with an API key for everything. */
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { makeApiKey } from "../../src/access/actions/make-api-key.ts";
import { scopes } from "../../src/access/rights.ts";
import type { Connection } from "../../src/database/sql.ts";
import { systemClock } from "../../src/kernel/clock.ts";

/** The text of a new key that may whatever a key may. */
export async function keyForEverything(db: Connection): Promise<string> {
  const { key } = await makeApiKey({ db, clock: systemClock }, { name: "tests", scopes, madeBy: null });
  return key;
}

export async function asProgram(db: Connection, server: FastifyInstance): Promise<FastifyInstance> {
  const authorization = `Bearer ${await keyForEverything(db)}`;
  const inject = server.inject.bind(server) as (asked: InjectOptions) => Promise<LightMyRequestResponse>;
  const withKey = (asked: string | InjectOptions): Promise<LightMyRequestResponse> => {
    const options = typeof asked === "string" ? { url: asked } : asked;
    const given = options.headers ?? {};
    if (given["authorization"] !== undefined || given["cookie"] !== undefined) return inject(options);
    return inject({ ...options, headers: { ...given, authorization } });
  };
  return Object.assign(server, { inject: withKey });
}
