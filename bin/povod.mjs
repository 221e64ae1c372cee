#!/usr/bin/env -S node --max-semi-space-size=16
// Starts src/main.ts on the runtime the program is made for: the npm package `node`, whatever node started this file.
// Objects that die young get half the room it would take by itself: a million clients go in at 260 MB instead of 320, as fast.
// What the sources compile to is kept for the next start, which takes half as long; where it cannot be written, it is not.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const project = join(dirname(fileURLToPath(import.meta.url)), "..");
const main = join(project, "src", "main.ts");
const compiled = join(project, "node_modules", ".cache", "povod", "compiled");
const major = Number(process.versions.node.split(".")[0]);

if (major >= 26) {
  module.enableCompileCache({ directory: compiled });
  await import(main);
} else {
  const runtime = join(dirname(createRequire(import.meta.url).resolve("node/package.json")), "bin", "node");
  if (!existsSync(runtime)) {
    console.error("povod: the Node 26 runtime is missing; run `npm ci` in the project's folder first.");
    process.exit(1);
  }
  const env = { NODE_COMPILE_CACHE: compiled, ...process.env };
  const child = spawn(runtime, [...process.execArgv, main, ...process.argv.slice(2)], {
    stdio: "inherit",
    env,
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    // Whoever started this is to see what ended the program, and not an end in order.
    if (signal) process.removeAllListeners(signal).kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}
