/** The plan and its explanation as a person gets them: through the real command on a real data folder. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import { sql } from "../../src/database/sql.ts";
import { layDatabase } from "../support/data-folder.ts";
import { povod } from "../support/povod.ts";
import { SmallBase } from "./small-base.ts";

interface PlanDocument {
  on: string;
  touches: {
    id: string;
    client: string;
    chain: string;
    channel: string;
    state: string;
    verdicts: unknown[];
  }[];
  counts: { planned: number; refused: Record<string, number>; held: Record<string, number> };
}

describe("povod plan and povod explain", () => {
  let data: string;
  let client: string;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "povod-plan-"));
    layDatabase(data);
    const database = await openDatabase({ engine: "pglite", folder: data });
    const base = new SmallBase(database.db);
    await base.reset();
    client = await base.client({ birthday: [11, 18] });
    await sql`insert into client_external_id values ('00001', ${client})`.execute(base.db);
    await base.card(client, "2026-12-18", 486_000n);
    await base.wish(await base.client({ birthday: [11, 18] }), "everything");
    await base.client({ birthday: [11, 17] });
    await database.close();
  });
  afterAll(() => rm(data, { recursive: true, force: true }));

  it("prints one JSON document, the same when it is run again", async () => {
    const first = await povod(["plan", "--on", "2026-11-18", "--json", "--data", data]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    const plan = JSON.parse(first.stdout) as PlanDocument;
    expect(plan.on).toBe("2026-11-18");
    expect(plan.counts).toMatchObject({
      planned: 1,
      refused: { do_not_disturb: 1, not_the_day: 1 },
      held: { greeting_only: 1 },
    });
    expect(plan.touches).toHaveLength(4);
    expect(plan.touches.find((touch) => touch.state === "planned")).toMatchObject({
      client,
      chain: "birthday",
      step: "greeting",
      occasion: { kind: "birthday", key: `birthday:${client}:2026`, date: "2026-11-18" },
      purpose: "greeting",
      channel: "call",
    });
    for (const touch of plan.touches) expect(touch.verdicts.length).toBeGreaterThan(0);
    const again = await povod(["plan", "--on", "2026-11-18", "--json", "--data", data]);
    expect(again.stdout).toBe(first.stdout);
  });

  it("says the numbers with their reasons in the reader's language", async () => {
    const russian = await povod(["plan", "--on", "2026-11-18", "--data", data], { LC_ALL: "ru_RU.UTF-8" });
    expect(russian.stdout).toMatch(/Состоится +1/);
    expect(russian.stdout).toMatch(/просили не беспокоить +1/);
    const english = await povod(["plan", "--on", "2026-11-18", "--data", data], { LC_ALL: "C.UTF-8" });
    expect(english.stdout).toMatch(/not the day +1/);
  });

  it("explains a client by outside id: what, why, and when at the earliest", async () => {
    const { stdout } = await povod(["explain", "--client", "00001", "--on", "2026-11-18", "--data", data], {
      LC_ALL: "ru_RU.UTF-8",
    });
    expect(stdout).toContain("день рождения");
    expect(stdout).toContain("В день рождения только поздравление");
    expect(stdout).toContain("Дальше:");
    const json = await povod(["explain", "--client", client, "--on", "2026-11-18", "--json", "--data", data]);
    const held = (
      JSON.parse(json.stdout) as { touches: { chain: string; notBefore: string }[] }
    ).touches.find((touch) => touch.chain === "bonus-burn");
    expect(held?.notBefore).toBe("2026-11-19T07:00:00Z");
  });

  it("refuses an unknown client with a code and exit 1, a day that does not exist with exit 2", async () => {
    const unknown = await povod(["explain", "--client", "nobody", "--on", "2026-11-18", "--data", data]);
    expect(unknown).toMatchObject({ code: 1, stdout: "" });
    expect(unknown.stderr).toContain("not_found");
    const noDay = await povod(["plan", "--on", "2026-02-30", "--data", data]);
    expect(noDay.code).toBe(2);
    expect(noDay.stderr).toContain("--on expects a day as YYYY-MM-DD");
  });
});
