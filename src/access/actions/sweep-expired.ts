import type { Connection } from "../../database/sql.ts";
import { dropExpired } from "../store/sessions.ts";

/** Sessions, steps of signing in and counts of attempts that are over. Returns how many rows went. */
export const sweepExpired = (db: Connection): Promise<number> => dropExpired(db);
