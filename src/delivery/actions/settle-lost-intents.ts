/** Intents whose owner died or whose lease ran out: nobody knows whether the message left, so it never leaves again. */
import type { Connection } from "../../database/sql.ts";
import { isKnownDead } from "../owner.ts";
import { loseIntents, ownersOfOpenIntents } from "../store/intents.ts";

/** Returns how many became unknown. */
export async function settleLostIntents(db: Connection, { at }: { at: Temporal.Instant }): Promise<number> {
  const deadOwners = (await ownersOfOpenIntents(db)).filter(isKnownDead);
  return loseIntents(db, { deadOwners, at });
}
