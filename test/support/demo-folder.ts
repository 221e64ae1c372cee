/** A data folder with a demo network: made by whichever test needs it first, copied by the others. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDemo } from "../../src/demo/actions/open-demo.ts";
import { companyZone } from "../../src/demo/offices.ts";
import { dayIn, systemClock } from "../../src/kernel/clock.ts";
import { cache, hashOfFiles } from "./hash-of-files.ts";

/** Of this hour, or of the moment named. */
export async function demoFolder(startsAt?: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "povod-screens-"));
  const at = startsAt === undefined ? systemClock.now() : Temporal.Instant.from(startsAt);
  const source = hashOfFiles("src/**/*.{ts,sql,yaml}");
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

const hourOf = (kind: "hour" | "at", at: Temporal.Instant): string =>
  `demo-${kind}-${at.toZonedDateTimeISO(companyZone).toPlainDateTime().toString().slice(0, 13)}`;

const isOfUse = (name: string, source: string): boolean =>
  name.includes(source) &&
  (name.startsWith("demo-at-") || name.startsWith(hourOf("hour", systemClock.now())));
