/** Coming in: the first account, an invitation, a password, a second factor; and going out again. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sweepExpired } from "../../src/access/actions/sweep-expired.ts";
import type { Me } from "../../src/access/contract.ts";
import type { MadeLink, Sessions, Staff } from "../../src/access/staff-contract.ts";
import { sql } from "../../src/database/sql.ts";
import { openServerToStrangers } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { totpOf } from "../support/totp.ts";
import { addOffice, cookieOf, letIn, password } from "./people.ts";

onEveryEngine("accounts", (database) => {
  let server: FastifyInstance;
  let owner: { cookie: string };
  let atOnce: Awaited<ReturnType<typeof come>>[];
  const doors: { firstStart: boolean }[] = [];
  beforeAll(async () => {
    server = await openServerToStrangers(database());
    doors.push(await door());
    atOnce = await Promise.all(["anna", "boris", "vera"].map(come));
    const first = atOnce.find((answer) => answer.statusCode === 200);
    if (!first) throw new Error("nobody came in");
    owner = { cookie: cookieOf(first) };
    doors.push(await door());
  });
  afterAll(() => server.close());

  const send = (method: "GET" | "POST" | "PATCH" | "DELETE", url: string, cookie: string, payload?: object) =>
    server.inject({
      method,
      url,
      headers: {
        ...(cookie === "" ? {} : { cookie }),
        host: "localhost",
        ...(method === "GET" ? {} : { origin: "http://localhost" }),
      },
      ...(payload ? { payload } : {}),
    });
  const signIn = (email: string, secret = password) =>
    send("POST", "/api/auth/sign-in/email", "", { email, password: secret });
  const come = (name: string) =>
    send("POST", "/api/v1/owner-account", "", { name, email: `${name}@Example.org`, password });
  const statuses = (answers: readonly { statusCode: number }[]) =>
    answers.map((answer) => answer.statusCode).sort((a, b) => a - b);
  const door = async () => (await send("GET", "/api/v1/door", "")).json<{ firstStart: boolean }>();
  const who = async (cookie: string) => send("GET", "/api/v1/me", cookie);

  it("asks for the owner's account once, whoever comes at the same moment", async () => {
    expect(doors).toMatchObject([{ firstStart: true, demo: false }, { firstStart: false }]);
    expect(statuses(atOnce)).toEqual([200, 403, 403]);
    const cookies = atOnce.map(({ headers }) => headers["set-cookie"]).filter((set) => set !== undefined);
    expect(cookies).toHaveLength(1);
    expect(String(cookies)).toMatch(/HttpOnly; SameSite=Lax/);
    expect((await who(owner.cookie)).json<Me>()).toMatchObject({ staffMember: { role: "owner" } });
    expect((await come("galina")).statusCode).toBe(403);
  });

  it("lets in whoever has the link, once, and tells nobody else the password's owner", async () => {
    const office = await addOffice(database().db);
    const invited = await send("POST", "/api/v1/staff", owner.cookie, {
      name: "Рогова Марина",
      email: "Marina@example.org",
      role: "desk",
      offices: [office],
    });
    const { path, staffMember } = invited.json<MadeLink>();
    expect(staffMember).toMatchObject({ state: "invited", email: "marina@example.org" });
    const link = `/api/v1/invitations/${path.split("/").at(-1)}`;
    expect((await send("GET", link, "")).json()).toMatchObject({ kind: "invitation", name: "Рогова Марина" });
    expect((await send("POST", link, "", { password: "short" })).statusCode).toBe(400);
    const taken = await Promise.all([1, 2].map(() => send("POST", link, "", { password })));
    expect(statuses(taken)).toEqual([200, 404]);
    expect((await send("GET", link, "")).statusCode).toBe(404);

    const wrong = await signIn("marina@example.org", "not the password");
    expect(wrong.statusCode).toBe(401);
    expect((await signIn("nobody@example.org")).json()).toEqual(wrong.json());
    const right = await signIn("MARINA@example.org");
    expect(right.statusCode).toBe(200);
    expect(right.json()).not.toHaveProperty("token");
    expect((await who(cookieOf(right))).json<Me>()).toMatchObject({
      staffMember: { id: staffMember.id, role: "desk" },
      offices: [{ id: office }],
    });
  });

  it("needs an office for whoever is bound to one, and an address that is free", async () => {
    const invite = (fields: object) =>
      send("POST", "/api/v1/staff", owner.cookie, { name: "Новый", email: "new@example.org", ...fields });
    expect((await invite({ role: "manager" })).json()).toMatchObject({ code: "bad_input", field: "offices" });
    expect((await invite({ role: "operator", email: "marina@example.org" })).json()).toMatchObject({
      code: "email_taken",
    });
  });

  it("shows where one is signed in, and ends it", async () => {
    const operator = await letIn(database().db, server, { role: "operator" });
    const elsewhere = cookieOf(await signIn(operator.email));
    const list = (await send("GET", "/api/v1/me/sessions", operator.cookie)).json<Sessions>().sessions;
    expect(list.filter(({ current }) => current)).toHaveLength(1);
    expect(list).toHaveLength(2);
    const there = list.find(({ current }) => !current)?.id ?? "";
    expect((await who(elsewhere)).statusCode).toBe(200);
    expect((await send("DELETE", `/api/v1/me/sessions/${there}`, operator.cookie)).statusCode).toBe(200);
    expect((await who(elsewhere)).statusCode).toBe(401);
    expect((await send("DELETE", `/api/v1/me/sessions/${there}`, owner.cookie)).statusCode).toBe(404);
    expect((await send("POST", "/api/auth/sign-out", operator.cookie, {})).statusCode).toBe(200);
    expect((await who(operator.cookie)).statusCode).toBe(401);
  });

  it("asks for a second factor where there is one, and takes a spare code once", async () => {
    const { email, cookie } = await letIn(database().db, server, { role: "administrator" });
    const enabling = await send("POST", "/api/auth/two-factor/enable", cookie, { password });
    const { totpURI, backupCodes } = enabling.json<{ totpURI: string; backupCodes: string[] }>();
    expect((await signIn(email)).json()).not.toHaveProperty("twoFactorRedirect");
    const on = await send("POST", "/api/auth/two-factor/verify-totp", cookie, { code: totpOf(totpURI) });
    expect(on.statusCode, on.body).toBe(200);
    expect((await who(cookieOf(on))).json<Me>().secondFactor).toBe(true);

    const half = await signIn(email);
    expect(half.json()).toMatchObject({ twoFactorRedirect: true });
    const ticket = cookieOf(half);
    expect((await who(ticket)).statusCode).toBe(401);
    const guess = await send("POST", "/api/auth/two-factor/verify-totp", ticket, { code: "000000" });
    expect(guess.statusCode).toBe(401);
    const whole = await send("POST", "/api/auth/two-factor/verify-totp", ticket, { code: totpOf(totpURI) });
    expect(whole.statusCode, whole.body).toBe(200);
    expect((await who(cookieOf(whole))).statusCode).toBe(200);

    const spare = async () => {
      const asked = cookieOf(await signIn(email));
      return send("POST", "/api/auth/two-factor/verify-backup-code", asked, { code: backupCodes[0] ?? "" });
    };
    expect((await spare()).statusCode).toBe(200);
    expect((await spare()).statusCode).toBe(401);
  });

  it("closes an account at once, and not the last that can let people in", async () => {
    const manager = await letIn(database().db, server, { role: "marketer" });
    const close = (id: string, cookie = owner.cookie) =>
      send("PATCH", `/api/v1/staff/${id}`, cookie, { disabled: true });
    expect((await close(manager.id)).json()).toMatchObject({ state: "disabled" });
    expect((await who(manager.cookie)).statusCode).toBe(401);
    expect((await signIn(manager.email)).statusCode).toBeGreaterThanOrEqual(400);

    const me = (await who(owner.cookie)).json<Me>().staffMember.id;
    expect((await close(me)).json()).toMatchObject({ code: "forbidden" });
    const administrator = await letIn(database().db, server, { role: "administrator" });
    expect((await close(me, administrator.cookie)).json()).toMatchObject({ code: "forbidden" });
    const { staff } = (await send("GET", "/api/v1/staff", owner.cookie)).json<Staff>();
    for (const { id, role } of staff) if (role === "administrator") await close(id);
    const demoted = await send("PATCH", `/api/v1/staff/${me}`, owner.cookie, { role: "operator" });
    expect(demoted.json()).toMatchObject({ code: "wrong_state" });
  });

  it("lets no page of another origin change anything", async () => {
    const foreign = (headers: Record<string, string>) =>
      server.inject({
        method: "DELETE",
        url: "/api/v1/me/sessions",
        headers: { cookie: owner.cookie, host: "localhost", ...headers },
      });
    expect((await foreign({ origin: "https://evil.example" })).json()).toMatchObject({ code: "forbidden" });
    expect((await foreign({ origin: "null" })).statusCode).toBe(403);
    expect((await foreign({ "sec-fetch-site": "cross-site" })).statusCode).toBe(403);
    expect((await foreign({ origin: "http://localhost", "sec-fetch-site": "same-origin" })).statusCode).toBe(
      200,
    );
  });

  it("forgets sessions that are over, and no others", async () => {
    const { db } = database();
    const operator = await letIn(db, server, { role: "operator" });
    await signIn(operator.email);
    await sql`
      update staff_session set expires_at = now() - interval '1 second'
      where staff_member_id = ${operator.id}::text::uuid and id = (
        select max(id::text)::uuid from staff_session where staff_member_id = ${operator.id}::text::uuid)`.execute(
      db,
    );
    expect(await sweepExpired(db)).toBeGreaterThanOrEqual(1);
    const { rows } = await sql`
      select id from staff_session where staff_member_id = ${operator.id}::text::uuid`.execute(db);
    expect(rows).toHaveLength(1);
    expect((await who(operator.cookie)).statusCode).toBe(200);
  });

  it("tires of guesses", async () => {
    const codes: number[] = [];
    for (let times = 0; times < 12; times++) {
      const guess = await server.inject({
        method: "POST",
        url: "/api/auth/sign-in/email",
        payload: { email: "anna@example.org", password: `guess ${times}` },
        remoteAddress: "198.51.100.7",
      });
      codes.push(guess.statusCode);
    }
    expect(codes.at(-1)).toBe(429);
  });
});
