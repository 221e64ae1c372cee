/**
 * A client's page over HTTP, with the program's web role as a process of its own, on PostgreSQL: profile, contacts, cards and
 * the first fifty entries of the line of time in one answer, as the screen asks for it; the time until it is there.
 *
 * Sixty-four readers are measured in two ways. `aPageASecond`: people, each of whom opens a page a second, which is 64 pages
 * a second. `withoutPause`: each asks for the next page as soon as one is there, so what is measured is how many pages a
 * second the machine makes, and 64 divided by that is the time of each. CLIENTS (default 1000000) may be given as the first
 * argument. Last line of stdout: JSON; processor time is in ms for each page.
 */
import { openDatabase } from "../src/database/database.ts";
import { sql, type Connection } from "../src/database/sql.ts";
import { elapsedMs } from "../src/kernel/clock.ts";
import { generateBase } from "./base.ts";
import { benchPostgres } from "./postgres.ts";
import { processMs, serverMsOf } from "./processor-time.ts";
import { serveTills } from "./till-server.ts";

const clients = Number(process.argv[2] ?? process.env["POVOD_BENCH_CLIENTS"] ?? 1_000_000);
const seconds = Number(process.env["SECONDS"] ?? 15);
const readers = 64;
const on = Temporal.PlainDate.from("2026-11-18");

const server = await benchPostgres();
if (!server) {
  console.log(JSON.stringify({ bench: "client-page", postgres: "not measured" }));
  process.exit(0);
}
const database = await openDatabase({ engine: "postgres", url: server.url, connections: 2 });
const startedMs = elapsedMs();
await generateBase(database.db, { clients, on, years: true });
const generatedSeconds = Math.round((elapsedMs() - startedMs) / 1000);
const ids = await someClients(database.db);
await database.close();
const web = await serveTills(server.url, readers);

const alone = await read({ readers: 1, pauseMs: 0 });
const aPageASecond = await read({ readers, pauseMs: 1000 });
const withoutPause = await read({ readers, pauseMs: 0 });
await web.stop();
await server.drop();
console.log(
  JSON.stringify({
    bench: "client-page",
    clients,
    generatedSeconds,
    readers,
    alone,
    aPageASecond,
    withoutPause,
  }),
);

/** Ten thousand of all, so that most pages are not the server's last ones. */
async function someClients(db: Connection): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from client where hashtext(id::text) % ${Math.max(1, Math.floor(clients / 10_000))}::int = 0`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

async function read({ readers: many, pauseMs }: { readers: number; pauseMs: number }) {
  const ms: number[] = [];
  let pages = 0;
  const webBefore = processMs(web.pid);
  const begunMs = elapsedMs();
  const warmUntilMs = begunMs + 3000;
  const untilMs = warmUntilMs + seconds * 1000;
  const { serverMs } = await serverMsOf(server?.url ?? "", () =>
    Promise.all(
      Array.from({ length: many }, async (_, reader) => {
        if (pauseMs > 0) await pause((pauseMs * reader) / many);
        for (let at = reader; elapsedMs() < untilMs; at += many) {
          const id = ids[(at * 7919) % ids.length] ?? "";
          const askedMs = elapsedMs();
          await web.get(`/api/v1/clients/${id}?with=timeline`);
          const tookMs = elapsedMs() - askedMs;
          pages++;
          if (askedMs >= warmUntilMs) ms.push(tookMs);
          if (pauseMs > tookMs) await pause(pauseMs - tookMs);
        }
      }),
    ),
  );
  const webMs = (processMs(web.pid) ?? 0) - (webBefore ?? 0);
  const sorted = ms.sort((a, b) => a - b);
  const share = (part: number) => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10;
  const each = (all: number) => Math.round((all / pages) * 10) / 10;
  return {
    pagesPerSecond: Math.round(ms.length / seconds),
    p50Ms: share(0.5),
    p95Ms: share(0.95),
    programMs: each(webMs),
    serverMs: each(serverMs),
  };
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
