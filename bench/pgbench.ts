/** What PostgreSQL's own `pgbench` reaches on the same server: TPC-B-like at scale 50, the measure of the till. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

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

/** Transactions a second. Undefined: there is no pgbench here. */
export async function preparePgbench(
  url: string,
  connections: number,
): Promise<((seconds: number) => Promise<number>) | undefined> {
  const pgbench = find();
  if (!pgbench) return undefined;
  await run(pgbench, ["-i", "-q", "-s", "50", url]);
  return async (seconds) => {
    const options = ["-n", "-c", String(connections), "-j", "2", "-T", String(seconds)];
    const { stdout } = await run(pgbench, [...options, url]);
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  };
}
