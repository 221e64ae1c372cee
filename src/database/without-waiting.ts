import { sql, type OpenTransaction } from "./sql.ts";

/**
 * The transaction does not wait for the disk. A server that fails loses the last ones whole and in order, so whoever goes
 * by what is left goes on with that; what ends the work waits for all before it.
 */
export async function withoutWaiting(trx: OpenTransaction): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(trx);
}
