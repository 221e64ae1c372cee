/** Import and burn as real processes, killed in the middle and run again. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase, type DatabaseTarget } from "../../src/database/database.ts";
import { sql } from "../../src/database/sql.ts";
import { toDecimal } from "../../src/kernel/money.ts";
import { layDatabase } from "../support/data-folder.ts";
import { createPostgres, left } from "../support/database.ts";
import { bytesIn, killWhen } from "../support/killed.ts";
import { povod } from "../support/povod.ts";
import { cdnowStart, replayed } from "./base.ts";

const rows = 20_000;
const day = "1998-06-30";

interface Place {
  args: string[];
  env: Record<string, string>;
  target: DatabaseTarget;
  /** Grows while a process books: postings on a server, bytes in a folder. */
  size(): Promise<number>;
  /** How much it has grown in the middle of the import. */
  middle: number;
  drop(): Promise<void> | void;
}

async function place(engine: "pglite" | "postgres", folder: string): Promise<Place> {
  if (engine === "postgres") {
    const { url, drop } = await createPostgres();
    const target: DatabaseTarget = { engine, url };
    const database = await openDatabase({ ...target, connections: 1 });
    const size = async () => {
      const { rows: counts } = await sql<{ count: bigint }>`select count(*) as count from posting`.execute(
        database.db,
      );
      return Number(counts[0]?.count);
    };
    const close = async () => {
      await database.close();
      await drop();
    };
    return { args: [], env: { DATABASE_URL: url }, target, size, middle: 1, drop: close };
  }
  const data = join(folder, "data");
  layDatabase(data);
  const base = join(data, "database", "base");
  const size = () => Promise.resolve(bytesIn(base));
  return {
    args: ["--data", data],
    env: {},
    target: { engine, folder: data },
    size,
    middle: 8_000_000,
    drop: () => undefined,
  };
}

/** Kills the process as soon as it has written that much. Says whether it was still at work. */
async function killWhenGrown({ args, env, size }: Place, by: number, command: string[]): Promise<boolean> {
  const before = await size();
  return killWhen({ command: [...command, ...args], env }, async () => (await size()) >= before + by);
}

async function booked({ target }: Place): Promise<{ dealings: number; whole: boolean }> {
  const database = await openDatabase(target);
  const { rows: found } = await sql<{ dealings: bigint; whole: boolean }>`
    select count(*) as dealings, count(*) = (select count(*) from presentation) as whole from dealing`.execute(
    database.db,
  );
  await database.close();
  return { dealings: Number(found[0]?.dealings), whole: found[0]?.whole ?? false };
}

describe.each(["pglite", "postgres"] as const)("killed in the middle (%s)", (engine) => {
  it.skipIf(left(engine))(
    "an import and a burn that are run again come to the same as if nothing had happened",
    { timeout: 300_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "povod-killed-"));
      const path = join(folder, "sales.csv");
      writeFileSync(path, cdnowStart(rows));
      const here = await place(engine, folder);
      const run = async (...args: string[]) => {
        const ended = await povod([...args, ...here.args], here.env);
        expect(ended).toMatchObject({ code: 0 });
        return ended.stdout;
      };
      try {
        expect(await killWhenGrown(here, here.middle, ["import", "purchases", path])).toBe(true);
        const partly = await booked(here);
        expect(partly.whole).toBe(true);
        expect(partly.dealings).toBeLessThan(rows);
        const { booked: added, known } = JSON.parse(await run("import", "purchases", path, "--json")) as {
          booked: number;
          known: number;
        };
        expect([added, known]).toEqual([rows - partly.dealings, partly.dealings]);

        await killWhenGrown(here, 1, ["burn", "--through", day]);
        await run("burn", "--through", day);
        const expected = await replayed(path, Temporal.PlainDate.from(day), "never");
        expect(JSON.parse(await run("ledger", "totals", "--json"))).toEqual({
          issued: toDecimal(expected.issued),
          redeemed: toDecimal(expected.redeemed),
          burned: toDecimal(expected.burned),
          outstanding: toDecimal(expected.outstanding),
        });
        await run("ledger", "verify");
      } finally {
        await here.drop();
        rmSync(folder, { recursive: true });
      }
    },
  );
});
