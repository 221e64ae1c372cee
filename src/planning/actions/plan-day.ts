/** Plans a day for everybody or for some clients. Planning the same day again changes nothing unless facts have. */
import { liveChains } from "../../chains/store.ts";
import type { Connection } from "../../database/sql.ts";
import { gatherCandidates } from "../store/candidates.ts";
import { onePlanAtATime, openPlanningDay, roomForALargePlan } from "../store/planning-day.ts";
import { lapsePastDays, saveDecided } from "../store/touches.ts";

export interface PlanRequest {
  on: Temporal.PlainDate;
  /** Now. */
  at: Temporal.Instant;
  /** Only these clients; everybody where absent. */
  clients?: readonly string[];
}

export async function planDay(db: Connection, request: PlanRequest): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!request.clients) {
      await onePlanAtATime(trx);
      await roomForALargePlan(trx);
    }
    const planning = await openPlanningDay(trx, request);
    const chains = await liveChains(trx);
    if (!request.clients) await lapsePastDays(trx, planning);
    await saveDecided(trx, planning, await gatherCandidates(trx, planning, chains));
  });
}
