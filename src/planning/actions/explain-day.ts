/** Why this client gets what on a day, and when at the earliest: the plan's own statements for one client, kept by nobody. */
import { liveChains } from "../../chains/store.ts";
import type { ChainVersion } from "../../chains/version.ts";
import type { Connection } from "../../database/sql.ts";
import { gatherCandidates } from "../store/candidates.ts";
import { comingSteps, type ComingStep } from "../store/coming-steps.ts";
import { openPlanningDay } from "../store/planning-day.ts";
import { readDecided, touchesOfClient, type PlannedTouch } from "../store/touches.ts";

export interface Explanation {
  /** What the day's plan says of every reason there is. */
  touches: PlannedTouch[];
  /** The reasons that come after the day, the nearest first. */
  coming: ComingStep[];
}

export async function explainDay(
  db: Connection,
  request: {
    client: string;
    on: Temporal.PlainDate;
    at: Temporal.Instant;
    /** Instead of the live ones, to see what a draft would do. */
    chains?: readonly ChainVersion[];
  },
): Promise<Explanation> {
  return db.transaction().execute(async (trx) => {
    const planning = await openPlanningDay(trx, {
      on: request.on,
      at: request.at,
      clients: [request.client],
    });
    const chains = request.chains ?? (await liveChains(trx));
    const everyRecord = await readDecided(trx, planning, await gatherCandidates(trx, planning, chains));
    const judged = everyRecord.filter((touch) => touch.client_id === request.client);
    const isJudged = new Set(judged.map(({ id }) => id));
    const kept = await touchesOfClient(trx, request.client, request.on);
    const touches = [...kept.filter(({ id }) => !isJudged.has(id)), ...judged];
    return { touches, coming: await comingSteps(trx, planning, chains) };
  });
}
