/** Plans a day for everybody or for some clients. Planning the same day again changes nothing unless facts have. */
import { liveChains } from "../../chains/store.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { withoutWaiting } from "../../database/without-waiting.ts";
import { gatherCandidates } from "../store/candidates.ts";
import { decidedIn } from "../store/decide.ts";
import { inLanes, type Lane } from "../store/lanes.ts";
import { onePlanAtATime, openPlanningDay, roomForALargePlan } from "../store/planning-day.ts";
import { lapsePastDays, saveDecided } from "../store/touches.ts";

export interface PlanRequest {
  on: Temporal.PlainDate;
  /** Now. */
  at: Temporal.Instant;
  /** Only these clients; everybody where absent. */
  clients?: readonly string[] | undefined;
  /** For so many clients it is made by way of a table, and in lanes where the database can. */
  lanesFrom?: number | undefined;
}

/** A plan in lanes that fails in one of them is there in part; made again, it is whole. */
export async function planDay(db: Connection, request: PlanRequest): Promise<void> {
  const { clients, lanesFrom: least } = request;
  await db.transaction().execute(async (trx) => {
    if (clients) return plan(trx, request);
    await onePlanAtATime(trx);
    const lanes = await inLanes(db, { least }, (lane) => plan(lane.trx, request, lane));
    if (!lanes) await plan(trx, request);
  });
}

async function plan(trx: OpenTransaction, request: PlanRequest, lane?: Lane): Promise<void> {
  if (!request.clients) {
    await roomForALargePlan(trx);
    // A server that fails right after it has lost the plan, and with it all that came later: it is made again.
    await withoutWaiting(trx);
  }
  const planning = await openPlanningDay(trx, {
    ...request,
    share: lane?.share,
    manyFrom: request.lanesFrom,
  });
  const chains = await liveChains(trx);
  if (!request.clients) await lapsePastDays(trx, planning);
  const candidates = await gatherCandidates(trx, planning, chains);
  await saveDecided(trx, planning, await decidedIn(lane, planning, candidates));
}
