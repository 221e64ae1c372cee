/** A forecast over HTTP and in the terminal: days to come, drafts beside the live chains, days that are over. */
import type { FastifyInstance } from "fastify";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Value } from "typebox/value";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { forecastCommand } from "../../src/cli/commands/forecast.ts";
import { openDatabase } from "../../src/database/database.ts";
import { sql } from "../../src/database/sql.ts";
import { dayIn, systemClock } from "../../src/kernel/clock.ts";
import { setOperatorHours } from "../../src/planning/actions/change-etiquette.ts";
import { forecastDays } from "../../src/planning/actions/forecast-days.ts";
import { Forecast } from "../../src/reports/forecast-contract.ts";
import { get, now, openServer } from "../http/server.ts";
import { followUp } from "../planning/follow-up.ts";
import { day, SmallBase } from "../planning/small-base.ts";
import { layDatabase } from "../support/data-folder.ts";
import { runCommand } from "../support/command.ts";
import { left, onEveryEngine } from "../support/database.ts";

const url = "/api/v1/forecast";
const days = ({ days: told }: Forecast) => told.filter(({ planned }) => planned > 0).map(({ on }) => on);

onEveryEngine("a forecast over HTTP", (database) => {
  let base: SmallBase;
  let server: FastifyInstance;
  beforeAll(async () => {
    server = await openServer(database());
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    base = new SmallBase(database().db);
    await base.reset();
    await sql`update chain_version set state = 'retired' where chain <> 'after-trip'`.execute(base.db);
  });
  const post = async (range: string, yaml: string) => {
    const response = await server.inject({ method: "POST", url: `${url}?${range}`, payload: { yaml } });
    const body = response.json<Forecast & { code?: string; detail?: string }>();
    if (response.statusCode === 200) expect([...Value.Errors(Forecast, body)]).toEqual([]);
    return { status: response.statusCode, ...body };
  };

  it("tells days, channels, hours against what operators have, cost, and what stays undone by which rule", async () => {
    await sql`update business set settings = '{"etiquette":{"emailCost":150}}'`.execute(base.db);
    await setOperatorHours(base.db, { office: null, weekday: 1, on: null, minutes: 6 });
    for (let count = 0; count < 2; count++) await base.trip(await base.client(), "2026-11-20");
    await base.trip(await base.client({ phone: "" }), "2026-11-20");
    await base.trip(await base.client({ consents: [] }), "2026-11-20");
    const told = await get(server, `${url}?from=2026-11-22&to=2026-11-24`, Forecast);
    expect(told).toMatchObject({
      planned: 3,
      byChannel: { call: 2, email: 1 },
      operatorHours: 0.2,
      hoursPossible: 0.1,
    });
    expect(told.cost).toBe("121.50");
    expect(told.days.map(({ planned, callsPossible }) => [planned, callsPossible])).toEqual([
      [0, null],
      [2, 1],
      [1, null],
    ]);
    expect(told.left.map(({ rule, state, count }) => [rule, state, count])).toEqual([
      ["capacity", "held", 1],
      ["no_consent", "refused", 1],
    ]);
    expect(told.chains).toMatchObject([{ chain: "after-trip", planned: 3 }]);
    expect((await sql`select from touch`.execute(base.db)).rows).toEqual([]);
  });

  it("takes a draft in the place of the live chain of its code, and besides the others", async () => {
    const client = await base.client({ phone: "" });
    await base.trip(client, "2026-11-20");
    const { yaml } = (await server.inject("/api/v1/chains/after-trip")).json<{ yaml: string }>();
    const later = await post("from=2026-11-22&to=2026-11-30", yaml.replace("+P3D", "+P5D"));
    expect(days(later)).toEqual(["2026-11-25"]);
    const both = await post("from=2026-11-22&to=2026-11-30", followUp);
    expect(days(both)).toEqual(["2026-11-22", "2026-11-23", "2026-11-24"]);
    expect(Object.fromEntries(both.chains.map(({ chain, planned }) => [chain, planned]))).toEqual({
      "after-trip": 1,
      "follow-up": 2,
    });
    const wrong = await post("from=2026-11-22&to=2026-11-30", followUp.replace("+P1D", "soon"));
    expect(wrong).toMatchObject({ status: 422, code: "chain_invalid" });
    expect(wrong.detail).toMatch(/yaml:\d+:\d+: steps\.0\.offset/);
  });

  it("of days that are over tells what a chain would have done among what really was", async () => {
    const client = await base.client({ phone: "" });
    await base.trip(client, "2026-10-20");
    const spoken = await base.client({ phone: "" });
    await base.trip(spoken, "2026-10-20");
    await base.made(spoken, "2026-10-20", { channel: "call", state: "done" });
    const past = await post("from=2026-10-01&to=2026-10-31", followUp.replace("[call, email]", "[email]"));
    expect(past.chains.map(({ chain }) => chain)).toEqual(["follow-up"]);
    expect(days(past)).toEqual(["2026-10-21", "2026-10-23"]);
    expect(past.left.map(({ rule }) => rule)).toContain("recently_spoke");
  });

  it("counts no further day once nobody waits for it", async () => {
    const { signal } = new AbortController();
    const ended = new AbortController();
    ended.abort("whoever asked");
    const range = { from: day("2026-11-22"), to: day("2026-12-30"), at: now };
    await expect(forecastDays(base.db, { ...range, signal: ended.signal })).rejects.toThrow(
      "stopped by whoever asked",
    );
    expect(await forecastDays(base.db, { ...range, to: range.from, signal })).toHaveLength(1);
  });

  it.each([
    ["from=2026-11-30&to=2026-11-22", "ends before it begins"],
    ["from=2026-11-20&to=2026-11-25", "over in part"],
    ["from=2026-11-22&to=2028-11-22", "too long"],
  ])("refuses %s: it %s", async (range, why) => {
    const response = await server.inject(`${url}?${range}`);
    expect(response.statusCode).toBe(400);
    expect(response.json<{ detail: string }>().detail).toContain(why);
  });
});

describe.skipIf(left("pglite"))("povod forecast", () => {
  const folder = mkdtempSync(join(tmpdir(), "povod-forecast-"));
  const from = dayIn("Europe/Moscow", systemClock.now());
  const range = ["--from", from.toString(), "--to", from.add({ days: 3 }).toString(), "--data", folder];
  beforeAll(async () => {
    layDatabase(folder);
    const { db, close } = await openDatabase({ engine: "pglite", folder });
    const base = new SmallBase(db);
    await base.reset();
    await installPack(db, "travel", Temporal.Instant.from("2026-01-01T00:00:00Z"), ["after-trip"]);
    await base.trip(await base.client(), from.subtract({ days: 1 }).toString());
    await close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("says it in words and as JSON, with a chain's file too", async () => {
    const { out } = await runCommand(forecastCommand, range, { language: "ru" });
    expect(out).toMatch(/касаний\s+звонков\s+часов/);
    expect(out).toMatch(/После поездки\s+1/);
    expect(out).not.toMatch(/undefined|null|NaN/);
    const file = join(folder, "follow-up.yaml");
    writeFileSync(file, followUp);
    const json = await runCommand(forecastCommand, [...range, "--chain-file", file, "--json"], {
      language: "en",
    });
    const told: unknown = JSON.parse(json.out);
    expect([...Value.Errors(Forecast, told)]).toEqual([]);
    expect((told as Forecast).chains.map(({ chain }) => chain)).toContain("follow-up");
  });
});
