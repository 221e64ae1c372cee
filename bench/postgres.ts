/** Databases on the server that POVOD_BENCH_DATABASE_URL names, if it names one. */
import pg from "pg";
import {
  addressOf,
  onServer,
  temporaryDatabase,
  type TemporaryDatabase,
} from "../test/support/temporary-database.ts";

const server = process.env["POVOD_BENCH_DATABASE_URL"];

/** An empty one. */
export async function benchPostgres(): Promise<TemporaryDatabase | undefined> {
  return server ? temporaryDatabase(server, "povod_bench") : undefined;
}

/**
 * A copy of a base that takes long to make: `fill` makes it where the server does not keep one of this name yet. It stays
 * there for the next run, and is dropped by hand.
 */
export async function keptPostgres(
  name: string,
  fill: (url: string) => Promise<void>,
): Promise<TemporaryDatabase | undefined> {
  if (!server) return undefined;
  if (!(await isKept(server, name))) {
    const making = `${name}_making`;
    await onServer(server, `drop database if exists ${making} with (force)`);
    await onServer(server, `create database ${making}`);
    await fill(addressOf(server, making));
    await onServer(server, `alter database ${making} rename to ${name}`);
  }
  return temporaryDatabase(server, "povod_bench", name);
}

async function isKept(url: string, name: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    return rowCount === 1;
  } finally {
    await client.end();
  }
}
