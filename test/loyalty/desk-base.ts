/** A desk with an office, tests speak to it over HTTP. */
import type { FastifyInstance } from "fastify";
import { createServer } from "../../src/http/server.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import type { Clock } from "../../src/kernel/clock.ts";
import { newId } from "../../src/kernel/ids.ts";
import { createLog } from "../../src/kernel/log.ts";
import { asProgram } from "../support/as-program.ts";

export type Answer = Record<string, unknown>;

export async function newOffice(db: Connection, name = `Office ${newId()}`): Promise<string> {
  const id = newId();
  await sql`insert into office (id, name, city, address, zone) values (${id}, ${name}, 'Москва', '-', 'Europe/Moscow')`.execute(
    db,
  );
  return id;
}

export interface Desk {
  server: FastifyInstance;
  /** A command; `path` begins after /api/v1/cards. */
  post(path: string, body: object, key?: string): Promise<Answer>;
  get(path: string): Promise<Answer>;
  addRange(body: object): Promise<Answer>;
}

export async function openDesk(db: Connection, clock: Clock): Promise<Desk> {
  const server = await asProgram(db, await createServer({ db, clock, log: createLog("silent") }));
  const send = async (
    method: "GET" | "POST",
    url: string,
    headers: Record<string, string>,
    payload?: object,
  ) => {
    const response = await server.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    return { status: response.statusCode, ...response.json<Answer>() };
  };
  return {
    server,
    post: (path, body, key = newId()) =>
      send("POST", `/api/v1/cards${path}`, { "idempotency-key": key }, body),
    get: (path) => send("GET", `/api/v1/cards${path}`, {}),
    addRange: (body) => send("POST", "/api/v1/card-number-ranges", {}, body),
  };
}
