/** Opens the database a command is to work on: `--data`, else DATABASE_URL, else POVOD_DATA or ./data. */
import { openDatabase, type Database, type DatabaseTarget } from "../database/database.ts";
import type { CommandContext, Invocation } from "./command.ts";

export function databaseTarget(context: CommandContext, invocation: Invocation): DatabaseTarget {
  const folder = invocation.options["data"];
  if (typeof folder === "string") return { engine: "pglite", folder };
  const { databaseUrl, dataFolder } = context.configuration;
  return databaseUrl ? { engine: "postgres", url: databaseUrl } : { engine: "pglite", folder: dataFolder };
}

export async function withDatabase<Result>(
  context: CommandContext,
  invocation: Invocation,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(databaseTarget(context, invocation));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
