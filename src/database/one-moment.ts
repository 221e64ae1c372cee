import { sql, type Connection, type OpenTransaction } from "./sql.ts";

/** Several readings that must agree: all of them see the database as it stood at one moment. */
export const atOneMoment = <Result>(
  db: Connection,
  read: (trx: OpenTransaction) => Promise<Result>,
): Promise<Result> =>
  db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(read);

/** What a transaction sees, for others that are to see the same as long as it is open. Of a server only. */
export async function exportedMoment(trx: OpenTransaction): Promise<string> {
  const { rows } = await sql<{ moment: string }>`select pg_export_snapshot() as moment`.execute(trx);
  const [exported] = rows;
  if (!exported) throw new Error("no snapshot was exported");
  return exported.moment;
}

/** The first statement of a transaction with repeatable reads. */
export async function seeMoment(trx: OpenTransaction, moment: string): Promise<void> {
  await sql`set transaction snapshot ${sql.lit(moment)}`.execute(trx);
}
