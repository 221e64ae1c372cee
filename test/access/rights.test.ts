/** Every role at every route, and whoever is bound to offices at their own and at another, against the real API. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeApiKey } from "../../src/access/actions/make-api-key.ts";
import { keyAreas, rights, scopes, staffRoles, type StaffRole } from "../../src/access/rights.ts";
import { openServerToStrangers, now } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { addOffice, letIn, type Person } from "./people.ts";
import { addressOf, routesOf, type Route } from "./routes.ts";

/** Who may what, as it was agreed: Operator, Manager, Desk, marKeter, oWner, Administrator. */
const agreed: Record<string, string> = {
  "business.read": "OMDKWA",
  "business.change": "WA",
  "clients.read": "OMDKWA",
  "clients.change": "OMDWA",
  "clients.merge": "OMWA",
  "clients.import": "KWA",
  "clients.export": "WA",
  "clients.erase": "WA",
  "plan.read": "OMKWA",
  "calls.make": "OMWA",
  "handoffs.read": "OMWA",
  "handoffs.take": "MWA",
  "chains.read": "OMKWA",
  "chains.change": "KWA",
  "segments.read": "KWA",
  "segments.change": "KWA",
  "cards.read": "OMDWA",
  "cards.serve": "MDWA",
  "cards.adjust": "MWA",
  "cards.grace": "WA",
  "cards.rules": "WA",
  "gifts.read": "OMDWA",
  "gifts.give": "OMDWA",
  "gifts.stock": "MDWA",
  "reports.read": "KWA",
  "ledger.read": "WA",
  "letters.read": "OMDKWA",
  "webhooks.read": "WA",
  "webhooks.change": "WA",
  "staff.manage": "WA",
  "keys.manage": "WA",
  "audit.read": "WA",
  "signed in": "OMDKWA",
};
/** Routes that name an office which need not be one's own, and why. */
const anywhere: Record<string, string> = {
  "POST /api/v1/clients/{id}/appointments": "where the client wants to come",
  "PUT /api/v1/clients/{id}/appointments/{appointment}": "where the client wants to come",
  "POST /api/v1/clients/{id}/gifts": "where the client wants to fetch it",
  "PUT /api/v1/clients/{id}/gifts/{reservation}": "where the client wants to fetch it",
  "POST /api/v1/cards/{number}/renewal": "where the client wants the new card",
  "POST /api/v1/clients/{id}/handoffs": "whose manager the client goes to",
  "GET /api/v1/handoffs": "picks from a list",
  "GET /api/v1/planned-trips": "picks from a list",
  "GET /api/v1/complaints": "picks from a list",
  "GET /api/v1/card-number-ranges": "picks from a list",
  "GET /api/v1/reports/result-files/{file}": "picks from a list; the heads' alone",
  "GET /api/v1/reports/results/{list}": "picks from a list",
  "POST /api/v1/card-number-ranges": "the heads' alone",
  "POST /api/v1/grace-periods": "the heads' alone",
  "PUT /api/v1/card-plans": "the heads' alone",
  "PUT /api/v1/operator-hours": "the heads' alone",
};
const letters: Record<StaffRole, string> = {
  operator: "O",
  manager: "M",
  desk: "D",
  marketer: "K",
  owner: "W",
  administrator: "A",
};

describe("the table", () => {
  it("has an agreed row for every right, and no other", () => {
    expect(Object.keys(agreed).sort()).toEqual([...rights, "signed in"].sort());
  });
});

onEveryEngine("rights", (database) => {
  let server: FastifyInstance;
  let routes: Route[];
  const people = new Map<StaffRole, Person>();
  let own: string;
  let other: string;

  beforeAll(async () => {
    const { db } = database();
    server = await openServerToStrangers(database());
    routes = await routesOf(server);
    [own, other] = [await addOffice(db), await addOffice(db, "На Малышева")];
    for (const role of staffRoles)
      people.set(
        role,
        await letIn(db, server, { role, offices: ["manager", "desk"].includes(role) ? [own] : [] }),
      );
  });
  afterAll(() => server.close());

  const send = (
    route: Route,
    headers: Record<string, string>,
    { query = {}, body = {} }: { query?: Record<string, string>; body?: object } = {},
  ) =>
    server.inject({
      method: route.method,
      url: addressOf(route),
      headers,
      query,
      ...(route.method === "GET" ? {} : { payload: body }),
    });
  /** An office in the address: one's own, unless another is meant. */
  const at = (route: Route, office = own): Route => ({
    ...route,
    path: route.path.replace("{office}", office),
  });
  const cookieOf = (role: StaffRole) => ({ cookie: people.get(role)?.cookie ?? "" });
  const isForbidden = (answer: { statusCode: number; body: string }) =>
    answer.statusCode === 403 && answer.body.includes('"forbidden"');

  it.each(staffRoles)("of the role %s are what was agreed, at every route", async (role) => {
    const wrong: string[] = [];
    for (const route of routes) {
      if (route.right === "anyone") continue;
      const may = agreed[route.right]?.includes(letters[role]) ?? false;
      if (may && route.streams) continue;
      const answer = await send(at(route), cookieOf(role));
      expect(answer.statusCode, route.path).not.toBe(401);
      if (isForbidden(answer) === may)
        wrong.push(`${route.method} ${route.path}: ${may ? "refused" : "let through"}`);
    }
    expect(wrong).toEqual([]);
  });

  it("say of every office a route names whether it has to be one's own", () => {
    const named = routes.filter(({ takesOffice, right }) => takesOffice && right !== "anyone");
    const nameOf = ({ method, path }: Route) => `${method} ${path}`;
    const free = named.filter(({ office }) => office === undefined);
    expect(free.map(nameOf).sort()).toEqual(Object.keys(anywhere).sort());
    for (const route of free.filter((one) => anywhere[nameOf(one)]?.endsWith("the heads' alone")))
      expect(agreed[route.right], nameOf(route)).toBe("WA");
  });

  it.each(["manager", "desk"] as const)("of a %s of two offices ask which one is meant", async (role) => {
    const { db } = database();
    const { cookie } = await letIn(db, server, { role, offices: [own, other] });
    for (const route of routes.filter(({ office }) => office !== undefined)) {
      if (!agreed[route.right]?.includes(letters[role])) continue;
      for (const office of [own, other]) {
        const answer = await send(at(route, office), { cookie }, { body: { office } });
        expect(isForbidden(answer), `${route.path} at one of the two`).toBe(false);
      }
      if (route.office === "params") continue;
      const unsaid = await send(route, { cookie });
      expect(unsaid.json(), route.path).toMatchObject({ code: "bad_input", field: "office" });
    }
  });

  it.each(["manager", "desk"] as const)("of a %s end at the door of another office", async (role) => {
    const concerned = routes.filter(({ office }) => office !== undefined);
    expect(concerned.length).toBeGreaterThan(4);
    for (const route of concerned) {
      if (!agreed[route.right]?.includes(letters[role])) continue;
      const ask = (office: string) => send(at(route, office), cookieOf(role), { body: { office } });
      expect(isForbidden(await ask(other)), `${route.path} elsewhere`).toBe(true);
      expect(isForbidden(await ask(own)), `${route.path} at home`).toBe(false);
    }
  });

  it.each(["operator", "marketer", "owner", "administrator"] as const)(
    "of a %s do not end at an office",
    async (role) => {
      for (const route of routes.filter(({ office }) => office !== undefined)) {
        const may = agreed[route.right]?.includes(letters[role]) ?? false;
        for (const office of [own, other]) {
          const answer = await send(at(route, office), cookieOf(role), { body: { office } });
          expect(isForbidden(answer), route.path).toBe(!may);
        }
      }
    },
  );

  it("do not let anybody act in another's name", async () => {
    const named = routes.filter(({ names, right }) => names && right !== "anyone");
    expect(named.length).toBeGreaterThan(20);
    const somebody = people.get("operator")?.id ?? "";
    for (const route of named) {
      const answer = await send(route, cookieOf("owner"), {
        [route.names ?? "body"]: { staffMember: somebody },
      });
      expect(isForbidden(answer), `${route.method} ${route.path}`).toBe(true);
      expect(answer.json()).toMatchObject({ field: "staffMember" });
    }
  });

  it("of a key are its scopes, and never people or keys", async () => {
    for (const area of [...keyAreas, "staff", "keys"] as const)
      for (const verb of ["read", "write"] as const) {
        const scope = scopes.find((one) => one === `${area}:${verb}`);
        const made = await makeApiKey(
          { db: database().db, clock: { now: () => now } },
          { name: `${area} ${verb}`, scopes: scope ? [scope] : [], madeBy: null },
        );
        const headers = { authorization: `Bearer ${made.key}` };
        for (const route of routes.filter(({ right }) => right.startsWith(`${area}.`))) {
          const may = scope !== undefined && route.right !== undefined && scopeOf[route.right] === verb;
          const answer = await send(route, headers);
          expect(isForbidden(answer), `${made.prefix} ${route.method} ${route.path} ${verb}`).toBe(!may);
        }
        const elsewhere = routes.find(({ right }) => right.includes(".") && !right.startsWith(`${area}.`));
        if (elsewhere) expect(isForbidden(await send(elsewhere, headers))).toBe(true);
      }
  });
});

/** What only asks, and what changes. */
const scopeOf: Record<string, "read" | "write"> = Object.fromEntries(
  rights.map((right) => [right, /\.(read|export)$/.test(right) ? "read" : "write"]),
);
