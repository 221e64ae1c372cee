import { expect, it } from "vitest";
import { installPack } from "../../src/chains/actions/install-pack.ts";
import type { Database } from "../../src/database/database.ts";
import { sql } from "../../src/database/sql.ts";
import { seedDemo } from "../../src/demo/actions/seed-demo.ts";
import { loadStamp } from "../../src/demo/store.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { rulebook } from "../../src/planning/rulebook.ts";
import { countDay, touchesOfDay } from "../../src/planning/store/touches.ts";
import { sayVerdict } from "../../src/planning/verdict-words.ts";
import { onEveryEngine, openTestDatabase } from "../support/database.ts";

const today = Temporal.PlainDate.from("2026-11-24");
const at = Temporal.Instant.from("2026-11-24T05:00:00Z");
const request = { seed: 7, today, clients: 900 };

const filled = [
  "office",
  "staff_member",
  "client",
  "contact_point",
  "contact_address",
  "consent",
  "do_not_disturb",
  "silenced_address",
  "dealing",
  "planned_trip",
  "card",
  "card_number",
  "presentation",
  "posting",
  "newsletter_issue",
  "touch",
  "touch_move",
  "intent",
  "duplicate",
] as const;

async function digest({ db }: Database): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of filled) {
    const { rows } = await sql<{ digest: string; count: number }>`
      select count(*)::int as count, md5(string_agg(t::text, '' order by t::text collate "C")) as digest
      from ${sql.table(table)} as t`.execute(db);
    expect(rows[0]?.count, table).toBeGreaterThan(0);
    digests[table] = rows[0]?.digest ?? "";
  }
  return digests;
}

onEveryEngine("the demo network in the database", (database) => {
  it("is the same to the last byte, on this engine and on the embedded one", async () => {
    await seedDemo(database().db, request);
    const again = await openTestDatabase("pglite");
    try {
      await seedDemo(again.db, request);
      expect(await digest(again)).toEqual(await digest(database()));
    } finally {
      await again.close();
    }
    expect(await loadStamp(database().db)).toEqual({ seed: 7, today: "2026-11-24" });
  });

  it("remembers what every rule said about every touch it made", async () => {
    const rules = rulebook.map(({ code }) => code);
    const states = new Set<string>();
    for (let daysAgo = 1; daysAgo <= 60; daysAgo++) {
      for await (const touches of touchesOfDay(database().db, today.subtract({ days: daysAgo })))
        for (const { state, verdicts } of touches) {
          states.add(state);
          expect(verdicts.map(({ rule }) => rule)).toEqual(rules);
          const against = verdicts.filter(({ says }) => says !== "allow").map(({ rule }) => rule);
          expect(against).toEqual(state === "control" ? ["control_group"] : []);
          for (const verdict of verdicts)
            expect(sayVerdict(verdict, { language: "ru", today })).not.toMatch(/undefined|null|NaN/);
        }
    }
    expect([...states].sort()).toEqual(expect.arrayContaining(["control", "done", "no_answer", "sent"]));
  });

  it("agrees with the ledger's own check", async () => {
    const { cards, postings } = await verifyLedger(database().db);
    expect(cards).toBeGreaterThan(600);
    expect(postings).toBeGreaterThan(1000);
  });

  it("is there wholly or not at all", async () => {
    await expect(seedDemo(database().db, { ...request, seed: 7 })).rejects.toThrow();
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from client`.execute(
      database().db,
    );
    expect(rows[0]?.count).toBe(900);
  });

  it("gives every rule something to say today", async () => {
    const { db } = database();
    await installPack(db, "travel", at);
    await planDay(db, { on: today, at });
    const { planned, refused, held, lapsed, withdrawn } = await countDay(db, today);
    expect(planned).toBeGreaterThan(50);
    const silent = ["deceased", "do_not_disturb", "no_consent", "no_contact_point", "not_the_day"];
    expect(Object.keys(refused)).toEqual(expect.arrayContaining(silent));
    expect(Object.keys(held)).toEqual(expect.arrayContaining(["frequency", "one_a_day", "quiet_hours"]));
    expect(lapsed["late"]).toBeGreaterThanOrEqual(5);
    expect(withdrawn["withdrawn"]).toBe(5);
  });

  it("keeps a second record silent by the phone of somebody who asked for it", async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from touch
      where on_day = ${today.toString()}::text::date and decided_by = 'do_not_disturb'
        and not exists (select from do_not_disturb where do_not_disturb.client_id = touch.client_id)`.execute(
      database().db,
    );
    expect(rows[0]?.count).toBeGreaterThanOrEqual(6);
  });
});
