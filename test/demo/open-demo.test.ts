import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { openDemo, type OpenDemoRequest } from "../../src/demo/actions/open-demo.ts";
import { loadStamp } from "../../src/demo/store.ts";
import { layDatabase } from "../support/data-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "povod-demo-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How many touches the day has, and how many the engine takes it to have: it chooses by that how to plan it again. */
async function touchesOf(db: Connection, day: string): Promise<{ planned: number; supposed: number }> {
  const touches = sql`from touch where on_day = ${day}::text::date`;
  const counted = await sql<{ planned: number }>`select count(*)::int as planned ${touches}`.execute(db);
  const explained = await sql<{
    plan: [{ Plan: { "Plan Rows": number } }];
  }>`explain (format json) select ${touches}`.execute(db);
  const [says] = explained.rows.flatMap((row) => Object.values(row));
  return { planned: counted.rows[0]?.planned ?? 0, supposed: says?.[0].Plan["Plan Rows"] ?? 0 };
}

/** Opens the demo on a day; returns why it was made, its stamp and its first client. */
async function open(day: string, more: Partial<OpenDemoRequest> = {}) {
  const made: string[] = [];
  const { db, close } = await openDemo({
    folder: join(folder, "demo"),
    seed: undefined,
    today: Temporal.PlainDate.from(day),
    at: Temporal.Instant.from(`${day}T05:00:00Z`),
    clients: 120,
    onMaking: (reason) => made.push(reason),
    ...more,
  });
  const { rows } = await sql<{ id: string }>`select id from client order by id limit 1`.execute(db);
  const stamp = await loadStamp(db);
  const touches = await touchesOf(db, day);
  await close();
  return { made, touches, stamp, client: rows[0]?.id };
}

it(
  "is made once, kept for the day and made anew on another day or for another seed",
  { timeout: 180_000 },
  async () => {
    layDatabase(join(folder, "demo"));
    const first = await open("2026-11-24");
    expect(first).toMatchObject({ made: ["first"], stamp: { seed: 1, today: "2026-11-24" } });
    expect(await open("2026-11-24")).toEqual({ ...first, made: [] });
    expect(first.touches.supposed).toBeGreaterThan(first.touches.planned / 2);
    const next = await open("2026-11-25", { seed: 1 });
    expect(next).toMatchObject({ made: ["another_day"], stamp: { seed: 1, today: "2026-11-25" } });
    const other = await open("2026-11-25", { seed: 5 });
    expect(other).toMatchObject({ made: ["another_seed"], stamp: { seed: 5 } });
  },
);

it("leaves somebody's own base alone", async () => {
  const own = join(folder, "own");
  layDatabase(own);
  const database = await openDatabase({ engine: "pglite", folder: own });
  await sql`insert into office (id, name, city, address, zone)
    values ('00000000-0000-7000-8000-000000000001', 'Own', 'Tver', 'Street 1', 'Europe/Moscow')`.execute(
    database.db,
  );
  await database.close();
  await expect(open("2026-11-24", { folder: own })).rejects.toMatchObject({ code: "bad_input" });
  // And lets go of the folder.
  await (await openDatabase({ engine: "pglite", folder: own })).close();
});
