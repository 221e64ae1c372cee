/**
 * The forecast that every Today screen asks for: whoever asks for what another waits for gets that one's answer, and one
 * that took long holds for a while. A network's morning begins with many such screens, and to look at two weeks of a large
 * base keeps a server busy for longer than they stand open.
 */
import type { Connection } from "../../database/sql.ts";
import { elapsedMs } from "../../kernel/clock.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import { forecastDays, type ForecastDay } from "../../planning/actions/forecast-days.ts";
import { plannedBy } from "../store/planned-by.ts";

export interface SharedRequest {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  /** Now. */
  at: Temporal.Instant;
  today: Temporal.PlainDate;
  /** Whoever asked has gone. */
  signal: AbortSignal;
}

interface Shared {
  days: Promise<ForecastDay[]>;
  waiting: number;
  /** Nobody waits any more. */
  gone: AbortController;
  /** As elapsedMs; while it is made it holds. */
  holdsUntilMs: number;
}

interface Holding {
  /** Quicker ones are always made anew. */
  longFromMs: number;
  /** An answer holds so many times as long as it took. */
  times: number;
}

const usual: Holding = { longFromMs: 3_000, times: 20 };
const holdsAtMostMs = 600_000;

/** While an answer holds, facts may have changed; chains, settings, calendar and operator hours have not. */
export function shareForecasts(db: Connection, { longFromMs, times }: Holding = usual) {
  const known = new Map<string, Shared>();

  const make = (key: string, { from, to, at }: SharedRequest): Shared => {
    const startedMs = elapsedMs();
    const gone = new AbortController();
    const days = forecastDays(db, { from, to, at, signal: gone.signal });
    const shared: Shared = { days, waiting: 0, gone, holdsUntilMs: Infinity };
    known.set(key, shared);
    const forget = () => known.get(key) === shared && known.delete(key);
    const hold = () => {
      const tookMs = elapsedMs() - startedMs;
      if (tookMs < longFromMs) forget();
      else shared.holdsUntilMs = elapsedMs() + Math.min(tookMs * times, holdsAtMostMs);
    };
    days.then(hold, forget);
    gone.signal.addEventListener("abort", forget);
    return shared;
  };

  return async (request: SharedRequest): Promise<ForecastDay[]> => {
    const { from, to, today, signal } = request;
    const key = `${from.toString()}/${to.toString()}/${today.toString()}/${await plannedBy(db)}`;
    refuseIfInterrupted(signal);
    for (const [other, { holdsUntilMs }] of known) if (holdsUntilMs <= elapsedMs()) known.delete(other);
    const shared = known.get(key) ?? make(key, request);
    const leave = () => {
      shared.waiting--;
      if (shared.waiting === 0 && shared.holdsUntilMs === Infinity) shared.gone.abort(signal.reason);
    };
    shared.waiting++;
    signal.addEventListener("abort", leave, { once: true });
    return shared.days.finally(() => signal.removeEventListener("abort", leave));
  };
}
