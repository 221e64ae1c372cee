/** Nobody gets in without credentials, and no route is forgotten: the list is the API's own. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openServerToStrangers } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { letIn } from "./people.ts";
import { addressOf, routesOf } from "./routes.ts";

const anna = { name: "Анна", email: "anna@example.org", password: "correct horse battery" };

/** What a stranger needs to become somebody, and whoever was sent a letter to stop such letters. */
const open = [
  "GET /api/v1/door",
  "GET /api/v1/health",
  "GET /api/v1/invitations/{token}",
  "POST /api/v1/invitations/{token}",
  "POST /api/v1/owner-account",
  "GET /api/v1/stops/{token}",
  "POST /api/v1/stops/{token}",
];

onEveryEngine("the gate", (database) => {
  let server: FastifyInstance;
  beforeAll(async () => {
    server = await openServerToStrangers(database());
  });
  afterAll(() => server.close());

  it("knows of every route what it needs, and lets no stranger through", async () => {
    const answered: string[] = [];
    for (const route of await routesOf(server)) {
      const response = await server.inject({ method: route.method, url: addressOf(route) });
      const said = `${route.method} ${route.path}`;
      if (response.statusCode !== 401) answered.push(said);
      else {
        expect(response.json(), said).toMatchObject({ status: 401, code: "unauthenticated" });
        expect(response.headers["www-authenticate"], said).toBe("Bearer");
      }
    }
    expect(answered.filter((route) => !open.includes(route))).toEqual([]);
  });

  it("is ready with every contract compiled, though a route's own waits until it is asked", async () => {
    const whole = await openServerToStrangers(database(), { compilesAtOnce: true });
    await whole.ready();
    expect((await routesOf(whole)).length).toBe((await routesOf(server)).length);
    await whole.close();
  });

  it.each(["Bearer povod_nothingthatwaseverissuedtoanybody", "Bearer x", "Basic YTpi"])(
    "takes no made-up credentials: %s",
    async (authorization) => {
      const response = await server.inject({ url: "/api/v1/today", headers: { authorization } });
      expect(response.statusCode).toBe(401);
      expect(response.headers["set-cookie"]).toBeUndefined();
    },
  );

  it("answers to its own address on other machines, with cookies that never cross a network in the open", async () => {
    const address = "https://povod.example";
    const outside = await openServerToStrangers(database(), { address });
    const host = "povod.example";
    const door = await outside.inject({ url: "/api/v1/door", headers: { host } });
    // Through a proxy everybody seems to be on this machine: the first account is made by command.
    expect(door.json()).toMatchObject({ firstStart: false });
    expect(door.headers["strict-transport-security"]).toBeDefined();
    const come = (headers: Record<string, string>) =>
      outside.inject({ method: "POST", url: "/api/v1/owner-account", headers, payload: anna });
    expect((await come({ host, origin: address })).json()).toMatchObject({ code: "forbidden" });
    expect((await outside.inject({ url: "/", headers: { host: "other.example" } })).statusCode).toBe(421);
    const { cookie } = await letIn(database().db, outside, { role: "operator" });
    expect(cookie).toMatch(/^__Secure-povod\./);
    const me = (origin: string) =>
      outside.inject({ method: "DELETE", url: "/api/v1/me/sessions", headers: { host, origin, cookie } });
    expect((await me("https://evil.example")).statusCode).toBe(403);
    expect((await me(address)).statusCode).toBe(200);
    await outside.close();
  });

  it("refuses in the reader's language", async () => {
    const refused = (language: string) =>
      server.inject({ url: "/api/v1/today", headers: { "accept-language": language } });
    expect((await refused("ru")).json()).toMatchObject({ detail: expect.stringContaining("войти") });
    expect((await refused("en")).json()).toMatchObject({ detail: expect.stringContaining("Sign in") });
  });
});
