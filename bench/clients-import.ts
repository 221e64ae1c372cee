/**
 * A file of clients with outside id, name, phone, e-mail, birthday and consent: looked at, let in and, where there are no
 * more than a hundred thousand, brought again and taken back. A million on PostgreSQL and fifty thousand on the embedded
 * engine; POVOD_BENCH_CLIENTS=50000 and POVOD_BENCH_ENGINE=postgres measure less. One row in two hundred is about somebody
 * who is known, one in two hundred repeats another. POVOD_BENCH_THERE=500000 brings the file to a base of so many clients,
 * where every other row is about one of them, and half of those tell an e-mail nobody knew. Beside it, in the same run, a
 * bare COPY: of the very rows the import leaves behind, into tables of the same shape with their keys, indexes and generated
 * columns. Memory is the program's where it is started as `povod` is, with `node --max-semi-space-size=16`; `npm run bench`
 * does so. Last line of stdout: JSON.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { findDuplicates, findDuplicatesOfImport } from "../src/clients/actions/find-duplicates.ts";
import { previewImport } from "../src/clients/actions/preview-import.ts";
import { confirmImport, runImport } from "../src/clients/actions/run-import.ts";
import { undoImport } from "../src/clients/actions/undo-import.ts";
import { replanClients } from "../src/planning/actions/replan-clients.ts";
import { openDatabase, type Database, type DatabaseTarget } from "../src/database/database.ts";
import { elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { benchPostgres } from "./postgres.ts";
import { serverMsOf } from "./processor-time.ts";

const asked = process.env["POVOD_BENCH_CLIENTS"];
const engine = process.env["POVOD_BENCH_ENGINE"];
const clients = { postgres: Number(asked ?? 1_000_000), pglite: Math.min(Number(asked ?? 50_000), 50_000) };
/** Clients there are before; undefined: one for two hundred rows. */
const there =
  process.env["POVOD_BENCH_THERE"] === undefined ? undefined : Number(process.env["POVOD_BENCH_THERE"]);

/** In a process of its own: what making it leaves behind would count as memory of the import. `kind` as client-file.ts says. */
async function writeFile(path: string, rows: number, kind: string): Promise<void> {
  const maker = join(import.meta.dirname, "client-file.ts");
  const [code] = await once(
    spawn(process.execPath, [maker, path, `${rows}`, kind], { stdio: "inherit" }),
    "exit",
  );
  if (code !== 0) throw new Error(`the file for the bench was not made: exit ${code}`);
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const startedMs = elapsedMs();
  const result = await work();
  return { ms: elapsedMs() - startedMs, result };
}

const aSecond = (count: number, ms: number): number => Math.round((count * 1000) / ms);

const folder = await mkdtemp(join(tmpdir(), "povod-bench-clients-"));

async function measure(target: DatabaseTarget) {
  const database = await openDatabase(target);
  const rows = clients[target.engine];
  const path = join(folder, `${target.engine}.csv`);
  const before = join(folder, `before-${target.engine}.csv`);
  await writeFile(path, rows, there === undefined ? "step=1" : `among=${there}`);
  await writeFile(before, there ?? rows, there === undefined ? "step=200" : "step=1");
  try {
    await bring(database, before);
    const peak = watchMemory();
    const url = target.engine === "postgres" ? target.url : undefined;
    const ownBefore = process.cpuUsage();
    const { result: first, serverMs } = url
      ? await serverMsOf(url, () => bring(database, path))
      : { result: await bring(database, path), serverMs: undefined };
    const own = process.cpuUsage(ownBefore);
    const peakMb = peak();
    const again = rows > 100_000 ? undefined : await bring(database, path);
    const bareMs = target.engine === "postgres" ? await copyBare(target.url) : undefined;
    const undo =
      again &&
      (await timed(() =>
        undoImport({ db: database.db, clock: systemClock, replan: replanClients }, first.id),
      ));
    return {
      rows,
      ...(there === undefined ? {} : { there }),
      ...first.counts,
      rowsPerSecond: aSecond(rows, first.previewMs + first.writeMs),
      previewedPerSecond: aSecond(rows, first.previewMs),
      writtenPerSecond: aSecond(rows, first.writeMs),
      withoutPairsPerSecond: aSecond(rows, first.previewMs + first.writeMs - first.pairsMs),
      // Processor time, which does not depend on what else the machine does.
      programUsPerRow: Number(((own.user + own.system) / rows).toFixed(1)),
      ...(serverMs === undefined
        ? {}
        : { serverUsPerRow: Number((((serverMs - first.pairsMs) * 1000) / rows).toFixed(1)) }),
      peakMb,
      ...(bareMs === undefined
        ? {}
        : {
            copiedBarePerSecond: aSecond(rows, bareMs),
            ratioToBareCopy: Number((bareMs / (first.previewMs + first.writeMs)).toFixed(2)),
          }),
      ...(again ? { broughtAgainPerSecond: aSecond(rows, again.previewMs + again.writeMs) } : {}),
      ...(undo ? { undonePerSecond: aSecond(rows, undo.ms) } : {}),
    };
  } finally {
    await database.close();
  }
}

async function bring({ db }: Database, path: string) {
  const work = { db, clock: systemClock, replan: replanClients };
  const preview = await timed(() => previewImport(work, { path, name: "clients.csv" }, { wording: "bench" }));
  const { id } = preview.result;
  await confirmImport(work, id);
  const write = await timed(() => runImport(work, id));
  // The search for pairs is the import's last step; once more, alone, to know its part.
  const pairs = await timed(() =>
    write.result.firstFilling ? findDuplicates(db) : findDuplicatesOfImport(db, id),
  );
  const counts = write.result.counts.done;
  return { id, previewMs: preview.ms, writeMs: write.ms, pairsMs: pairs.ms, counts };
}

/** Megabytes of the process at most, until asked. */
function watchMemory(): () => number {
  let bytes = 0;
  const watch = setInterval(() => (bytes = Math.max(bytes, process.memoryUsage.rss())), 50);
  return () => {
    clearInterval(watch);
    return Math.round(bytes / 2 ** 20);
  };
}

const left = [
  "client",
  "client_external_id",
  "contact_point",
  "contact_address",
  "consent",
  "imported_row",
  "import_change",
];

/** Milliseconds of the copying alone. */
async function copyBare(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let ms = 0;
  try {
    for (const table of left) {
      const { rows } = await client.query<{ columns: string }>(
        `select string_agg(column_name, ', ' order by ordinal_position) as columns from information_schema.columns
         where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER'`,
        [table],
      );
      const columns = rows[0]?.columns ?? "";
      const path = join(folder, table);
      await pipeline(client.query(copyTo(`copy ${table} (${columns}) to stdout`)), createWriteStream(path));
      await client.query(`create table bare_${table} (like ${table} including all)`);
      await client.query("checkpoint");
      const copied = await timed(() =>
        pipeline(
          createReadStream(path),
          client.query(copyFrom(`copy bare_${table} (${columns}) from stdin`)),
        ),
      );
      ms += copied.ms;
      await client.query(`drop table bare_${table}`);
      await rm(path);
    }
  } finally {
    await client.end();
  }
  return ms;
}

const server = engine === "pglite" ? undefined : await benchPostgres();
try {
  // First, so that the memory of the embedded engine is not counted.
  const postgres = server ? await measure({ engine: "postgres", url: server.url }) : "not measured";
  if (!server && engine !== "pglite")
    console.error("PostgreSQL is not measured: set POVOD_BENCH_DATABASE_URL");
  const pglite =
    engine === "postgres"
      ? "not measured"
      : await measure({ engine: "pglite", folder: join(folder, "data") });
  console.log(JSON.stringify({ bench: "clients-import", pglite, postgres }));
} finally {
  await server?.drop();
  await rm(folder, { recursive: true, force: true });
}
