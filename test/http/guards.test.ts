import type { FastifyInstance } from "fastify";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { createServer } from "../../src/http/server.ts";
import { readConfiguration } from "../../src/kernel/configuration.ts";
import { createLog } from "../../src/kernel/log.ts";
import { onEveryEngine } from "../support/database.ts";
import { now, openServer } from "./server.ts";

onEveryEngine("what guards the server", (database) => {
  let server: FastifyInstance;
  beforeAll(async () => {
    server = await openServer(database());
  });
  afterAll(() => server.close());

  const problem = async (url: string, headers: Record<string, string> = {}) => {
    const response = await server.inject({ url, headers });
    expect(response.headers["content-type"]).toContain("application/problem+json");
    return response.json<Record<string, unknown>>();
  };

  it("says that it and its database answer", async () => {
    const response = await server.inject("/api/v1/health");
    expect(response.json()).toMatchObject({ status: "ok" });
  });

  it("tells every screen whose Povod this is", async () => {
    const response = await server.inject("/api/v1/business");
    expect(response.json()).toEqual({
      name: "Povod",
      currency: "RUB",
      zone: "Europe/Moscow",
      language: "ru",
      today: "2026-11-22",
      demo: false,
    });
  });

  it("answers an unknown address of the API with a problem, not with a page", async () => {
    expect(await problem("/api/v1/nothing")).toMatchObject({ status: 404, code: "not_found" });
    expect(await problem("/api")).toMatchObject({ status: 404 });
    expect(await problem("/assets/gone.js")).toMatchObject({ status: 404 });
  });

  it.each([
    ["/api/v1/today?on=2026-02-30", "on"],
    ["/api/v1/today?on=tomorrow", "on"],
    ["/api/v1/today?lang=fr", "lang"],
    ["/api/v1/touches?state=asleep", "state"],
    ["/api/v1/clients/7", "id"],
    ["/api/v1/calls?cursor=nonsense", "cursor"],
    ["/api/v1/calls?limit=0", "limit"],
    ["/api/v1/calls?limit=51", "limit"],
    ["/api/v1/clients?cursor=WyJhIl0", "cursor"],
    ["/api/v1/clients?find=a%00b", "find"],
    ["/api/v1/touches?rule=%00", "rule"],
  ])("names the field that is wrong: %s", async (url, field) => {
    expect(await problem(url)).toMatchObject({ status: 400, code: "bad_input", field });
  });

  it.each([
    ["/api/v1/calls?form=2026-11-22", "form: expected one of cursor, lang, limit, on, staffMember, waiting."],
    ["/api/v1/calls?on=2026-11-22&onn=2026-11-23", "onn: expected one of cursor,"],
    ["/api/v1/openapi.json?pretty=1", "pretty: this address takes no parameters."],
  ])("refuses a parameter it does not know, and says which it does: %s", async (url, detail) => {
    const told = await problem(url);
    expect(told).toMatchObject({ status: 400, code: "bad_input", field: /(form|onn|pretty)/.exec(url)?.[0] });
    expect(told["detail"]).toContain(detail);
  });

  it("says that the database's disk is full, and goes on once there is room", async () => {
    const { db } = database();
    await sql`
      create function no_room() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file "base/1/2": No space left on device' using errcode = 'disk_full'; end $$`.execute(
      db,
    );
    await sql`create trigger no_room before insert on client execute function no_room()`.execute(db);
    const make = () =>
      server.inject({
        method: "POST",
        url: "/api/v1/clients",
        headers: { "idempotency-key": "0190a000-0000-7000-8000-0000000000d1", "accept-language": "ru" },
        payload: { givenName: "Анна" },
      });
    const told = await make();
    expect(told.json()).toMatchObject({ status: 503, code: "database_failed" });
    expect(told.json<{ detail: string }>().detail).toMatch(/^Базе данных не хватает места: .*повторите\.$/);
    await sql`drop trigger no_room on client`.execute(db);
    await sql`drop function no_room()`.execute(db);
    expect((await make()).statusCode).toBe(200);
  });

  it("does not know a client that is not there", async () => {
    const nobody = "00000000-0000-7000-8000-000000000000";
    for (const part of ["", "/timeline", "/explain"])
      expect(await problem(`/api/v1/clients/${nobody}${part}`)).toMatchObject({
        status: 404,
        code: "not_found",
      });
  });

  it.each([
    "evil.example",
    "evil.example:7373",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "192.168.1.5",
  ])("refuses to answer as %s", async (host) => {
    expect(await problem("/api/v1/business", { host })).toMatchObject({ status: 421, code: "not_loopback" });
    expect(await problem("/", { host })).toMatchObject({ status: 421 });
  });

  it.each(["localhost:7373", "127.0.0.1", "[::1]:7373"])("answers as %s", async (host) => {
    expect((await server.inject({ url: "/api/v1/health", headers: { host } })).statusCode).toBe(200);
  });

  it("lets nothing foreign run in its pages", async () => {
    const { headers } = await server.inject("/api/v1/health");
    expect(headers["content-security-policy"]).toContain("script-src 'self';");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
  });

  it("describes every route with a summary, a tag and the shape of its answer", async () => {
    const api = (await server.inject("/api/v1/openapi.json")).json<{
      openapi: string;
      paths: Record<
        string,
        Record<string, { summary: string; tags: string[]; responses: Record<string, unknown> }>
      >;
    }>();
    expect(api.openapi).toBe("3.1.0");
    expect(Object.keys(api.paths).sort()).toEqual([
      "/api/v1/api-keys",
      "/api/v1/api-keys/{id}",
      "/api/v1/audit",
      "/api/v1/business",
      "/api/v1/calendar",
      "/api/v1/calendar/days/{date}",
      "/api/v1/calls",
      "/api/v1/calls/claim",
      "/api/v1/calls/line",
      "/api/v1/calls/next",
      "/api/v1/calls/queue",
      "/api/v1/calls/{touch}/dial",
      "/api/v1/calls/{touch}/give-back",
      "/api/v1/calls/{touch}/keep",
      "/api/v1/calls/{touch}/outcome",
      "/api/v1/card-number-ranges",
      "/api/v1/card-plans",
      "/api/v1/cards",
      "/api/v1/cards/{number}",
      "/api/v1/cards/{number}/adjustments",
      "/api/v1/cards/{number}/block",
      "/api/v1/cards/{number}/grace-periods",
      "/api/v1/cards/{number}/payouts",
      "/api/v1/cards/{number}/presentations",
      "/api/v1/cards/{number}/purchases",
      "/api/v1/cards/{number}/qr",
      "/api/v1/cards/{number}/quotes",
      "/api/v1/cards/{number}/refund-quotes",
      "/api/v1/cards/{number}/refunds",
      "/api/v1/cards/{number}/renewal",
      "/api/v1/cards/{number}/replacement",
      "/api/v1/cards/{number}/statements/{month}",
      "/api/v1/cards/{number}/statements/{month}.html",
      "/api/v1/cards/{number}/statements/{month}.pdf",
      "/api/v1/cards/{number}/statements/{month}/handed-out",
      "/api/v1/cards/{number}/top-ups",
      "/api/v1/cards/{number}/why",
      "/api/v1/chain-checks",
      "/api/v1/chain-previews",
      "/api/v1/chains",
      "/api/v1/chains/{code}",
      "/api/v1/chains/{code}/comparison",
      "/api/v1/chains/{code}/draft",
      "/api/v1/chains/{code}/live",
      "/api/v1/chains/{code}/pause",
      "/api/v1/chains/{code}/trial",
      "/api/v1/client-attributes",
      "/api/v1/client-attributes/{name}",
      "/api/v1/clients",
      "/api/v1/clients/{id}",
      "/api/v1/clients/{id}/agreed",
      "/api/v1/clients/{id}/appointments",
      "/api/v1/clients/{id}/appointments/{appointment}",
      "/api/v1/clients/{id}/changes",
      "/api/v1/clients/{id}/complaints",
      "/api/v1/clients/{id}/consents",
      "/api/v1/clients/{id}/contact-points",
      "/api/v1/clients/{id}/contact-points/{point}",
      "/api/v1/clients/{id}/dealings",
      "/api/v1/clients/{id}/dealings/{dealing}",
      "/api/v1/clients/{id}/demands",
      "/api/v1/clients/{id}/demands/{demand}/close",
      "/api/v1/clients/{id}/demands/{demand}/erase",
      "/api/v1/clients/{id}/demands/{demand}/take-back",
      "/api/v1/clients/{id}/events",
      "/api/v1/clients/{id}/explain",
      "/api/v1/clients/{id}/export",
      "/api/v1/clients/{id}/export.zip",
      "/api/v1/clients/{id}/gifts",
      "/api/v1/clients/{id}/gifts/{reservation}",
      "/api/v1/clients/{id}/gifts/{reservation}/end",
      "/api/v1/clients/{id}/handoffs",
      "/api/v1/clients/{id}/merge",
      "/api/v1/clients/{id}/not-the-same",
      "/api/v1/clients/{id}/notes",
      "/api/v1/clients/{id}/planned-trips",
      "/api/v1/clients/{id}/planned-trips/{trip}",
      "/api/v1/clients/{id}/relations",
      "/api/v1/clients/{id}/relations/{relation}",
      "/api/v1/clients/{id}/reminders",
      "/api/v1/clients/{id}/timeline",
      "/api/v1/clients/{id}/unmerge",
      "/api/v1/clients/{id}/views",
      "/api/v1/clients/{id}/visit",
      "/api/v1/clients/{id}/wishes",
      "/api/v1/clients/{id}/wishes/{wish}/end",
      "/api/v1/complaints",
      "/api/v1/complaints/{id}/close",
      "/api/v1/dealings",
      "/api/v1/demands",
      "/api/v1/desk",
      "/api/v1/door",
      "/api/v1/duplicates",
      "/api/v1/erasure-acts",
      "/api/v1/erasure-acts/{number}",
      "/api/v1/erasure-acts/{number}.html",
      "/api/v1/etiquette",
      "/api/v1/etiquette/bounds",
      "/api/v1/etiquette/trials",
      "/api/v1/events",
      "/api/v1/forecast",
      "/api/v1/gifts",
      "/api/v1/gifts/{gift}/stock/{office}",
      "/api/v1/grace-periods",
      "/api/v1/handoffs",
      "/api/v1/handoffs/{id}/accept",
      "/api/v1/handoffs/{id}/close",
      "/api/v1/handoffs/{id}/pass-on",
      "/api/v1/health",
      "/api/v1/import-facts",
      "/api/v1/import-mappings",
      "/api/v1/import-mappings/{name}",
      "/api/v1/imports",
      "/api/v1/imports/{id}",
      "/api/v1/imports/{id}/bad-rows",
      "/api/v1/imports/{id}/confirm",
      "/api/v1/imports/{id}/problem-kinds",
      "/api/v1/imports/{id}/problems",
      "/api/v1/imports/{id}/undo",
      "/api/v1/invitations/{token}",
      "/api/v1/ledger/totals",
      "/api/v1/ledger/verification",
      "/api/v1/live",
      "/api/v1/me",
      "/api/v1/me/sessions",
      "/api/v1/me/sessions/{id}",
      "/api/v1/newcomers",
      "/api/v1/newsletter-issues",
      "/api/v1/newsletter-issues/{number}",
      "/api/v1/offices",
      "/api/v1/operator-hours",
      "/api/v1/operators",
      "/api/v1/operators/{staffMember}/line",
      "/api/v1/owner-account",
      "/api/v1/packs",
      "/api/v1/packs/{pack}/chains/{code}/live",
      "/api/v1/packs/{pack}/live",
      "/api/v1/planned-trips",
      "/api/v1/programs",
      "/api/v1/reminders",
      "/api/v1/reports/bonuses",
      "/api/v1/reports/burn-backtest",
      "/api/v1/reports/burn-forecast",
      "/api/v1/reports/card-use",
      "/api/v1/reports/cards",
      "/api/v1/reports/completeness",
      "/api/v1/reports/completeness-trials",
      "/api/v1/reports/effect/{chain}",
      "/api/v1/reports/effects",
      "/api/v1/reports/result-files/{file}",
      "/api/v1/reports/results",
      "/api/v1/reports/results/{list}",
      "/api/v1/segment-counts",
      "/api/v1/segments",
      "/api/v1/segments/{name}",
      "/api/v1/segments/{name}/clients",
      "/api/v1/staff",
      "/api/v1/staff/{id}",
      "/api/v1/staff/{id}/link",
      "/api/v1/stops/{token}",
      "/api/v1/today",
      "/api/v1/touches",
      "/api/v1/visitors",
      "/api/v1/wanted-facts",
      "/api/v1/webhooks",
      "/api/v1/webhooks/{id}",
      "/api/v1/webhooks/{id}/messages",
      "/api/v1/webhooks/{id}/messages/send-again",
      "/api/v1/webhooks/{id}/secrets",
      "/api/v1/webhooks/{id}/test",
    ]);
    for (const { summary, tags, responses } of Object.values(api.paths).flatMap((path) =>
      Object.values(path),
    )) {
      expect(summary).not.toBe("");
      expect(tags).toHaveLength(1);
      expect(responses["200"]).toHaveProperty("content");
    }
  });

  it("says in words that the screens are not built, and serves them once they are", async () => {
    const missing = await server.inject("/clients/7");
    expect(missing.statusCode).toBe(503);
    expect(missing.body).toContain("npm run build");
    const screens = mkdtempSync(join(tmpdir(), "povod-screens-"));
    mkdirSync(join(screens, "assets"));
    writeFileSync(join(screens, "index.html"), "<title>Повод</title>");
    writeFileSync(join(screens, "assets", "app-1a2b.js"), "0");
    const built = await createServer({
      db: database().db,
      clock: { now: () => now },
      log: createLog("silent"),
      screens,
    });
    for (const url of ["/", "/today?on=2026-11-22", "/clients/7"]) {
      const page = await built.inject(url);
      expect(page.body).toBe("<title>Повод</title>");
      expect(page.headers["cache-control"]).toBe("no-cache");
      expect(page.headers["content-type"]).toContain("text/html");
    }
    writeFileSync(join(screens, "outside.html"), "<title>Снаружи</title>");
    const cookie = "povod.session_token=1";
    for (const { url, headers, title } of [
      { url: "/", headers: {}, title: "Снаружи" },
      { url: "/calls/now", headers: { cookie: "another=1" }, title: "Снаружи" },
      { url: "/", headers: { cookie }, title: "Повод" },
      { url: "/calls/now", headers: { cookie: `a=1; __Secure-${cookie}` }, title: "Повод" },
      { url: "/invitation/1a2b", headers: { cookie }, title: "Снаружи" },
    ]) {
      const page = await built.inject({ url, headers });
      expect(page.body, url).toBe(`<title>${title}</title>`);
      expect(page.headers["vary"]).toContain("cookie");
    }
    const script = await built.inject("/assets/app-1a2b.js");
    expect(script.headers["cache-control"]).toContain("immutable");
    expect((await built.inject("/../package.json")).statusCode).toBe(404);
    await built.close();
  });
});

it.each(["0.0.0.0", "192.168.1.5", "::", "povod.example"])("refuses to listen on %s", (host) => {
  expect(() => readConfiguration({ POVOD_HOST: host })).toThrow(/POVOD_HOST/);
});
