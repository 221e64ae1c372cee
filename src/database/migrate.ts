/** Brings the schema up to the program: numbered files, each once, all of a start in one transaction. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { DomainError } from "../kernel/errors.ts";

/** What migrating needs of an engine: scripts of several statements, run inside one locked transaction. */
export interface ScriptRunner {
  exec(script: string): Promise<void>;
  rows(query: string): Promise<Record<string, unknown>[]>;
}

interface Migration {
  number: number;
  name: string;
  script: string;
  hash: string;
}

const folder = new URL("./migrations/", import.meta.url);

function readMigrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort()
    .map((name) => {
      const script = readFileSync(new URL(name, folder), "utf8");
      return {
        number: Number(name.slice(0, 4)),
        name,
        script,
        hash: createHash("sha256").update(script).digest("hex"),
      };
    });
}

/** Runs inside the caller's locked transaction. Returns the names applied. Throws `database_newer`. */
export async function migrate(run: ScriptRunner): Promise<string[]> {
  await run.exec(
    "create table if not exists migration (number integer primary key, name text not null, hash text not null, applied_at timestamptz not null default now())",
  );
  const applied = new Map(
    (await run.rows("select number, name, hash from migration")).map((row) => [Number(row["number"]), row]),
  );
  const migrations = readMigrations();
  const newest = migrations.at(-1)?.number ?? 0;
  for (const [number, row] of applied) {
    if (number > newest) {
      throw new DomainError(
        "database_newer",
        `The database was last used by a newer Povod (it has ${String(row["name"])}). Update this program.`,
      );
    }
  }
  const done: string[] = [];
  for (const migration of migrations) {
    if (applied.has(migration.number)) continue;
    await run.exec(migration.script);
    await run.exec(
      `insert into migration (number, name, hash) values (${migration.number}, '${migration.name}', '${migration.hash}')`,
    );
    done.push(migration.name);
  }
  return done;
}

/** What needs an extension that a server may refuse; whoever lets it in later need only start the program again. */
export async function indexPartsOfAddresses({ rows }: ScriptRunner): Promise<boolean> {
  const [found] = await rows(
    "select exists (select from pg_class where relname = 'card_number_part') as there",
  );
  if (found?.["there"] === true) return true;
  const [made] = await rows("select index_parts_of_addresses() as there");
  return made?.["there"] === true;
}
