/**
 * How many purchases a second `povod replay` goes through once started, and its peak memory: CDNOW as it is, then
 * CDNOW fifteen times over with clients of their own, for a steadier figure, in file order, in file order under three
 * rules side by side, and shuffled.
 */
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { fromPlainDate } from "../src/kernel/calendar.ts";
import { elapsedMs } from "../src/kernel/clock.ts";
import { replayUnderRules } from "../src/loyalty/actions/replay-purchases.ts";
import { defaultProgram } from "../src/loyalty/program.ts";

const cdnow = fileURLToPath(new URL("data/cdnow/purchases.csv", import.meta.url));
const times = 15;

interface Figure {
  purchases: number;
  purchasesPerSecond: number;
  peakMb: number;
}

/** In this process, which does nothing else: its peak memory is the replay's. */
async function measure(path: string, validityMonths: number[]): Promise<Figure> {
  const from = elapsedMs();
  const [report] = await replayUnderRules({
    path,
    rules: validityMonths.map((months) => ({
      program: { ...defaultProgram, validity: { months, days: 0 } },
      redeem: "never",
    })),
    until: fromPlainDate(Temporal.PlainDate.from("1998-06-30")),
  });
  const seconds = (elapsedMs() - from) / 1000;
  const purchases = report?.purchases ?? 0;
  return {
    purchases,
    purchasesPerSecond: Math.round(purchases / seconds),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

async function measureInChild(path: string, validityMonths = [6]): Promise<Figure> {
  const args = [fileURLToPath(import.meta.url), path, ...validityMonths.map(String)];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (data) => (output += String(data)));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the replay ended with ${String(code)}`);
  return JSON.parse(output) as Figure;
}

async function repeated(path: string, { shuffled }: { shuffled: boolean }): Promise<void> {
  const [header, ...rows] = (await readFile(cdnow, "utf8")).trimEnd().split("\n");
  const file = createWriteStream(path);
  file.write(`${header}\n`);
  // 1 and a prime stride that shares no factor with the number of rows: every row once, far from its neighbours.
  const stride = shuffled ? 30_011 : 1;
  for (let copy = 0; copy < times; copy++) {
    const lines = rows.map((_, at) => `${copy}-${rows[(at * stride) % rows.length]}\n`);
    if (!file.write(lines.join(""))) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}

async function bench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "povod-bench-"));
  try {
    const inOrder = join(folder, "in-order.csv");
    const shuffled = join(folder, "shuffled.csv");
    await repeated(inOrder, { shuffled: false });
    await repeated(shuffled, { shuffled: true });
    const result = {
      bench: "replay",
      cdnow: await measureInChild(cdnow),
      inOrder: await measureInChild(inOrder),
      threeRules: await measureInChild(inOrder, [4, 6, 9]),
      shuffled: await measureInChild(shuffled),
    };
    for (const name of ["cdnow", "inOrder", "threeRules", "shuffled"] as const) {
      const { purchases, purchasesPerSecond, peakMb } = result[name];
      console.log(
        `${name.padEnd(10)}  ${purchases} purchases  ${purchasesPerSecond} a second  ${peakMb} MB at most`,
      );
    }
    console.log(JSON.stringify(result));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const [path, ...validityMonths] = process.argv.slice(2);
if (path) console.log(JSON.stringify(await measure(path, validityMonths.map(Number))));
else await bench();
