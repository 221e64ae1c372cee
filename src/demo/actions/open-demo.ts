/** Opens the demo's own data folder, making the network where it is missing, half-made or of another day. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { installPack } from "../../chains/actions/install-pack.ts";
import { openDatabase, type Database } from "../../database/database.ts";
import { DomainError } from "../../kernel/errors.ts";
import { planDay } from "../../planning/actions/plan-day.ts";
import { isEmpty, loadStamp, refreshStatistics } from "../store.ts";
import { leaveSomeAlone } from "./leave-some-alone.ts";
import { openDemoAccounts } from "./open-accounts.ts";
import { seedDemo } from "./seed-demo.ts";

export interface OpenDemoRequest {
  folder: string;
  /** Undefined: whatever network is there, else the usual one. */
  seed: number | undefined;
  /** The day the network's dates are reckoned from. */
  today: Temporal.PlainDate;
  at: Temporal.Instant;
  clients?: number;
  /** Told before the network is made, which takes seconds. */
  onMaking(reason: "first" | "another_day" | "another_seed"): void;
}

const usualSeed = 1;
const usualClients = 5_000;

/** Letters of the demo stay beside its database. */
export const lettersFolder = (folder: string): string => join(folder, "letters");

/** Throws `bad_input` where the folder holds somebody's real base, and what `openDatabase` throws. */
export async function openDemo(request: OpenDemoRequest): Promise<Database> {
  const database = await openNetwork(request);
  await openDemoAccounts(database.db, request.at);
  return database;
}

async function openNetwork(request: OpenDemoRequest): Promise<Database> {
  const { folder, today } = request;
  const database = await openDatabase({ engine: "pglite", folder });
  try {
    const stamp = await loadStamp(database.db);
    if (!stamp) {
      if (!(await isEmpty(database.db))) refuse(folder);
      return await make(database, request, "first");
    }
    const isOfToday = stamp.today === today.toString();
    if (isOfToday && (request.seed ?? stamp.seed) === stamp.seed) return database;
    await database.close();
    // The ledger lets nothing be deleted, so a new network needs a new database.
    for (const name of [join(folder, "database"), lettersFolder(folder)])
      rmSync(name, { recursive: true, force: true });
    const seed = request.seed ?? stamp.seed;
    const fresh = await openDatabase({ engine: "pglite", folder });
    return await make(fresh, { ...request, seed }, isOfToday ? "another_seed" : "another_day");
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function make(
  database: Database,
  { seed = usualSeed, today, at, clients = usualClients, onMaking }: OpenDemoRequest,
  reason: Parameters<OpenDemoRequest["onMaking"]>[0],
): Promise<Database> {
  try {
    onMaking(reason);
    await installPack(database.db, "travel", at.subtract({ hours: 24 * 410 }));
    await leaveSomeAlone(database.db, at.subtract({ hours: 24 * 380 }));
    await seedDemo(database.db, { seed, today, clients });
    await planDay(database.db, { on: today, at });
    // The worker plans this day again at once: without statistics of what was planned that takes many times as long.
    await refreshStatistics(database.db);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function refuse(folder: string): never {
  throw new DomainError(
    "bad_input",
    `The data folder ${folder} holds a base that is not the demo's. Name another folder with --data.`,
    { place: { field: "data" } },
  );
}
