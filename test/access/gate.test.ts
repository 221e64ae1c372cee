/** Nobody gets in without credentials, and no route is forgotten: the list is the API's own. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openServerToStrangers } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { addressOf, routesOf } from "./routes.ts";

/** What a stranger needs to become somebody. */
const open = [
  "GET /api/v1/door",
  "GET /api/v1/health",
  "GET /api/v1/invitations/{token}",
  "POST /api/v1/invitations/{token}",
  "POST /api/v1/owner-account",
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

  it.each(["Bearer povod_nothingthatwaseverissuedtoanybody", "Bearer x", "Basic YTpi"])(
    "takes no made-up credentials: %s",
    async (authorization) => {
      const response = await server.inject({ url: "/api/v1/today", headers: { authorization } });
      expect(response.statusCode).toBe(401);
      expect(response.headers["set-cookie"]).toBeUndefined();
    },
  );

  it("refuses in the reader's language", async () => {
    const refused = (language: string) =>
      server.inject({ url: "/api/v1/today", headers: { "accept-language": language } });
    expect((await refused("ru")).json()).toMatchObject({ detail: expect.stringContaining("войти") });
    expect((await refused("en")).json()).toMatchObject({ detail: expect.stringContaining("Sign in") });
  });
});
