/** Runs the schedule: every job of the table on its clock, one of a kind at a time in this process. */
import { setTimeout } from "node:timers/promises";
import { secretOf } from "../access/store/secrets.ts";
import { loadSettings } from "../business/store.ts";
import type { Database } from "../database/database.ts";
import type { News } from "../database/news.ts";
import { emailSettings } from "../delivery/channels/email/settings.ts";
import { openEmailTransport, type EmailTransport } from "../delivery/channels/email/transport.ts";
import { stopLinks } from "../delivery/stop-link.ts";
import { elapsedMs, type Clock } from "../kernel/clock.ts";
import type { Configuration } from "../kernel/configuration.ts";
import { describeFailure, type Log } from "../kernel/log.ts";
import { openQueue } from "./queue.ts";
import { schedule, watches, type Job, type JobContext, type Watch } from "./schedule.ts";

export interface WorkerOptions {
  database: Database;
  configuration: Pick<Configuration, "databaseUrl" | "smtpUrl" | "mailFrom"> &
    Partial<Pick<Configuration, "privateWebhooks" | "dkim" | "address" | "secret">>;
  log: Log;
  clock: Clock;
  /** Who is told that a job changed something. */
  news?: News;
  /** How letters leave; without it POVOD_SMTP_URL decides. */
  transport?: EmailTransport;
}

export interface Worker {
  /** Resolves when the batch under way has its outcomes recorded and nothing runs any more. */
  stop(): Promise<void>;
}

const hour = 3_600;
const queueOptions = {
  // One waiting job of a kind is enough: a job does all there is to do.
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 6 * hour,
  retentionSeconds: hour,
  deleteAfterSeconds: hour,
} as const;

export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { database, configuration, log, clock } = options;
  const settings = emailSettings(configuration);
  const transport = options.transport ?? (settings && openEmailTransport(settings));
  if (!transport) log.warn("POVOD_SMTP_URL is not set: letters stay planned, none is sent");
  const abort = new AbortController();
  const { address } = configuration;
  const context: JobContext = {
    database,
    clock,
    log,
    transport,
    stopLinks:
      address === undefined
        ? undefined
        : stopLinks(address, await secretOf(database.db, configuration.secret)),
    allowPrivateWebhooks: configuration.privateWebhooks ?? false,
    signal: abort.signal,
  };
  const queue = openQueue(database, configuration.databaseUrl);
  queue.on("error", (error) => log.error(describeFailure(error), "job queue"));
  await queue.start();
  const { zone: tz } = await loadSettings(database.db);
  const workers = new Map<string, string>();
  const running = new Set<Promise<void>>();
  const enqueue = async (name: string): Promise<void> => {
    await queue.send(name, {}, {});
    const worker = workers.get(name);
    if (worker) queue.notifyWorker(worker);
  };
  const runOne = async (job: Job): Promise<void> => {
    if (abort.signal.aborted) return;
    if ((await runJob(job, context)) && job.tells !== undefined) options.news?.tell(job.tells);
    if (abort.signal.aborted) return;
    for (const next of job.followedBy ?? []) await enqueue(next);
  };
  // The queues of all jobs stand before the first job runs: on the embedded engine everything shares one connection.
  for (const job of schedule) {
    await queue.createQueue(job.name, queueOptions);
    await queue.schedule(job.name, job.cron, {}, { tz });
    if (job.atStart) await queue.send(job.name, {}, {});
  }
  for (const job of schedule) {
    const worker = await queue.work(job.name, { pollingIntervalSeconds: 5 }, async () => {
      const run = runOne(job);
      running.add(run);
      await run.finally(() => running.delete(run));
    });
    workers.set(job.name, worker);
  }
  for (const watch of watches) running.add(keepWatch(watch, context));
  return {
    async stop() {
      abort.abort();
      await Promise.allSettled(running);
      await queue.stop({ graceful: true, timeout: 5_000 });
      if (!options.transport) transport?.close();
    },
  };
}

/** Round after round until the worker is told to end. */
async function keepWatch({ name, everyMs, begin }: Watch, context: JobContext): Promise<void> {
  const run = begin(context);
  const { signal } = context;
  while (!signal.aborted) {
    await runJob({ name, run }, context);
    // Told to end meanwhile, it rejects: the loop looks at the signal itself.
    await setTimeout(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** A job that fails is told and runs again at its next time; the worker goes on. Returns whether anything may have changed. */
async function runJob(job: Pick<Job, "name" | "run">, context: JobContext): Promise<boolean> {
  const startedMs = elapsedMs();
  try {
    const counts = await job.run(context);
    const tookMs = Math.round(elapsedMs() - startedMs);
    const idle = Object.values(counts).every((count) => count === 0);
    context.log[idle ? "debug" : "info"]({ job: job.name, tookMs, ...counts }, "job done");
    return !idle || Object.keys(counts).length === 0;
  } catch (error) {
    context.log.error({ job: job.name, ...describeFailure(error) }, "job failed");
    return false;
  }
}
