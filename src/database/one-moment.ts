import type { Connection, OpenTransaction } from "./sql.ts";

/** Several readings that must agree: all of them see the database as it stood at one moment. */
export const atOneMoment = <Result>(
  db: Connection,
  read: (trx: OpenTransaction) => Promise<Result>,
): Promise<Result> =>
  db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(read);
