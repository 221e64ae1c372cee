/** What the database plans once: judging whoever it is, on whatever day, however long calls take just then. */
import { beforeAll, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { explainDay } from "../../src/planning/actions/explain-day.ts";
import { forecastDays } from "../../src/planning/actions/forecast-days.ts";
import { onEveryEngine } from "../support/database.ts";
import { day, SmallBase } from "./small-base.ts";

onEveryEngine("judging", (database) => {
  let base: SmallBase;
  let client: string;
  beforeAll(async () => {
    base = new SmallBase(database().db);
    await base.reset();
    client = await base.client({ birthday: [11, 20] });
    await base.card(client, "2026-12-18", 486_000n);
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      await sql`insert into operator_hours values (${newId()}, null, ${weekday}::int, null, 60)`.execute(
        base.db,
      );
  });

  /** Both are asked on one connection: nobody else asks. */
  async function statements(): Promise<number> {
    const { rows } = await sql<{
      many: number;
    }>`select count(*)::int as many from pg_prepared_statements`.execute(base.db);
    return rows[0]?.many ?? 0;
  }
  const callsTake = (minutes: number) =>
    sql`update business set settings = jsonb_set(settings, '{etiquette}', jsonb_build_object('callMinutes', ${minutes}::int))`.execute(
      base.db,
    );
  const at = (on: string) => Temporal.Instant.from(`${on}T09:00:00Z`);

  it("needs no statement more for another day, nor for calls that take longer", async () => {
    const explain = (on: string) => explainDay(base.db, { client, on: day(on), at: at("2026-11-18") });
    for (const on of ["2026-11-18", "2026-11-25"]) await explain(on);
    const before = await statements();
    expect(before).toBeGreaterThan(0);
    await callsTake(4);
    for (const on of ["2026-11-18", "2026-12-02", "2026-12-09", "2026-12-16"]) await explain(on);
    await callsTake(9);
    for (const on of ["2026-11-18", "2026-12-18"]) await explain(on);
    expect(await statements()).toBe(before);
  });

  it("of everybody needs none for each day of a forecast", async () => {
    const forecast = (to: string) =>
      forecastDays(base.db, { from: day("2026-11-18"), to: day(to), at: at("2026-11-18") });
    await forecast("2026-11-18");
    const before = await statements();
    const days = await forecast("2026-12-18");
    expect(days.flatMap(({ counts }) => counts).length).toBeGreaterThan(0);
    expect(await statements()).toBe(before);
  });
});
