/** A data folder with a demo network: made by whichever test needs it first, copied by the others. */
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDemo } from "../../src/demo/actions/open-demo.ts";
import { companyZone } from "../../src/demo/offices.ts";
import { dayIn, systemClock } from "../../src/kernel/clock.ts";

const root = join(import.meta.dirname, "../..");
const cache = join(root, "node_modules/.cache/povod");

/** Of this hour, or of the moment named. */
export async function demoFolder(startsAt?: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "povod-screens-"));
  const at = startsAt === undefined ? systemClock.now() : Temporal.Instant.from(startsAt);
  const source = hashOfSource();
  const hour = hourOf(startsAt === undefined ? "hour" : "at", at);
  const ready = join(cache, `${hour}-${source}`);
  if (!existsSync(ready)) {
    for (const name of existsSync(cache) ? readdirSync(cache) : [])
      if (name.startsWith("demo-") && !isOfUse(name, source))
        rmSync(join(cache, name), { recursive: true, force: true });
    await make(ready, at);
  }
  if (existsSync(ready)) cpSync(ready, folder, { recursive: true });
  return folder;
}

/** Another test that is at it already is not waited for: the program then makes a network of its own. */
async function make(ready: string, at: Temporal.Instant): Promise<void> {
  try {
    mkdirSync(cache, { recursive: true });
    mkdirSync(`${ready}.making`);
  } catch {
    return;
  }
  const half = join(`${ready}.making`, "folder");
  const demo = {
    folder: half,
    seed: undefined,
    today: dayIn(companyZone, at),
    at,
    onMaking: () => undefined,
  };
  await (await openDemo(demo)).close();
  renameSync(half, ready);
}

function hashOfSource(): string {
  const hash = createHash("sha256");
  for (const file of globSync("src/**/*.{ts,sql,yaml}", { cwd: root }).sort())
    hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex").slice(0, 16);
}

const hourOf = (kind: "hour" | "at", at: Temporal.Instant): string =>
  `demo-${kind}-${at.toZonedDateTimeISO(companyZone).toPlainDateTime().toString().slice(0, 13)}`;

const isOfUse = (name: string, source: string): boolean =>
  name.includes(source) &&
  (name.startsWith("demo-at-") || name.startsWith(hourOf("hour", systemClock.now())));
