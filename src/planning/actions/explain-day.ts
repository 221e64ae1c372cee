/**
 * Why this client gets what on a day, and when at the earliest. Of a day that is over what was kept; of today what the plan
 * says now; of a day to come what a forecast does, with the days before it. The plan's own statements for one client, kept
 * by nobody.
 */
import { liveChains } from "../../chains/store.ts";
import type { ChainVersion } from "../../chains/version.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { gatherCandidates } from "../store/candidates.ts";
import { comingSteps, windowsUntil, type ComingStep, type StepWindow } from "../store/coming-steps.ts";
import { foreseenDayOf, lastsBeyondItsDay, promisedDays } from "../store/foresee.ts";
import { openPlanningDay, openPlanningDays, type PlanningDay } from "../store/planning-day.ts";
import { isPlanned, readDecided, touchesOfClient, type PlannedTouch } from "../store/touches.ts";

export interface Explanation {
  /** What the day's plan says of every reason there is. */
  touches: PlannedTouch[];
  /** The reasons that come after the day, the nearest first. */
  coming: ComingStep[];
  /** The day is over and was never planned: these chains were judged by what is kept of it. */
  lookedBackBy: readonly ChainVersion[];
}

export interface Question {
  client: string;
  on: Temporal.PlainDate;
  /** Now. */
  at: Temporal.Instant;
  /** Instead of the live ones, to see what a draft would do. */
  chains?: readonly ChainVersion[];
}

export async function explainDay(db: Connection, question: Question): Promise<Explanation> {
  return db.transaction().execute(async (trx) => {
    const { client, on, at } = question;
    const chains = question.chains ?? (await liveChains(trx));
    const opened = await openPlanningDay(trx, { on, at, clients: [client] });
    const isOver = isBefore(on, opened.today);
    const planning = { ...opened, isOver, ...(isOver && { finishedBefore: on }) };
    const coming = await comingSteps(trx, planning, chains);
    const kept = await touchesOfClient(trx, client, on);
    const isKept = isBefore(on, planning.today) && !question.chains && (await isPlanned(trx, on));
    if (isKept) return { touches: kept, coming, lookedBackBy: [] };
    const everyRecord = isBefore(planning.today, on)
      ? await foreseeClient(trx, question, planning, chains)
      : await judge(trx, planning, chains);
    const judged = everyRecord.filter((touch) => touch.client_id === client);
    const isJudged = new Set(judged.map(({ id }) => id));
    const waits = new Set(kept.filter(({ state }) => state === "queued").map(({ id }) => id));
    const touches = [
      ...kept.filter(({ id }) => !isJudged.has(id)),
      // A promised call of a day to come is judged anew, and waits for its operator where nothing speaks against it.
      ...judged.map((touch) =>
        waits.has(touch.id) && touch.state === "planned" ? { ...touch, state: "queued" } : touch,
      ),
    ];
    return { touches, coming, lookedBackBy: isOver ? chains : [] };
  });
}

const judge = async (
  trx: OpenTransaction,
  planning: PlanningDay,
  chains: readonly ChainVersion[],
): Promise<PlannedTouch[]> => readDecided(trx, planning, await gatherCandidates(trx, planning, chains));

/** Judges the days before on which anything could happen, then the day itself among what they would have made. */
async function foreseeClient(
  trx: OpenTransaction,
  { client, on, at }: Question,
  asked: PlanningDay,
  chains: readonly ChainVersion[],
): Promise<PlannedTouch[]> {
  const { today } = asked;
  const leftOut = { openFrom: today, chains: [] };
  const seen: PlannedTouch[] = [];
  const open = await openPlanningDay(trx, { on: today, at, clients: [client] });
  let windows = await windowsUntil(trx, open, chains, on);
  const promised = await promisedDays(trx, open, on);
  const isPromised = (day: Temporal.PlainDate) => promised.some((other) => other.equals(day));
  const days: Temporal.PlainDate[] = [];
  for (let day = today; isBefore(day, on); day = day.add({ days: 1 }))
    if (isPromised(day) || windows.some((window) => covers(window, day))) days.push(day);
  for (const planning of await openPlanningDays(trx, { days, at, clients: [client] })) {
    if (!isPromised(planning.on) && !windows.some((window) => covers(window, planning.on))) continue;
    const ended = (await judge(trx, foreseenDayOf(planning, leftOut, seen), chains)).filter(
      lastsBeyondItsDay,
    );
    seen.push(...ended);
    windows = windows.filter((window) => !ended.some((touch) => isOf(touch, window)));
  }
  return judge(trx, foreseenDayOf(asked, leftOut, seen), chains);
}

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(a, b) < 0;

const covers = ({ dueOn, windowEnds }: StepWindow, day: Temporal.PlainDate): boolean =>
  !isBefore(day, dueOn) && !isBefore(windowEnds, day);

const isOf = (touch: PlannedTouch, { chain, step, key }: StepWindow): boolean =>
  touch.chain === chain && touch.step === step && touch.occasion_key === key;
