/** Processor time of other processes, in ms, as Linux tells it; elsewhere nothing is told. */
import { readFileSync } from "node:fs";
import pg from "pg";

/** Undefined: there is no such process, or no such system. */
function processorMs(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return undefined;
  }
}

/** Of one process, all of its threads. */
export function processMs(pid: number): number | undefined {
  try {
    const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    const [user, system] = rest.split(" ").slice(11, 13);
    return (Number(user) + Number(system)) * 10;
  } catch {
    return undefined;
  }
}

/** What all connections of a database use while `work` runs, those that end meanwhile included. */
export async function serverMsOf<Result>(
  url: string,
  work: () => Promise<Result>,
): Promise<{ result: Result; serverMs: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  const look = async (isStart: boolean) => {
    const { rows } = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    for (const { pid } of rows) {
      const ms = processorMs(pid);
      if (ms === undefined) continue;
      if (!first.has(pid)) first.set(pid, isStart ? ms : 0);
      last.set(pid, ms);
    }
  };
  await look(true);
  const watch = { goesOn: true };
  const watching = (async () => {
    while (watch.goesOn) {
      await client.query("select pg_sleep(0.25)");
      await look(false);
    }
  })();
  const result = await work();
  watch.goesOn = false;
  await watching;
  await client.end();
  let serverMs = 0;
  for (const [pid, ms] of last) serverMs += ms - (first.get(pid) ?? 0);
  return { result, serverMs };
}
