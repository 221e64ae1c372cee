/** Every periodic job of the program, in one table. A job is a batch or a sweep, never a single message. */
import { sweepExpired } from "../access/actions/sweep-expired.ts";
import { fillCalendar } from "../business/actions/keep-calendar.ts";
import { giveBackAbandoned } from "../calls/actions/take-call.ts";
import { findDuplicates } from "../clients/actions/find-duplicates.ts";
import { continueImports } from "../clients/actions/continue-imports.ts";
import type { Database } from "../database/database.ts";
import { releaseDue } from "../delivery/actions/release-due.ts";
import { settleLostIntents } from "../delivery/actions/settle-lost-intents.ts";
import type { EmailTransport } from "../delivery/channels/email/transport.ts";
import type { StopLinks } from "../delivery/stop-link.ts";
import { businessDay } from "../delivery/store/due.ts";
import { returnForgottenGifts } from "../gifts/actions/reserve-gift.ts";
import { escalateHandoffs } from "../handoffs/actions/hand-over.ts";
import { burnBonuses } from "../loyalty/actions/burn-bonuses.ts";
import { countReturns } from "../loyalty/actions/count-returns.ts";
import { finishGraces } from "../loyalty/actions/give-grace.ts";
import { sealLedger, sealRecent, type Sealed } from "../loyalty/actions/seal-ledger.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Log } from "../kernel/log.ts";
import { showHead } from "../loyalty/head.ts";
import { followFacts, fromNowOn } from "../planning/actions/follow-facts.ts";
import { planDay } from "../planning/actions/plan-day.ts";
import { replanClients } from "../planning/actions/replan-clients.ts";
import { keepReturned } from "../reports/actions/count-returned.ts";
import { deliverMessages } from "../webhooks/actions/deliver-messages.ts";
import { forgetMessages, sweepEvents } from "../webhooks/actions/sweep-events.ts";
import { refreshStatistics, refreshTouchStatistics } from "./store.ts";

export interface JobContext {
  database: Database;
  clock: Clock;
  log: Log;
  /** Undefined where no mail server is named: letters then stay planned. */
  transport: EmailTransport | undefined;
  /** By which readers of letters stop them; undefined where nobody can reach the program. */
  stopLinks?: StopLinks | undefined;
  allowPrivateWebhooks?: boolean;
  /** From how many clients on a day is planned in lanes, where not as many as pays off. */
  lanesFrom?: number;
  /** Aborted when the worker is told to end: a job finishes the batch it is in. */
  signal: AbortSignal;
}

export interface Job {
  name: string;
  /** Cron, minutes at best, in the business's zone. */
  cron: string;
  atStart: boolean;
  /** What open screens are told has changed, once it ran and was not idle. */
  tells?: string;
  /** Jobs worth running right after this one. */
  followedBy?: readonly string[];
  /** Returns counts for the log. */
  run(context: JobContext): Promise<Record<string, number>>;
}

/** Too often for a queue: every worker process runs it so often by itself, and it is over at once where nothing happened. */
export interface Watch {
  name: string;
  everyMs: number;
  /** Called once for each run of the worker: what it remembers lives as long as that. */
  begin(context: JobContext): () => Promise<Record<string, number>>;
}

export const watches: readonly Watch[] = [
  {
    name: "follow-facts",
    everyMs: 1_000,
    begin({ database: { db }, clock, signal }) {
      let place = fromNowOn(clock);
      return async () => {
        const followed = await followFacts({ db, clock, signal }, place);
        place = followed.place;
        return { judged: followed.judged };
      };
    },
  },
];

export const schedule: readonly Job[] = [
  {
    name: "settle-lost-intents",
    cron: "* * * * *",
    atStart: true,
    run: async ({ database, clock }) => ({
      unknown: await settleLostIntents(database.db, { at: clock.now() }),
    }),
  },
  {
    name: "give-back-calls",
    cron: "* * * * *",
    atStart: true,
    tells: "calls",
    run: async ({ database, clock }) => ({ givenBack: await giveBackAbandoned(database.db, clock.now()) }),
  },
  {
    name: "escalate-handoffs",
    cron: "*/5 * * * *",
    atStart: true,
    tells: "handoffs",
    run: async ({ database, clock }) => ({ escalated: await escalateHandoffs(database.db, clock.now()) }),
  },
  {
    name: "plan-today",
    cron: "*/5 * * * *",
    atStart: true,
    tells: "plan",
    followedBy: ["release-due"],
    async run({ database, clock, lanesFrom }) {
      const at = clock.now();
      await planDay(database.db, { on: await businessDay(database.db, at), at, lanesFrom });
      await refreshTouchStatistics(database.db);
      return {};
    },
  },
  {
    name: "sweep-sessions",
    cron: "20 3 * * *",
    atStart: false,
    run: async ({ database }) => ({ dropped: await sweepExpired(database.db) }),
  },
  {
    name: "return-gifts",
    cron: "30 2 * * *",
    atStart: false,
    run: async ({ database, clock }) => ({
      returned: await returnForgottenGifts({ db: database.db, clock, replan: replanClients }),
    }),
  },
  {
    name: "fill-calendar",
    cron: "10 2 * * *",
    atStart: true,
    async run({ database, clock }) {
      const { year } = await businessDay(database.db, clock.now());
      return { days: await fillCalendar(database.db, [year, year + 1]) };
    },
  },
  {
    // Hourly rather than daily: the day ends at another hour in every time zone of the network.
    name: "burn-bonuses",
    cron: "5 * * * *",
    atStart: true,
    async run({ database, clock, signal }) {
      const { cards } = await burnBonuses(database.db, clock.now(), { clock, signal });
      return { cards };
    },
  },
  {
    // For the owner's forecast of burning.
    name: "count-returns",
    cron: "40 2 * * *",
    atStart: false,
    async run({ database: { db }, clock, signal }) {
      const through = (await businessDay(db, clock.now())).subtract({ days: 1 });
      return { ...(await countReturns(db, { through, signal })) };
    },
  },
  {
    // For the owner's results.
    name: "count-returned",
    cron: "15 2 * * *",
    atStart: false,
    run: async ({ database: { db }, clock }) =>
      keepReturned(db, (await businessDay(db, clock.now())).subtract({ days: 1 })),
  },
  {
    name: "continue-imports",
    cron: "* * * * *",
    atStart: true,
    run: async ({ database, clock, signal }) => ({
      ended: await continueImports({ db: database.db, clock, replan: replanClients, signal }),
    }),
  },
  {
    // What a request or an import changes is looked at there and then; this finds what came otherwise.
    name: "find-duplicates",
    cron: "50 3 * * *",
    atStart: false,
    run: async ({ database }) => ({ pairs: await findDuplicates(database.db) }),
  },
  {
    // Of grace periods whose process died while it gave them.
    name: "finish-grace-periods",
    cron: "*/10 * * * *",
    atStart: true,
    run: async ({ database, clock, signal }) => ({
      finished: await finishGraces({ db: database.db, clock }, signal),
    }),
  },
  {
    name: "seal-recent",
    cron: "* * * * *",
    atStart: false,
    run: async (context) => tellHead(context, await sealRecent(context.database.db, context)),
  },
  {
    // Finds what came into sight too late for the other, too.
    name: "seal-ledger",
    cron: "20 3 * * *",
    atStart: true,
    run: async (context) => tellHead(context, await sealLedger(context.database.db, context)),
  },
  {
    name: "tell-webhooks",
    cron: "* * * * *",
    atStart: true,
    async run({ database: { db }, clock, signal, allowPrivateWebhooks: allowPrivate = false }) {
      const made = await sweepEvents({ db, clock, signal });
      return { made, ...(await deliverMessages({ db, clock, signal, allowPrivate })) };
    },
  },
  {
    name: "forget-webhook-messages",
    cron: "50 3 * * *",
    atStart: false,
    run: async ({ database, clock }) => ({ forgotten: await forgetMessages({ db: database.db, clock }) }),
  },
  {
    name: "refresh-statistics",
    cron: "35 * * * *",
    atStart: false,
    async run({ database }) {
      if (database.engine === "pglite") await refreshStatistics(database.db);
      return {};
    },
  },
  {
    name: "release-due",
    cron: "* * * * *",
    atStart: true,
    async run({ database, clock, log, transport, stopLinks, signal }) {
      if (!transport) return {};
      return {
        ...(await releaseDue(database.db, {
          transport,
          clock,
          log,
          stopLinks,
          signal,
          replan: planDay,
        })),
      };
    },
  },
];

/** The log stands outside the database: whoever changes the ledger there cannot change what was told here. */
function tellHead({ log }: JobContext, { sealed, head }: Sealed): { sealed: number } {
  if (sealed > 0 && head) log.info({ head: showHead(head) }, "ledger sealed");
  return { sealed };
}
