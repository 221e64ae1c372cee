/**
 * Lets the day's due letters leave: judged once more, intent committed, sent outside any transaction, outcome
 * recorded. Killed at any point, every letter is either still planned, or has an intent and is never sent twice.
 */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Log } from "../../kernel/log.ts";
import { letterLayout, type Layout } from "../channels/email/layout.ts";
import { mailDomain } from "../channels/email/settings.ts";
import type { EmailTransport } from "../channels/email/transport.ts";
import { leaseMs } from "../intent.ts";
import { thisOwner } from "../owner.ts";
import type { StopLinks } from "../stop-link.ts";
import { calledBack, sendBatch } from "./send-batch.ts";
import { businessDay, dueTouches, type DueTouch } from "../store/due.ts";
import { askedAfterwards } from "../asked-afterwards.ts";
import {
  claimTouches,
  markBounced,
  recalledTouches,
  recordOutcomes,
  releaseClaims,
  type Attempt,
} from "../store/intents.ts";
import { letterFacts } from "../store/letter-facts.ts";
import { withStatements } from "./with-statements.ts";

export interface Release {
  transport: EmailTransport;
  clock: Clock;
  log: Log;
  /** Undefined where nobody can reach the program: letters then ask to be answered. */
  stopLinks?: StopLinks | undefined;
  signal: AbortSignal;
  /** Judges these clients' day again at this moment, so that a wish recorded a second ago stops the letter. */
  replan(
    db: Connection,
    request: { on: Temporal.PlainDate; at: Temporal.Instant; clients: readonly string[] },
  ): Promise<void>;
}

export interface Released {
  sent: number;
  failed: number;
  postponed: number;
  unknown: number;
}

/** Judging again costs much the same for one client as for a thousand. */
const judgedAtOnce = 1_000;
/** Claimed and told in one statement each; what a killed worker leaves unknown at most. */
const claimedAtOnce = 250;
const longestList = 10_000;

interface Run extends Release {
  on: Temporal.PlainDate;
  layout: Layout;
}

/** Returns when nothing due is left, the provider is down, or the worker is told to end. */
export async function releaseDue(db: Connection, release: Release): Promise<Released> {
  const total: Released = { sent: 0, failed: 0, postponed: 0, unknown: 0 };
  while (!release.signal.aborted) {
    const at = release.clock.now();
    const on = await businessDay(db, at);
    const due = await dueTouches(db, { on, at, limit: longestList });
    if (due.length === 0) break;
    const run: Run = { ...release, on, layout: await letterLayout() };
    let released = 0;
    for await (const attempts of releaseBatches(db, due, run)) {
      released += attempts.length;
      for (const { outcome } of attempts) total[outcome.kind] += 1;
      if (attempts.some(({ outcome }) => outcome.kind === "postponed" && outcome.providerIsDown)) {
        release.log.warn({ postponed: total.postponed }, "the mail server does not take letters; they wait");
        return total;
      }
    }
    // A short list was all there was. A full one of which nothing could leave would come back the same.
    if (due.length < longestList || released === 0) break;
  }
  return total;
}

async function* releaseBatches(
  db: Connection,
  due: readonly DueTouch[],
  run: Run,
): AsyncGenerator<Attempt[]> {
  for (let start = 0; start < due.length; start += judgedAtOnce) {
    const judged = due.slice(start, start + judgedAtOnce);
    const clients = [...new Set(judged.map((touch) => touch.clientId))];
    if (run.signal.aborted) return;
    await run.replan(db, { on: run.on, at: run.clock.now(), clients });
    for (let first = 0; first < judged.length; first += claimedAtOnce) {
      if (run.signal.aborted) return;
      yield await releaseBatch(db, judged.slice(first, first + claimedAtOnce), run);
    }
  }
}

async function releaseBatch(db: Connection, due: readonly DueTouch[], run: Run): Promise<Attempt[]> {
  const { clock, transport, log } = run;
  const at = clock.now();
  const by = thisOwner();
  const leaseUntil = at.add({ milliseconds: leaseMs });
  const claims = await claimTouches(db, due, { by, at, leaseUntil, mailDomain: mailDomain(transport.from) });
  if (claims.length === 0) return [];
  const facts = await withStatements({ db, clock }, await letterFacts(db, claims));
  const recalled = askedAfterwards(() => recalledTouches(db));
  const attempts = await sendBatch(claims, facts, { ...run, recalled });
  const ended = clock.now();
  await recordOutcomes(db, attempts, ended);
  await releaseClaims(db, attempts, { by, at: ended });
  const recalledNow = attempts.filter(({ outcome }) => outcome === calledBack);
  if (recalledNow.length > 0) {
    const clients = [...new Set(recalledNow.map(({ claim }) => claim.clientId))];
    await run.replan(db, { on: run.on, at: ended, clients });
  }
  const dead = attempts.filter(({ outcome }) => outcome.kind === "failed" && outcome.addressIsDead);
  await markBounced(
    db,
    dead.map(({ claim }) => claim),
    run.on,
  );
  for (const { claim, outcome } of attempts) {
    // What a server says may repeat the address, so only our own words about templates go to the log.
    if (outcome.kind === "failed" && outcome.said.startsWith("template "))
      log.error({ touch: claim.touchId, said: outcome.said }, "a letter could not be written");
  }
  return attempts;
}
