/**
 * What the plan of each day of a range will be, if no fact changes: the plan's own statements day after day, each among
 * what the days before it would have made. Or, of days that are over, what chains would have done then.
 */
import { loadSettings } from "../../business/store.ts";
import type { Chain } from "../../chains/chain.ts";
import { liveChains, loadVersions } from "../../chains/store.ts";
import { switchedOn, type ChainVersion, type StoredVersion } from "../../chains/version.ts";
import { exportedMoment, seeMoment } from "../../database/one-moment.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { refuseIfInterruptedMeanwhile } from "../../kernel/interruption.ts";
import { gatherCandidates } from "../store/candidates.ts";
import { decidedIn } from "../store/decide.ts";
import { foresee, foreseenDay, startForeseeing, type ForeseenCount, type LeftOut } from "../store/foresee.ts";
import { inLanes, type Lane } from "../store/lanes.ts";
import { openPlanningDay, roomForALargePlan } from "../store/planning-day.ts";

export interface ForecastRequest {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  /** Now. */
  at: Temporal.Instant;
  /** Chains as they would be, each besides the live ones or in the place of the one with its code. */
  drafts?: readonly Chain[];
  /** Looked at between two days. */
  signal?: AbortSignal;
  /** For so many clients it is made by way of a table, and in lanes where the database can. */
  lanesFrom?: number | undefined;
}

export interface ForecastDay {
  on: Temporal.PlainDate;
  counts: ForeseenCount[];
  /** How many calls operators have time for; null where nobody has set their hours. */
  callsPossible: number | null;
}

const longestDays = 400;

/** Throws `interrupted`, and `bad_input` where the range is turned round, too long, or partly over. */
export async function forecastDays(db: Connection, request: ForecastRequest): Promise<ForecastDay[]> {
  const { lanesFrom: least } = request;
  // All days see the facts of one moment; whoever plans meanwhile is not waited for.
  const isolation = "repeatable read";
  return db
    .transaction()
    .setIsolationLevel(isolation)
    .execute(async (trx) => {
      const range = await rangeOf(trx, request);
      let moment: Promise<string> | undefined;
      const inShares = await inLanes(db, { least, isolation }, async (lane) => {
        await seeMoment(lane.trx, await (moment ??= exportedMoment(trx)));
        return foreseeDays(lane.trx, range, lane);
      });
      return inShares ? together(inShares) : foreseeDays(trx, range);
    });
}

interface Range {
  request: ForecastRequest;
  /** The first day that is looked at: days before `from` are seen too, what happens on them counts on the days after. */
  start: Temporal.PlainDate;
  chains: ChainVersion[];
  leftOut: LeftOut;
  isOver: boolean;
}

async function rangeOf(trx: OpenTransaction, request: ForecastRequest): Promise<Range> {
  const { from, to, at, drafts = [] } = request;
  const { zone } = await loadSettings(trx);
  const today = dayIn(zone, at);
  refuseRange(from, to, today);
  const isOver = before(to, today);
  const since = isOver ? from.toZonedDateTime(zone).toInstant() : at;
  const versions = Map.groupBy(await loadVersions(trx), ({ chain }) => chain);
  const tried = drafts.map((draft) => switchedOn(draft, versions.get(draft.code) ?? [], since));
  const live = (await liveChains(trx))
    .filter(({ chain }) => !tried.some((draft) => draft.chain === chain))
    .map((chain) => (isOver ? asIfFrom(since, chain, versions.get(chain.chain) ?? []) : chain));
  const chains = isOver && tried.length > 0 ? tried : [...live, ...tried];
  return {
    request,
    start: isOver ? from : today,
    chains,
    isOver,
    leftOut: isOver
      ? { openFrom: from, chains: chains.map(({ chain }) => chain) }
      : { openFrom: today, chains: [] },
  };
}

async function foreseeDays(
  trx: OpenTransaction,
  { request: { from, to, at, signal, lanesFrom }, start, chains, leftOut, isOver }: Range,
  lane?: Lane,
): Promise<ForecastDay[]> {
  await roomForALargePlan(trx);
  await startForeseeing(trx, leftOut);
  const days: ForecastDay[] = [];
  for (let on = start; !before(to, on); on = on.add({ days: 1 })) {
    await refuseIfInterruptedMeanwhile(signal);
    const opened = await openPlanningDay(trx, { on, at, share: lane?.share, manyFrom: lanesFrom });
    const planning = { ...foreseenDay(opened, leftOut), isOver, ...(isOver && { finishedBefore: start }) };
    const candidates = await gatherCandidates(trx, planning, chains);
    const counts = await foresee(trx, planning, await decidedIn(lane, planning, candidates));
    const { pools } = planning;
    const callsPossible = pools.length > 0 ? pools.reduce((sum, { calls }) => sum + calls, 0) : null;
    if (!before(on, from)) days.push({ on, counts, callsPossible });
  }
  return days;
}

/** Each day with the counts of all shares. */
function together([first = [], ...others]: ForecastDay[][]): ForecastDay[] {
  return first.map((day, at) => {
    const counts = [day, ...others.flatMap((share) => share[at] ?? [])].flatMap((each) => each.counts);
    const same = Map.groupBy(counts, ({ chain, step, channel, state, decidedBy }) =>
      JSON.stringify([chain, step, channel, state, decidedBy]),
    );
    const inOrder = [...same].sort(([a], [b]) => (a < b ? -1 : 1));
    const sumOf = (rows: ForeseenCount[]) =>
      rows.reduce((sum, { count }) => ({ ...sum, count: sum.count + count }));
    return { ...day, counts: inOrder.map(([, rows]) => sumOf(rows)) };
  });
}

/** A look back asks what the chain would have done from its first day on: earlier versions end where it begins. */
const asIfFrom = (
  since: Temporal.Instant,
  live: ChainVersion,
  versions: readonly StoredVersion[],
): ChainVersion => ({
  ...live,
  ends: switchedOn(
    live.definition,
    versions.filter(({ version }) => version !== live.version),
    since,
  ).ends,
});

const before = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(a, b) < 0;

function refuseRange(from: Temporal.PlainDate, to: Temporal.PlainDate, today: Temporal.PlainDate): void {
  const [first, last] = [from.toString(), to.toString()];
  if (before(to, from))
    throw new DomainError("bad_input", `The range ${first} to ${last} ends before it begins.`);
  if (from.until(to).days >= longestDays || before(today.add({ days: longestDays }), to))
    throw new DomainError(
      "bad_input",
      `The range ${first} to ${last} is too long; expected ${longestDays} days at most, none later than ${longestDays} days from today.`,
    );
  if (before(from, today) && !before(to, today))
    throw new DomainError(
      "bad_input",
      `The range ${first} to ${last} is over in part; expected days from ${today.toString()} on, or days before it.`,
    );
}
