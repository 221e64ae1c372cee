/** `npm run bench [-- NAME…]`: runs each measurement in a process of its own and keeps the figures with the machine. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, totalmem, type as system, release } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { systemClock } from "../src/kernel/clock.ts";

type Figure = string | number | boolean | null | Figure[] | { [name: string]: Figure };

const here = dirname(fileURLToPath(import.meta.url));
const results = join(here, "results");
/** In the order they run; other files of this folder serve them. */
const unasked = [
  "replay",
  "import",
  "burn",
  "plan",
  "send",
  "till",
  "statements",
  "seal",
  "owner",
  "search",
  "client-page",
  "next-call",
  "clients-import",
  "duplicates",
  "completeness",
];
/** These take minutes and run when they are named. */
const all = [...unasked, "till-scale"];

/** The last line a measurement prints is its figures as JSON. */
async function measure(name: string): Promise<Figure> {
  const child = spawn(process.execPath, [...process.execArgv, join(here, `${name}.ts`)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.setEncoding("utf8");
  let output = "";
  child.stdout.on("data", (text: string) => {
    output += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) throw new Error(`bench/${name}.ts ended with exit code ${code}\n${output}`);
  return JSON.parse(output.trimEnd().split("\n").at(-1) ?? "null") as Figure;
}

function packageVersion(name: string): string {
  const file = createRequire(import.meta.url).resolve(name);
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, "package.json");
    if (!existsSync(path)) continue;
    const found = JSON.parse(readFileSync(path, "utf8")) as { name?: string; version?: string };
    if (found.name === name && found.version) return found.version;
  }
  return "unknown";
}

/** With the settings that its figures hang on most. */
async function postgresServer(): Promise<string> {
  const connectionString = process.env["POVOD_BENCH_DATABASE_URL"];
  if (!connectionString) return "not measured";
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; buffers: string; log: string }>(
      `select current_setting('server_version') as version, current_setting('shared_buffers') as buffers,
        current_setting('max_wal_size') as log`,
    );
    const [server] = rows;
    return server
      ? `${server.version} with shared_buffers ${server.buffers} and max_wal_size ${server.log}`
      : "unknown";
  } finally {
    await client.end();
  }
}

function flatten(value: Figure, name = ""): [string, string][] {
  if (value !== null && typeof value === "object") {
    return Object.entries(value).flatMap(([key, inner]) =>
      flatten(inner, name === "" ? key : `${name}.${key}`),
    );
  }
  return [
    [
      name,
      typeof value === "number" ? value.toLocaleString("en", { maximumFractionDigits: 2 }) : String(value),
    ],
  ];
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`bench: no such measurement: ${unknown.join(", ")}; there are ${all.join(", ")}`);
  process.exit(2);
}

const at = systemClock.now();
const machine = {
  cores: cpus().length,
  processor: cpus()[0]?.model.trim() ?? "unknown",
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${system()} ${release()}`,
  node: process.versions.node,
  pglite: packageVersion("@electric-sql/pglite"),
  postgres: await postgresServer(),
};

// One measurement may be repeated without losing the figures of the others.
const latest = join(results, "latest.json");
const kept = existsSync(latest)
  ? (
      JSON.parse(readFileSync(latest, "utf8")) as {
        figures?: Record<string, { at: string; machine: object; result: Figure }>;
      }
    ).figures
  : undefined;
const figures: Record<string, { at: string; machine: object; result: Figure }> = { ...kept };
for (const name of asked.length > 0 ? asked : unasked) {
  console.error(`measuring ${name}…`);
  const result = await measure(name);
  figures[name] = { at: at.toString({ smallestUnit: "second" }), machine, result };
  for (const [figure, value] of flatten(result))
    console.log(`${name.padEnd(8)} ${figure.padEnd(44)} ${value.padStart(16)}`);
}

mkdirSync(results, { recursive: true });
const report = `${JSON.stringify({ at: at.toString({ smallestUnit: "second" }), machine, figures }, null, 2)}\n`;
writeFileSync(latest, report);
writeFileSync(join(results, `${at.toZonedDateTimeISO("UTC").toPlainDate().toString()}.json`), report);
const pages = Object.entries(figures).map(([name, figure]) => {
  const rows = flatten(figure.result).map(([label, value]) => `| ${label} | ${value} |`);
  const where = flatten(figure.machine as Figure).map(([label, value]) => `${label} ${value}`);
  return `## ${name}\n\nMeasured ${figure.at} on ${where.join(", ")}.\n\n| figure | value |\n| --- | ---: |\n${rows.join("\n")}\n`;
});
writeFileSync(
  join(results, "latest.md"),
  `# Measured\n\nWritten by \`npm run bench\`.\n\n${pages.join("\n")}`,
);
