/** A desk of the program over HTTP: clients made and changed, and what the plan of the day says of them. */
import type { FastifyInstance } from "fastify";
import type { Static } from "typebox";
import { Value } from "typebox/value";
import { expect } from "vitest";
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { Changed, type NewClient } from "../../src/clients/change-contract.ts";
import { FoundClients } from "../../src/clients/contract.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { ClientPage } from "../../src/reports/client-contract.ts";
import { get, now } from "../http/server.ts";

export const today = Temporal.PlainDate.from("2026-11-22");
/** Everybody here has a birthday on the day, so that there is a reason to be in touch. */
const birthday = { month: 11, day: 22 };

function taken({ status, body }: { status: number; body: unknown }): Static<typeof Changed> {
  expect(status, JSON.stringify(body)).toBe(200);
  expect([...Value.Errors(Changed, body)]).toEqual([]);
  return body as Static<typeof Changed>;
}

export class Desk {
  readonly server: FastifyInstance;
  readonly db: Connection;
  constructor(server: FastifyInstance, db: Connection) {
    this.server = server;
    this.db = db;
  }

  open(): Promise<void> {
    return installPack(this.db, "travel", Temporal.Instant.from("2026-01-01T00:00:00Z")) as Promise<never>;
  }

  async send(
    method: "POST" | "PATCH" | "PUT" | "DELETE",
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Record<string, unknown> }> {
    const response = await this.server.inject({
      method,
      url: `/api/v1${url}`,
      headers: { "idempotency-key": newId(), "if-match": "*", ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    return { status: response.statusCode, body: response.json(), headers: response.headers };
  }

  /** What must be taken. */
  async change(...asked: Parameters<Desk["send"]>): Promise<Static<typeof Changed>> {
    return taken(await this.send(...asked));
  }

  /** Reachable by these, with the consent to be contacted. */
  async client(contactPoints: NewClient["contactPoints"], more: NewClient = {}): Promise<string> {
    const { id } = await this.change("POST", "/clients", {
      givenName: "Анна",
      birthday,
      contactPoints,
      ...more,
    });
    await this.change("POST", `/clients/${id}/consents`, {
      consents: [{ purpose: "contact", given: true }],
      how: "form",
      wordingVersion: "1",
    });
    return id as string;
  }

  wish(client: string, wish: Record<string, unknown> = {}): Promise<Static<typeof Changed>> {
    return this.change("POST", `/clients/${client}/wishes`, {
      scope: "everything",
      words: "не звоните",
      ...wish,
    });
  }

  plan(on = today): Promise<void> {
    return planDay(this.db, { on, at: now });
  }

  /** `planned call`, `refused by do_not_disturb`; undefined where nothing stands in the plan. */
  async planned(client: string, on = today): Promise<string | undefined> {
    const { rows } = await sql<{ state: string; channel: string; rule: string | null }>`
      select state, channel, decided_by as rule from touch
      where client_id = ${client}::text::uuid and on_day = ${on.toString()}::text::date`.execute(this.db);
    const [touch] = rows;
    return (
      touch && (touch.rule === null ? `${touch.state} ${touch.channel}` : `${touch.state} by ${touch.rule}`)
    );
  }

  async profile(client: string): Promise<ClientPage["profile"]> {
    return (await get(this.server, `/api/v1/clients/${client}`, ClientPage)).profile;
  }

  /** What the page and the list say: is a wish in force by which nobody may disturb? */
  async showsSilence(client: string): Promise<[page: boolean, list: boolean]> {
    const { wishes, familyName } = await this.profile(client);
    const url = `/api/v1/clients?find=${encodeURIComponent(familyName)}`;
    const { clients } = await get(this.server, url, FoundClients);
    const page = wishes.some(({ scope, inForce }) => scope === "everything" && inForce);
    return [page, clients.find(({ id }) => id === client)?.doNotDisturb ?? false];
  }
}
