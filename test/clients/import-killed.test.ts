/** An import of clients as a real process, killed in the middle and run again; and taken back the same way. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase, type DatabaseTarget } from "../../src/database/database.ts";
import { sql } from "../../src/database/sql.ts";
import { layDatabase } from "../support/data-folder.ts";
import { createPostgres, left } from "../support/database.ts";
import { bytesIn, killWhen } from "../support/killed.ts";
import { povod } from "../support/povod.ts";
import { standing } from "./import-base.ts";

/** On a server several lanes take ten thousand lines each at once: some are left when the first are in. */
const clientsOn = { pglite: 12_000, postgres: 60_000 };

const file = (clients: number): string =>
  `Код;ФИО;Телефон;Почта\n${Array.from({ length: clients }, (_, at) => `${at};Иванов Иван;8916${String(at).padStart(7, "0")};c${at}@example.org\n`).join("")}`;

interface Place {
  args: string[];
  env: Record<string, string>;
  target: DatabaseTarget;
  /** Grows while a process lets clients in. */
  size(): Promise<number>;
  middle: number;
  drop(): Promise<void>;
}

async function place(engine: "pglite" | "postgres", folder: string): Promise<Place> {
  if (engine === "pglite") {
    const data = join(folder, "data");
    layDatabase(data);
    const size = () => Promise.resolve(bytesIn(join(data, "database", "base")));
    const drop = () => Promise.resolve();
    return {
      args: ["--data", data],
      env: {},
      target: { engine, folder: data },
      size,
      middle: 8_000_000,
      drop,
    };
  }
  const { url, drop } = await createPostgres();
  const target: DatabaseTarget = { engine, url };
  const database = await openDatabase({ ...target, connections: 1 });
  const size = async () => {
    const { rows } = await sql<{ count: bigint }>`select count(*) as count from client`.execute(database.db);
    return Number(rows[0]?.count);
  };
  return {
    args: [],
    env: { DATABASE_URL: url },
    target,
    size,
    middle: 1,
    async drop() {
      await database.close();
      await drop();
    },
  };
}

/** Kills the process as soon as it has written that much. Says whether it was still at work. */
async function killWhenGrown({ args, env, size }: Place, by: number, command: string[]): Promise<boolean> {
  const before = await size();
  return killWhen({ command: [...command, ...args], env }, async () => (await size()) >= before + by);
}

async function look({ target }: Place): Promise<Awaited<ReturnType<typeof standing>>> {
  const database = await openDatabase(target);
  const found = await standing(database.db);
  await database.close();
  return found;
}

describe.each(["pglite", "postgres"] as const)("killed in the middle (%s)", (engine) => {
  it.skipIf(left(engine))("an import goes on where it stopped, and every client is in once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "povod-clients-killed-"));
    const path = join(folder, "clients.csv");
    const clients = clientsOn[engine];
    writeFileSync(path, file(clients));
    const here = await place(engine, folder);
    const run = async (...command: string[]) => {
      const ended = await povod([...command, ...here.args], here.env);
      expect(ended).toMatchObject({ code: 0 });
      return ended.stdout;
    };
    try {
      expect(await killWhenGrown(here, here.middle, ["import", "clients", path])).toBe(true);
      const done = JSON.parse(await run("import", "clients", path, "--json")) as {
        import: string;
        state: string;
        counts: { done: object };
      };
      if (engine === "postgres")
        expect(done.counts.done).toMatchObject({ made: clients, changed: 0, unchanged: 0 });
      const after = await look(here);
      expect(Object.values(after).map(({ length }) => length)).toEqual(
        [1, 1, 2, 2, 0, 0, 0, 1].map((each) => each * clients),
      );
      const { imports } = JSON.parse(await run("import", "list", "--json")) as {
        imports: { state: string }[];
      };
      expect(imports.filter(({ state }) => state === "done")).toHaveLength(1);
      await killWhenGrown(here, -1, ["import", "undo", done.import]);
      await run("import", "undo", done.import);
      expect(Object.values(await look(here)).flat()).toEqual([]);
    } finally {
      await here.drop();
      rmSync(folder, { recursive: true });
    }
  });
});
