/** Starts the program on an open database: the server, the worker or both; `serve` and `demo` alike. */
import type { PostToStaff } from "../access/way-in-letter.ts";
import { openClickToCall } from "../calls/telephony/click-to-call.ts";
import type { Database } from "../database/database.ts";
import { openNews } from "../database/news.ts";
import { emailSettings } from "../delivery/channels/email/settings.ts";
import { postToStaffBy } from "../delivery/channels/email/staff-post.ts";
import { openEmailTransport } from "../delivery/channels/email/transport.ts";
import type { Letterbox } from "../delivery/letterbox/letterbox.ts";
import { closeServer, listen } from "../http/listen.ts";
import { createServer } from "../http/server.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Configuration } from "../kernel/configuration.ts";
import type { Log } from "../kernel/log.ts";
import { startWorker } from "../worker/start.ts";

export const roles = ["web", "worker", "all"] as const;
export type Role = (typeof roles)[number];

export interface ProgramOptions {
  database: Database;
  configuration: Configuration;
  log: Log;
  clock: Clock;
  role?: Role;
  /** Where the demo network's letters stay; its presence makes this the demo. */
  letterbox?: Letterbox;
}

export interface RunningProgram {
  /** Where pages answer; undefined for a worker alone. */
  address: string | undefined;
  /** The database stays the caller's to close. */
  stop(): Promise<void>;
}

function postToStaff(
  { configuration, log }: ProgramOptions,
  stops: (() => Promise<void>)[],
): PostToStaff | undefined {
  const settings = emailSettings(configuration);
  if (!settings) return undefined;
  const transport = openEmailTransport({ ...settings, connections: 1 });
  stops.push(async () => transport.close());
  return postToStaffBy(transport, log);
}

/** Resolves when pages answer. Throws `port_in_use`. */
export async function startProgram(options: ProgramOptions): Promise<RunningProgram> {
  const { database, configuration, log, clock, role = "all", letterbox } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of stops.splice(0).toReversed()) await step();
  };
  try {
    let address: string | undefined;
    const news = await openNews(database);
    stops.push(() => news.close());
    if (role !== "worker") {
      const server = await createServer({
        allowPrivateWebhooks: configuration.privateWebhooks,
        db: database.db,
        clock,
        log,
        address: configuration.address,
        secret: configuration.secret,
        news,
        postToStaff: postToStaff(options, stops),
        ...(letterbox ? { letterbox } : {}),
        ...(configuration.clickToCall ? { dial: openClickToCall(configuration.clickToCall) } : {}),
      });
      stops.push(() => closeServer(server));
      address = await listen(server, configuration);
    }
    if (role !== "web") {
      const worker = await startWorker({ database, configuration, log, clock, news });
      stops.push(() => worker.stop());
    }
    log.info({ role, engine: database.engine }, "started");
    if (!database.partsIndexed) {
      log.warn(
        "the server refuses the extension pg_trgm: parts of phones, e-mails and card numbers are found slowly. Let an administrator run `create extension pg_trgm` in this database and start again",
      );
    }
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
