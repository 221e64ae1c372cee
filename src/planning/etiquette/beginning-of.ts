/** From when on a rule could say otherwise is mostly the beginning of a day. */
import type { RawBuilder } from "kysely";
import { sql } from "../../database/sql.ts";

/** The first moment of a day, as a date, on the clock of the client of the option `o`. */
export const beginningOf = (day: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(${day})::timestamp at time zone o.zone`;
