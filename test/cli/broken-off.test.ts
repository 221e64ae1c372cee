/** The program broken off from outside: signals, a reader that has gone, a disk that is full. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { layDatabase } from "../support/data-folder.ts";
import { povod } from "../support/povod.ts";

const program = fileURLToPath(new URL("../../bin/povod.mjs", import.meta.url));
/** As if an older Node had been told to start the program. */
const older =
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.0.0"}})';
const env = { ...process.env, DATABASE_URL: "", LC_ALL: "C.UTF-8", POVOD_LOG_LEVEL: "info" };

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "povod-broken-off-"));
  data = join(folder, "data");
  layDatabase(data);
});
afterEach(() => rmSync(folder, { recursive: true }));

const fileOf = (rows: number, phone: (at: number) => string): string => {
  const path = join(folder, "clients.csv");
  const lines = Array.from(
    { length: rows },
    (_, at) => `${at};Иванов Иван;${phone(at)};c${at}@example.org\n`,
  );
  writeFileSync(path, `Код;ФИО;Телефон;Почта\n${lines.join("")}`);
  return path;
};
const good = (at: number) => `8916${String(at).padStart(7, "0")}`;

async function serveByOlder() {
  const child = spawn(
    process.execPath,
    ["--import", older, program, "serve", "--port", "0", "--role", "web", "--data", data],
    { env, detached: true, stdio: ["ignore", "pipe", "pipe"] },
  );
  let told = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (told += text));
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, told }));
  await Promise.race([once(child.stdout, "data"), ended]);
  return { child, ended, server: Number(/"pid":(\d+)/.exec(told)?.[1]) };
}

it("ends in order on Ctrl+C, which the terminal and an older Node both pass on", async () => {
  const { child, ended } = await serveByOlder();
  process.kill(-(child.pid ?? 0), "SIGINT");
  const { code, told } = await ended;
  expect(code, told).toBe(0);
  expect(told).toContain('"msg":"stopped"');
});

it("says by its own end what killed it, started by an older Node, too", async () => {
  const { ended, server } = await serveByOlder();
  process.kill(server, "SIGHUP");
  expect(await ended).toMatchObject({ code: null, signal: "SIGHUP" });
});

it("finishes an import whose reader has gone, and its exit code tells of rows left out", async () => {
  const path = fileOf(40, (at) => (at < 30 ? "123" : good(at)));
  for (const more of [["--dry-run"], []]) {
    const child = spawn(process.execPath, [program, "import", "clients", path, "--data", data, ...more], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    child.stderr.destroy();
    const [code] = await once(child, "close");
    expect(code).toBe(1);
  }
  const { imports } = JSON.parse((await povod(["import", "list", "--json", "--data", data])).stdout) as {
    imports: { state: string; counts: { done: { made: number } } }[];
  };
  expect(imports.map(({ state, counts }) => [state, counts.done.made])).toEqual([["done", 10]]);
});

it.skipIf(!existsSync("/dev/full"))(
  "names the file of bad rows that a full disk does not take, and forgets a dry run",
  async () => {
    const path = fileOf(3, () => "123");
    const args = ["import", "clients", path, "--dry-run", "--bad-rows", "/dev/full", "--data", data];
    const { code, stderr } = await povod(args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/bad_input: --bad-rows: \/dev\/full cannot be written \(ENOSPC\)\.\n$/);
    expect((await povod(["import", "list", "--data", data])).stdout).toBe("");
  },
);

it("says that the disk takes nothing more, ends, and the next run finishes the file", async () => {
  const path = fileOf(6_000, good);
  const args = ["import", "clients", path, "--data", data];
  // No file may grow beyond two megabytes: to the engine's log that is a full disk.
  const limited = spawn(
    "/bin/sh",
    ["-c", 'trap "" XFSZ; ulimit -f 4096; exec "$@"', "sh", process.execPath, program, ...args],
    { env: { ...env, NODE_COMPILE_CACHE: "" }, stdio: ["ignore", "ignore", "pipe"] },
  );
  let told = "";
  limited.stderr.setEncoding("utf8").on("data", (text: string) => void (told += text));
  const [code] = await once(limited, "close");
  expect(code, told).toBe(1);
  expect(told).toMatch(
    /database_failed: The database in .*data has stopped: could not write .*start the program again\.\n$/,
  );
  expect(told).not.toMatch(/^\s+at /m);
  const again = await povod(args);
  expect(again).toMatchObject({ code: 0 });
  expect(again.stdout).toContain("(done): 6,000 new clients");
});
