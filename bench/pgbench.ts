/** What PostgreSQL's own `pgbench` reaches on the same server: TPC-B-like at scale 50, the measure of the till. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { processMs } from "./processor-time.ts";

const packaged = "/usr/lib/postgresql";
const run = promisify(execFile);

function find(): string | undefined {
  const versions = existsSync(packaged) ? readdirSync(packaged).toSorted().toReversed() : [];
  const places = [
    ...(process.env["PATH"] ?? "").split(":"),
    ...versions.map((version) => join(packaged, version, "bin")),
  ];
  return places.map((place) => join(place, "pgbench")).find((path) => existsSync(path));
}

export interface Transactions {
  perSecond: number;
  /** Of pgbench itself, not of the server; not a number where that is not known. */
  programMs: number;
}

/** Undefined: there is no pgbench here. */
export async function preparePgbench(
  url: string,
  connections: number,
): Promise<((seconds: number) => Promise<Transactions>) | undefined> {
  const pgbench = find();
  if (!pgbench) return undefined;
  await run(pgbench, ["-i", "-q", "-s", "50", url]);
  return async (seconds) => {
    const options = ["-n", "-c", String(connections), "-j", "2", "-T", String(seconds)];
    const running = run(pgbench, [...options, url]);
    const { pid } = running.child;
    let programMs = Number.NaN;
    const watch = setInterval(() => {
      programMs = (pid === undefined ? undefined : processMs(pid)) ?? programMs;
    }, 100);
    const { stdout } = await running.finally(() => clearInterval(watch));
    const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
    return { perSecond, programMs: programMs / (perSecond * seconds) };
  };
}
