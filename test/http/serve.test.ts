import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { layDatabase } from "../support/data-folder.ts";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const started: ChildProcess[] = [];

function povod(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    env: {
      PATH: process.env["PATH"] ?? "",
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
      LANG: "en_US.UTF-8",
      POVOD_LOG_LEVEL: "info",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (said.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (said.err += text));
  const ended = once(child, "close").then(([code]) => code as number | null);
  /** The first line on stdout; undefined when the process ends without one. */
  const answered = Promise.race([once(child.stdout, "data"), ended]).then(
    () => /http:\/\/\S+/.exec(said.out)?.[0],
  );
  return { child, said, ended, answered };
}

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

it("answers, tells a second process that the folder is taken, and ends cleanly on SIGTERM", async () => {
  const folder = mkdtempSync(join(tmpdir(), "povod-serve-"));
  const first = povod(["serve", "--port", "0", "--data", folder]);
  const address = await first.answered;
  expect(address, first.said.err).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const health = await fetch(`${address}/api/v1/health`);
  expect(await health.json()).toMatchObject({ status: "ok" });
  const found = await fetch(`${address}/api/v1/clients?find=Ivanova-Secret`);
  expect(found.status).toBe(401);
  await found.arrayBuffer();

  const second = povod(["serve", "--port", "0", "--data", folder]);
  expect(await second.ended).toBe(1);
  expect(second.said.err).toMatch(/data_folder_in_use.*process \d+/);

  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);
  expect(first.said.err).toContain('"route":"/api/v1/clients"');
  expect(first.said.err + first.said.out).not.toContain("Secret");
});

it("says which port is taken and what to do", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), "povod-serve-"));
  layDatabase(folder);
  const program = povod(["serve", "--port", String(port), "--data", folder, "--role", "web"]);
  expect(await program.ended).toBe(1);
  expect(program.said.err).toMatch(new RegExp(`port_in_use: Port ${port} .* --port`));
  other.close();
});

it("refuses to serve anybody but this machine, and roles and ports that do not exist", async () => {
  const foreign = povod(["serve"], { POVOD_HOST: "0.0.0.0" });
  expect(await foreign.ended).toBe(1);
  expect(foreign.said.err).toContain("not_loopback: POVOD_HOST");
  const role = povod(["serve", "--role", "king"]);
  expect(await role.ended).toBe(2);
  expect(role.said.err).toContain("--role expects web, worker, all, got king");
  const port = povod(["serve", "--port", "80000"]);
  expect(await port.ended).toBe(2);
  expect(port.said.err).toContain("--port");
});
