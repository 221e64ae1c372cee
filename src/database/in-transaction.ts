import type { Connection, OpenTransaction } from "./sql.ts";

/** A transaction of its own, or the open one it is called in: a use case can be part of a larger one. */
export function inTransaction<Result>(
  db: Connection,
  act: (trx: OpenTransaction) => Promise<Result>,
): Promise<Result> {
  return db.isTransaction ? act(db as OpenTransaction) : db.transaction().execute(act);
}
