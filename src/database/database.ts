/** Opens the embedded or the served database, migrated and with values read the same way from both. */
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { Kysely, PostgresDialect } from "kysely";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { DomainError } from "../kernel/errors.ts";
import { takeBlobs, takeCopies } from "./copy.ts";
import { askNothingOfFailed, type EngineState } from "./failed-engine.ts";
import { lockFolder } from "./folder-lock.ts";
import { sendInOneGo } from "./in-one-go.ts";
import { listenOnServer } from "./listen.ts";
import { indexPartsOfAddresses, migrate, type ScriptRunner } from "./migrate.ts";
import { OneAtATimePgliteDialect } from "./pglite-driver.ts";
import { prepareEmbedded } from "./prepared-embedded.ts";
import { nameStatements } from "./prepared.ts";
import { markSeveralConnections } from "./several-connections.ts";
import type { Connection } from "./sql.ts";
import { valueParsers } from "./values.ts";

export type DatabaseTarget =
  | { engine: "pglite"; folder: string }
  | { engine: "pglite"; memory: true; loadDataDir?: NonNullable<PGliteOptions["loadDataDir"]> }
  | { engine: "postgres"; url: string; connections?: number };

export interface Database {
  engine: "pglite" | "postgres";
  db: Connection;
  /** The embedded engine itself, for the job queue, which brings its own adapter. */
  pglite: PGlite | undefined;
  /** False where the server refuses pg_trgm: parts of phones and e-mails are then found slowly. */
  partsIndexed: boolean;
  /** Rejects when the embedded engine has failed and answers nothing more; never ends otherwise. */
  failed: Promise<never>;
  /** Hears the notifications of a channel. Returns how to stop. */
  listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Throws `data_folder_in_use`, `database_failed`, `database_unreachable` or `database_newer`. */
export async function openDatabase(target: DatabaseTarget): Promise<Database> {
  return target.engine === "pglite" ? openEmbedded(target) : openServer(target);
}

const sessionSettings = "set time zone 'UTC'; set datestyle to 'ISO, YMD'; set intervalstyle to 'iso_8601'";

async function openEmbedded(target: DatabaseTarget & { engine: "pglite" }): Promise<Database> {
  const unlock = "folder" in target ? lockFolder(resolve(target.folder)) : undefined;
  let pglite: PGlite | undefined;
  let state: EngineState | undefined;
  let partsIndexed;
  try {
    const options: PGliteOptions = { parsers: valueParsers, extensions: { pg_trgm } };
    if ("folder" in target) {
      options.dataDir = join(resolve(target.folder), "database");
      mkdirSync(options.dataDir, { recursive: true });
    } else if (target.loadDataDir) options.loadDataDir = target.loadDataDir;
    pglite = await PGlite.create(options);
    state = askNothingOfFailed(pglite, "folder" in target ? resolve(target.folder) : undefined);
    takeBlobs(pglite);
    prepareEmbedded(pglite);
    await pglite.exec(sessionSettings);
    partsIndexed = await pglite.transaction(async (tx) => {
      const run: ScriptRunner = {
        exec: async (script) => void (await tx.exec(script)),
        rows: async (query) => (await tx.query<Record<string, unknown>>(query)).rows,
      };
      await migrate(run);
      return indexPartsOfAddresses(run);
    });
  } catch (error) {
    if (!state?.hasFailed()) await pglite?.close().catch(() => undefined);
    unlock?.();
    throw error;
  }
  const db = new Kysely<unknown>({ dialect: new OneAtATimePgliteDialect(pglite) });
  const embedded = pglite;
  const { hasFailed, failed } = state;
  return {
    engine: "pglite",
    db,
    pglite,
    partsIndexed,
    failed,
    listen: async (channel, hear) => {
      const stop = await embedded.listen(channel, hear);
      return () => stop();
    },
    async close() {
      if (!hasFailed()) await db.destroy();
      if (!hasFailed() && !embedded.closed) await embedded.close();
      unlock?.();
    },
  };
}

async function openServer(target: DatabaseTarget & { engine: "postgres" }): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: target.url,
    max: target.connections ?? 10,
    // A new connection plans every statement anew, the judgement of one client for a tenth of a second: it stays.
    idleTimeoutMillis: 0,
    application_name: "povod",
    // Compiling the plan of a day takes seconds, running it takes milliseconds.
    options: "-c jit=off -c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=iso_8601",
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        valueParsers[oid] ?? pg.types.getTypeParser(oid, format ?? "text"),
    },
  });
  // A connection lost while idle is replaced on next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  // One lost inside a transaction fails the transaction's next query; its event would end the process too.
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    nameStatements(client);
    takeCopies(client);
  });
  let partsIndexed;
  try {
    partsIndexed = await migrateServer(pool);
  } catch (error) {
    await pool.end();
    throw error instanceof DomainError ? error : unreachable(target.url, error);
  }
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  if (pool.options.max > 2) markSeveralConnections(db);
  sendInOneGo(db, pool);
  return {
    engine: "postgres",
    db,
    pglite: undefined,
    partsIndexed,
    failed: Promise.withResolvers<never>().promise,
    listen: (channel, hear) => listenOnServer(target.url, channel, hear),
    close: () => db.destroy(),
  };
}

/** Of several processes that start together one migrates, the others wait for it. */
async function migrateServer(pool: pg.Pool): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('povod-migrate'))");
    const run: ScriptRunner = {
      exec: async (script) => void (await client.query(script)),
      rows: async (query) => (await client.query<Record<string, unknown>>(query)).rows,
    };
    await migrate(run);
    const partsIndexed = await indexPartsOfAddresses(run);
    await client.query("commit");
    return partsIndexed;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

function unreachable(url: string, cause: unknown): Error {
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  if (!/^(E[A-Z]+|08...|28...|3D000|57P..)$/.test(code)) return cause as Error;
  const where = URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : "the given address";
  return new DomainError(
    "database_unreachable",
    `DATABASE_URL: no PostgreSQL answers at ${where} (${code}). Expected postgresql://user:password@host:port/database.`,
    { cause },
  );
}
