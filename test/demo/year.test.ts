/** The usual network: what a year of touches and of leaving some alone looks like in the owner's reports. */
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSettings } from "../../src/business/store.ts";
import { openDatabase, type Database } from "../../src/database/database.ts";
import { sql } from "../../src/database/sql.ts";
import { controlShares, isLeftAlone } from "../../src/demo/control-groups.ts";
import { reportEffects } from "../../src/reports/actions/report-effect.ts";
import { demoFolder, noon } from "../support/demo-folder.ts";

let folder: string;
let database: Database;
beforeAll(async () => {
  folder = await demoFolder();
  database = await openDatabase({ engine: "pglite", folder });
}, 240_000);
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a year of the demo network", () => {
  it("tells what chains brought: clearly, not clearly, and not yet", async () => {
    const business = await loadSettings(database.db);
    const reader = { business, now: noon, language: "ru" } as const;
    const { effects } = await reportEffects(database.db, reader, {});
    const toldOf = (code: string) => effects.find(({ chain }) => chain === code)?.told;
    for (const clear of ["bonus-burn", "after-trip"]) {
      expect(toldOf(clear)?.returned.low, clear).toBeGreaterThan(0);
      expect(toldOf(clear)?.returned.difference, clear).toBeLessThan(25);
    }
    expect(Number(toldOf("bonus-burn")?.saved?.low)).toBeGreaterThan(0);
    const { low = 0, high = 0 } = toldOf("newsletter")?.returned ?? {};
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
    expect(toldOf("next-trip")).toBeNull();
    expect(effects.find(({ chain }) => chain === "birthday")).toMatchObject({
      control: { clients: 0 },
      told: null,
    });
  });

  it("has a few complaints to answer, not those of a whole year", async () => {
    const { rows } = await sql<{ open: number; closed: number }>`
      select count(*) filter (where closed_at is null)::int as open, count(closed_at)::int as closed from complaint`.execute(
      database.db,
    );
    expect(rows[0]?.open).toBeGreaterThan(0);
    expect(rows[0]?.open).toBeLessThan(15);
    expect(rows[0]?.closed).toBeGreaterThan(50);
  });

  it("has left alone, and leaves alone today, whom the plan's own rule leaves alone", async () => {
    const { rows } = await sql<{ chain: string; client: string; state: string; today: boolean }>`
      select distinct chain, client_id as client, state, on_day = '2026-11-25' as today from touch
      where state in ('control', 'done', 'sent', 'no_answer', 'planned')`.execute(database.db);
    for (const { chain, client, state } of rows)
      expect(isLeftAlone(chain, client), `${chain} ${client} ${state}`).toBe(state === "control");
    for (const day of [true, false]) {
      const found = rows.filter(({ state, today }) => state === "control" && today === day);
      expect([...new Set(found.map(({ chain }) => chain))].sort()).toEqual(Object.keys(controlShares).sort());
    }
  });
});
