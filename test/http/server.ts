/** The real server on a test's database, with a clock that stands still. */
import type { FastifyInstance } from "fastify";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Static, TSchema } from "typebox";
import { Value } from "typebox/value";
import { expect } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { createServer, type ServerOptions } from "../../src/http/server.ts";
import { createLog } from "../../src/kernel/log.ts";
import { asProgram } from "../support/as-program.ts";

/** Sunday, 22 November 2026, 12:20 in Moscow and 14:20 in Yekaterinburg. */
export const now = Temporal.Instant.from("2026-11-22T09:20:00Z");

/** Who sends no credentials of their own is a program with an API key that may everything. */
type StrangersOptions = Partial<
  Pick<
    ServerOptions,
    | "address"
    | "allowPrivateWebhooks"
    | "clock"
    | "compilesAtOnce"
    | "dial"
    | "letterbox"
    | "news"
    | "postToStaff"
  >
>;

export async function openServer(
  database: Database,
  options: Omit<StrangersOptions, "postToStaff"> = {},
): Promise<FastifyInstance> {
  return asProgram(database.db, await openServerToStrangers(database, options));
}

export function openServerToStrangers(
  database: Database,
  options: StrangersOptions = {},
): Promise<FastifyInstance> {
  return createServer({
    db: database.db,
    clock: { now: () => now },
    log: createLog("silent"),
    ...options,
    screens: mkdtempSync(join(tmpdir(), "povod-screens-")),
  });
}

/** The answer, which must be 200 and of the shape that the contract promises. */
export async function get<Shape extends TSchema>(
  server: FastifyInstance,
  url: string,
  shape: Shape,
): Promise<Static<Shape>> {
  const response = await server.inject({ url, headers: { "accept-language": "ru" } });
  expect(response.statusCode, response.body).toBe(200);
  const body: unknown = response.json();
  expect([...Value.Errors(shape, body)]).toEqual([]);
  return body as Static<Shape>;
}
