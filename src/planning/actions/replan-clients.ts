/**
 * Judges anew, inside the transaction that changed something about some clients, every day that is planned for them:
 * when it commits, nothing stands in a plan that the change forbids. What is on its way is called back.
 */
import { liveChains } from "../../chains/store.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { gatherCandidates, promisedCalls } from "../store/candidates.ts";
import { decided } from "../store/decide.ts";
import { openPlanningDays } from "../store/planning-day.ts";
import { callBackLetters, daysToJudge, returnKept, takeCallsBack } from "../store/recall.ts";
import { saveDecided } from "../store/touches.ts";

export async function replanClients(
  trx: OpenTransaction,
  {
    clients,
    at,
    days = [],
  }: { clients: readonly string[]; at: Temporal.Instant; days?: readonly Temporal.PlainDate[] },
): Promise<void> {
  const chains = await liveChains(trx);
  if (clients.length === 0 || chains.length === 0) return;
  const taken = await takeCallsBack(trx, clients);
  const asked = await daysToJudge(trx, clients, { at, days });
  const judged = await openPlanningDays(trx, { days: asked.map(({ day }) => day), at, clients });
  // Other calls wait for one that is promised for a later day: whether it stands is known before they are judged.
  for (const [place, planning] of judged.entries())
    if (asked[place]?.isPromised)
      await saveDecided(trx, planning, decided(planning, promisedCalls(planning)));
  for (const planning of judged)
    await saveDecided(trx, planning, decided(planning, await gatherCandidates(trx, planning, chains)));
  await returnKept(trx, taken);
  // Last: a letter that a worker was claiming meanwhile made the plan wait, and is claimed by now.
  await callBackLetters(trx, clients, at);
}
