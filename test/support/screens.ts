/** The real program with its demo network, and a browser that looks at it. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { expect } from "vitest";
import type { StaffRole } from "../../src/access/rights.ts";
import { openDatabase, type Database } from "../../src/database/database.ts";
import { chromiumFlags } from "./chromium.ts";
import { layDatabase } from "./data-folder.ts";
import { demoFolder, noon } from "./demo-folder.ts";
import type { DemoAsked, DemoSaid } from "./demo-process.ts";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const demoProgram = fileURLToPath(new URL("demo-process.ts", import.meta.url));

export interface Demo {
  address: string;
  /** The cookie of the owner's session. */
  owner: string;
  stop(): Promise<void>;
}

/** What the demo signs its links with. */
export const demoSecret = "the secret of a demo that nobody else ever sees";

const env = {
  PATH: process.env["PATH"] ?? "",
  NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
  LANG: "en_US.UTF-8",
  POVOD_SECRET: demoSecret,
  // Other systems that it tells are on this machine, as the test is.
  POVOD_PRIVATE_WEBHOOKS: "yes",
};

/** What has happened in the demo before it starts. */
export type Before = (database: Database) => Promise<unknown>;

/** In a process beside the test, on a free port, with its data in a folder of its own, on a clock that starts at noon. */
export async function startDemo(before?: Before): Promise<Demo> {
  const folder = await demoFolder();
  if (before) await changeAtRest(folder, before);
  const run = await runDemo({ folder, startsAt: noon.toString() });
  return {
    address: run.address,
    owner: await signInToDemo(run.address, "owner"),
    async stop() {
      await run.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function changeAtRest(folder: string, before: Before): Promise<void> {
  const database = await openDatabase({ engine: "pglite", folder });
  try {
    await before(database);
  } finally {
    await database.close();
  }
}

/** One for all files of a worker, one demo after another: loading the program and warming it up takes seconds. */
let demos: { child: ChildProcess; complaints: string } | undefined;

async function runDemo(asked: DemoAsked): Promise<Pick<Demo, "address" | "stop">> {
  const { child } = demos?.child.connected ? demos : (demos = demoProcess());
  const answer = async (to: DemoAsked | "stop") => {
    const said = once(child, "message");
    child.send(to);
    const [message] = (await said) as [DemoSaid];
    return message;
  };
  const said = await answer(asked);
  const address = "out" in said ? /http:\/\/[\d.:]+/.exec(said.out)?.[0] : undefined;
  if (address === undefined) throw new Error(`no demo: ${JSON.stringify(said)}\n${demos?.complaints}`);
  return {
    address,
    async stop() {
      expect(await answer("stop"), demos?.complaints).toEqual({ ended: "" });
    },
  };
}

function demoProcess(): NonNullable<typeof demos> {
  const child = spawn(process.execPath, [demoProgram], { env, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  const made = { child, complaints: "" };
  child.stderr?.setEncoding("utf8").on("data", (text: string) => void (made.complaints += text));
  child.once("exit", (code) => child.emit("message", { ended: `with ${code}` } satisfies DemoSaid));
  return made;
}

/** The program on a base in which there is nobody and nothing. */
export function startEmpty(): Promise<Pick<Demo, "address" | "stop">> {
  const folder = mkdtempSync(join(tmpdir(), "povod-empty-"));
  layDatabase(folder);
  return startOn(folder, [main, "serve", "--role", "web"]);
}

async function startOn(folder: string, program: string[]): Promise<Pick<Demo, "address" | "stop">> {
  const child = spawn(process.execPath, [...program, "--port", "0", "--data", folder], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  let said = "";
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (text: string) => {
      said += text;
      const found = /http:\/\/[\d.:]+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.setEncoding("utf8").on("data", listen);
    child.stderr.setEncoding("utf8").on("data", listen);
    child.on("close", () => reject(new Error(`the demo ended:\n${said}`)));
  });
  return {
    address,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The cookie of a new session of somebody with that role. */
export async function signInToDemo(address: string, role: StaffRole): Promise<string> {
  const response = await fetch(`${address}/api/v1/demo/sign-in`, {
    method: "POST",
    // A connection that is kept may be closed by the server just when it is used again.
    headers: { "content-type": "application/json", connection: "close" },
    body: JSON.stringify({ role }),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
  if (!cookie) throw new Error(`nobody signs in as ${role}: ${await response.text()}`);
  return cookie;
}

/** For `browser.newContext(…)`: a browser in which somebody with that role is signed in. Without it the demo lets the owner in. */
export async function signedInAs(
  { address }: Demo,
  role: StaffRole,
): Promise<Pick<BrowserContextOptions, "baseURL" | "storageState">> {
  const [name = "", ...value] = (await signInToDemo(address, role)).split("=");
  const cookie = { name, value: value.join("="), domain: new URL(address).hostname, path: "/" };
  const attributes = { expires: -1, httpOnly: true, secure: false, sameSite: "Lax" as const };
  return { baseURL: address, storageState: { cookies: [{ ...cookie, ...attributes }], origins: [] } };
}

/** A page of the program in Russian, in a browser of its own in which somebody with that role is signed in. */
export async function visitAs(
  { demo, browser }: { demo: Demo; browser: Browser },
  role: StaffRole,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    ...(await signedInAs(demo, role)),
    locale: "ru-RU",
    ...options,
  });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** The program answers in the one thread that plans its day after the start: on a busy machine that is waited for. */
const patienceMs = 90_000;

/** Its pages are patient, and nothing in them moves unless a test asks for it. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext({ reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(patienceMs);
    return context;
  };
  return browser;
}

/** What the program itself answers, to compare the screens with. */
export async function ask<Answer>(demo: Demo, path: string, language = "ru"): Promise<Answer> {
  const response = await fetch(`${demo.address}/api/v1${path}`, {
    headers: { "accept-language": language, cookie: demo.owner },
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as Answer;
}

/** Changes something as the owner, past the screens, whatever it is now. */
export async function tell<Answer>(
  demo: Demo,
  method: "POST" | "PUT",
  path: string,
  body: object,
): Promise<Answer> {
  const response = await fetch(`${demo.address}/api/v1${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
      "if-match": "*",
      cookie: demo.owner,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
  return JSON.parse(text) as Answer;
}
