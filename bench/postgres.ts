/** An empty database on the server that POVOD_BENCH_DATABASE_URL names, if it names one. */
import { temporaryDatabase, type TemporaryDatabase } from "../test/support/temporary-database.ts";

export async function benchPostgres(): Promise<TemporaryDatabase | undefined> {
  const server = process.env["POVOD_BENCH_DATABASE_URL"];
  return server ? temporaryDatabase(server, "povod_bench") : undefined;
}
