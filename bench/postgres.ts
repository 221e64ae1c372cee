/** An empty database on the server that POVOD_BENCH_DATABASE_URL names, if it names one. */
import pg from "pg";
import { newId } from "../src/kernel/ids.ts";

export async function benchPostgres(): Promise<{ url: string; drop(): Promise<void> } | undefined> {
  const server = process.env["POVOD_BENCH_DATABASE_URL"];
  if (!server) return undefined;
  const name = `povod_bench_${newId().replaceAll("-", "")}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
