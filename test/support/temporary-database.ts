/** A PostgreSQL database on a server, empty or copied, and its end. */
import pg from "pg";
import { newId } from "../../src/kernel/ids.ts";

export interface TemporaryDatabase {
  name: string;
  url: string;
  drop(): Promise<void>;
}

/** `server` is the address of any database on it, of a role that may create databases. */
export async function temporaryDatabase(
  server: string,
  prefix: string,
  template = "template1",
): Promise<TemporaryDatabase> {
  const name = `${prefix}_${newId().replaceAll("-", "")}`;
  await onServer(server, `create database ${name} template ${template} strategy file_copy`);
  const drop = () => onServer(server, `drop database if exists ${name} with (force)`);
  return { name, url: addressOf(server, name), drop };
}

export function addressOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

export async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
