/** Pairs that may be one person: of the whole base, of an import, of some clients that have changed. */
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import type { Change } from "../desk.ts";
import { searchAll, searchImport, searchSome } from "../store/duplicates.ts";

/** Returns how many pairs there are. */
export const findDuplicates = (db: Connection): Promise<number> =>
  db.transaction().execute((trx) => searchAll(trx));

/** Returns how many pairs were found. */
export const findDuplicatesOfImport = (db: Connection, importId: string): Promise<number> =>
  db.transaction().execute((trx) => searchImport(trx, importId));

export const lookForDuplicates = (trx: OpenTransaction, clients: readonly string[]): Promise<void> =>
  searchSome(trx, clients);

const telling = ["familyName", "givenName", "patronymic", "sex", "birthday", "contactPoint"];

/** Whether a client may be somebody else since. */
export const changesIdentity = (changes: readonly Change[]): boolean =>
  changes.some(({ field }) => telling.includes(field));
