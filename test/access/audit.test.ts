/** Who changed what and who looked at whom is on record, with whoever it really was. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Audit } from "../../src/access/audit-contract.ts";
import { makeApiKey } from "../../src/access/actions/make-api-key.ts";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { openServerToStrangers } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { letIn, type Person } from "./people.ts";

onEveryEngine("the audit", (database) => {
  let server: FastifyInstance;
  let owner: Person;
  let operator: Person;
  let key: { id: string; key: string };
  let client: string;

  beforeAll(async () => {
    const { db } = database();
    server = await openServerToStrangers(database(), { clock: systemClock });
    [owner, operator] = [
      await letIn(db, server, { role: "owner" }),
      await letIn(db, server, { role: "operator" }),
    ];
    key = await makeApiKey(
      { db, clock: systemClock },
      { name: "Касса", scopes: ["clients:read", "clients:write"], madeBy: owner.id },
    );
    client = newId();
    await sql`insert into client (id, family_name, created_on) values (${client}::text::uuid, 'Иванова', '2026-01-01')`.execute(
      db,
    );
  });
  afterAll(() => server.close());

  const audit = async (query: Record<string, string>) =>
    (await server.inject({ url: "/api/v1/audit", query, headers: { cookie: owner.cookie } })).json<Audit>();
  const look = (headers: Record<string, string>) =>
    server.inject({ url: `/api/v1/clients/${client}`, headers });
  const wish = (headers: Record<string, string>, staffMember?: string) =>
    server.inject({
      method: "POST",
      url: `/api/v1/clients/${client}/wishes`,
      headers: { ...headers, "idempotency-key": newId() },
      payload: { scope: "everything", words: "не звоните", ...(staffMember ? { staffMember } : {}) },
    });

  it("tells of a look whose it was, a person's or a key's", async () => {
    expect((await look({ cookie: operator.cookie })).statusCode).toBe(200);
    expect((await look({ authorization: `Bearer ${key.key}` })).statusCode).toBe(200);
    const seen = (await audit({ kind: "look", client })).lines;
    expect(seen).toContainEqual(
      expect.objectContaining({ what: "page", client, who: expect.objectContaining({ id: operator.id }) }),
    );
    expect(seen).toContainEqual(expect.objectContaining({ who: { id: key.id, name: "Касса", kind: "key" } }));
    expect((await audit({ kind: "look", who: operator.id })).lines.map(({ who }) => who?.id)).toEqual(
      expect.arrayContaining([operator.id]),
    );
  });

  it("tells of each of many looks at once, and of every part of a page that was shown", async () => {
    const clients = Array.from({ length: 20 }, () => newId());
    for (const id of clients)
      await sql`insert into client (id, created_on) values (${id}::text::uuid, '2026-01-01')`.execute(
        database().db,
      );
    const answers = await Promise.all(
      clients.map((id) =>
        server.inject({ url: `/api/v1/clients/${id}?with=timeline`, headers: { cookie: operator.cookie } }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(clients.map(() => 200));
    for (const id of clients) {
      const { lines } = await audit({ kind: "look", client: id });
      expect(lines.map(({ what, who }) => `${what} ${who?.id}`).toSorted()).toEqual([
        `page ${operator.id}`,
        `timeline ${operator.id}`,
      ]);
    }
  });

  it("lets nobody look in the name of somebody who does not work here, whoever looks beside them", async () => {
    const asked = (staffMember: string) =>
      server.inject({
        url: `/api/v1/clients/${client}`,
        query: { staffMember },
        headers: { authorization: `Bearer ${key.key}` },
      });
    const answers = await Promise.all([asked(operator.id), asked(newId()), asked(owner.id)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 400, 200]);
    expect(answers[1]?.json()).toMatchObject({ code: "bad_input", field: "staffMember" });
  });

  it("tells of a change whose it was, and of none that was refused", async () => {
    expect((await wish({ cookie: operator.cookie })).statusCode).toBe(200);
    expect((await wish({ cookie: operator.cookie }, owner.id)).statusCode).toBe(403);
    const { lines } = await audit({ kind: "change", client });
    expect(lines).toMatchObject([
      {
        kind: "change",
        what: "POST /api/v1/clients/:id/wishes",
        subject: { id: client },
        client,
        who: { id: operator.id, kind: "staff" },
      },
    ]);
    const changes = await server.inject({
      url: `/api/v1/clients/${client}/changes`,
      headers: { cookie: owner.cookie },
    });
    expect(changes.json()).toMatchObject({ changes: [{ staffMember: { id: operator.id } }] });
  });

  it("is narrowed to days, and comes in pages without a gap", async () => {
    for (let times = 0; times < 55; times++) await look({ cookie: operator.cookie });
    const first = await audit({ who: operator.id, kind: "look" });
    expect(first.lines).toHaveLength(50);
    const second = await audit({ who: operator.id, kind: "look", cursor: first.next ?? "" });
    const ids = [...first.lines, ...second.lines].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(55);
    expect([...ids].sort().toReversed()).toEqual(ids);
    expect((await audit({ to: "2020-01-01" })).lines).toEqual([]);
  });

  it("knows a key that was revoked no more", async () => {
    const gone = await server.inject({
      method: "DELETE",
      url: `/api/v1/api-keys/${key.id}`,
      headers: { cookie: owner.cookie },
    });
    expect(gone.json()).toMatchObject({
      name: "Касса",
      revokedAt: expect.any(String),
      lastUsedAt: expect.any(String),
    });
    expect((await look({ authorization: `Bearer ${key.key}` })).statusCode).toBe(401);
  });
});
