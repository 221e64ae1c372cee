/** Which databases several transactions can be open in at once: a server's with a pool, not the embedded one's. */
import type { Connection } from "./sql.ts";

const several = new WeakSet<Connection>();

export const markSeveralConnections = (db: Connection): void => void several.add(db);

export const hasSeveralConnections = (db: Connection): boolean => several.has(db);
