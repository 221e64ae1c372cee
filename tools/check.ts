/**
 * `npm run check`: every check there is, each told in one line, all of them even if one fails.
 * `--without-tests` where the suite has just run; `--report FILE` writes the counts as JSON.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
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

async function run(command: string[], live: boolean): Promise<{ passed: boolean; output: string }> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    cwd: root,
    env: environment,
    stdio: live ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => void (output += text));
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return { passed: code === 0, output };
  } catch (error) {
    return { passed: false, output: String(error) };
  }
}

const told = new Map<string, string>();
let failed = 0;
async function check({ name, commands }: (typeof steps)[number]): Promise<void> {
  const startedMs = elapsedMs();
  const results = [];
  for (const command of commands) results.push(await run(command, name === "tests"));
  const passed = results.every((result) => result.passed);
  if (!passed) failed++;
  const line = `${passed ? "✓" : "✗"} ${name.padEnd(8)} ${((elapsedMs() - startedMs) / 1000).toFixed(1).padStart(6)} s`;
  told.set(name, line);
  const output = results.map((result) => result.output.trimEnd()).filter((text) => text !== "");
  if (!passed && output.length > 0) console.log(`\n${output.join("\n")}\n`);
  console.log(line);
}

/** Most of them keep one processor busy; more than two at once would not fit into the memory of a small machine. */
const waiting = steps.filter(({ name }) => name !== "tests");
const lane = async (): Promise<void> => {
  for (let next = waiting.shift(); next; next = waiting.shift()) await check(next);
};
await Promise.all([lane(), lane()]);
for (const step of steps) if (step.name === "tests") await check(step);

if (options.report) {
  writeFileSync(options.report, JSON.stringify({ passed: steps.length - failed, failed }));
}
console.log(
  `\n${steps.map(({ name }) => told.get(name)).join("\n")}\n\n${failed === 0 ? "Everything is in order." : `${failed} of ${steps.length} checks failed.`}`,
);
process.exitCode = failed === 0 ? 0 : 1;
