/**
 * `npm run check`: every check there is, each told in one line, all of them even if one fails.
 * `--without-tests` where the suite has just run; `--report FILE` writes the counts as JSON.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { elapsedMs } from "../src/kernel/clock.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values: options } = parseArgs({
  options: { "without-tests": { type: "boolean" }, report: { type: "string" } },
});

const steps: { name: string; commands: string[][] }[] = [
  { name: "format", commands: [["prettier", "--check", "--log-level", "warn", "."]] },
  {
    name: "types",
    commands: [
      ["tsc", "-p", "."],
      ["tsc", "-p", "web"],
    ],
  },
  { name: "lint", commands: [["oxlint", "--type-aware", "--deny-warnings"]] },
  { name: "layers", commands: [["node", "tools/layers.ts"]] },
  { name: "unused", commands: [["knip"]] },
  ...(options["without-tests"] ? [] : [{ name: "tests", commands: [["npm", "test"]] }]),
];

const environment = {
  ...process.env,
  PATH: [join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter),
};

function run(command: string[], live: boolean): { status: number | null; output: string } {
  const [program = "", ...args] = command;
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    env: environment,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: live ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  return { status, output: live ? "" : `${stdout ?? ""}${stderr ?? ""}` };
}

const told: string[] = [];
let failed = 0;
for (const { name, commands } of steps) {
  const startedMs = elapsedMs();
  const results = commands.map((command) => run(command, name === "tests"));
  const passed = results.every((result) => result.status === 0);
  if (!passed) failed++;
  const line = `${passed ? "✓" : "✗"} ${name.padEnd(8)} ${((elapsedMs() - startedMs) / 1000).toFixed(1).padStart(6)} s`;
  told.push(line);
  const output = results.map((result) => result.output.trimEnd()).filter((text) => text !== "");
  if (!passed && output.length > 0) console.log(`\n${output.join("\n")}\n`);
  console.log(line);
}

if (options.report) {
  writeFileSync(options.report, JSON.stringify({ passed: steps.length - failed, failed }));
}
console.log(
  `\n${told.join("\n")}\n\n${failed === 0 ? "Everything is in order." : `${failed} of ${steps.length} checks failed.`}`,
);
process.exitCode = failed === 0 ? 0 : 1;
