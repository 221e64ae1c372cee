/**
 * The operator's next call over HTTP, with the program's web role as a process of its own, on PostgreSQL: the claim and
 * everything the screen needs are one request; the outcome, which judges the client's plan anew, is another. Fifty
 * operators at once, each much quicker than a person; two hundred at the pace of people; and as fast as it goes. The seconds
 * right after the start, in which every connection plans its statements, are told apart. CLIENTS
 * (default 1000000) may be given as the first argument. The server keeps the base of a day, as
 * povod_bench_calls_<clients>_<day>, for the next run. Last line of stdout: JSON.
 */
import { installPack } from "../src/chains/actions/install-pack.ts";
import { openDatabase } from "../src/database/database.ts";
import { sql, type Connection } from "../src/database/sql.ts";
import { dayIn, elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { newId } from "../src/kernel/ids.ts";
import { planDay } from "../src/planning/actions/plan-day.ts";
import { generateBase } from "./base.ts";
import { keptPostgres } from "./postgres.ts";
import { serveTills } from "./till-server.ts";

const clients = Number(process.argv[2] ?? process.env["POVOD_BENCH_CLIENTS"] ?? 1_000_000);
const seconds = Number(process.env["SECONDS"] ?? 15);
const fifty = 50;
const twoHundred = 200;
/** Twenty calls an hour. */
const peoplesPauseMs = 180_000;
/** By then every connection has planned its statements. */
const warmMs = 12_000;

const on = dayIn("Europe/Moscow", systemClock.now());
const server = await keptPostgres(
  `povod_bench_calls_${clients}_${on.toString().replaceAll("-", "")}`,
  makeBase,
);
if (!server) {
  console.log(JSON.stringify({ bench: "next-call", postgres: "not measured" }));
  process.exit(0);
}
const database = await openDatabase({ engine: "postgres", url: server.url, connections: 2 });
const startedMs = elapsedMs();
const operators = Array.from({ length: twoHundred }, () => newId());
const ready = await prepare(database.db);
const preparedSeconds = Math.round((elapsedMs() - startedMs) / 1000);
await database.close();
const web = await serveTills(server.url, twoHundred);

const atOnce = await work({ many: fifty, pauseMs: 5_000 });
const asFastAsItGoes = await work({ many: 8, pauseMs: 0 });
const asPeople = await work({ many: twoHundred, pauseMs: peoplesPauseMs });
await web.stop();
await server.drop();
console.log(
  JSON.stringify({
    bench: "next-call",
    clients,
    preparedSeconds,
    callsOfTheDay: ready,
    fiftyOperatorsACallEach5s: atOnce,
    twoHundredOperators20CallsAnHour: asPeople,
    eightWithoutPause: asFastAsItGoes,
  }),
);

async function makeBase(url: string): Promise<void> {
  const { db, close } = await openDatabase({ engine: "postgres", url });
  await generateBase(db, { clients, on, years: true });
  await installPack(db, "travel", systemClock.now());
  await close();
}

/** Today planned as at noon, and every call of it possible at whatever hour this is measured. */
async function prepare(db: Connection): Promise<number> {
  await planDay(db, { on, at: Temporal.Instant.from(`${on.toString()}T09:00:00Z`) });
  await sql`update touch set not_before = null, not_after = null
    where on_day = ${on.toString()}::text::date and channel = 'call' and state = 'planned'`.execute(db);
  for (const id of operators)
    await sql`insert into staff_member (id, name, role) values (${id}::text::uuid, 'Operator', 'operator')`.execute(
      db,
    );
  await sql`vacuum analyze`.execute(db);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from touch
    where on_day = ${on.toString()}::text::date and channel = 'call' and state = 'planned'`.execute(db);
  return rows[0]?.count ?? 0;
}

async function work({ many, pauseMs }: { many: number; pauseMs: number }) {
  const next: number[] = [];
  const outcome: number[] = [];
  const cold: number[] = [];
  const warmUntilMs = elapsedMs() + warmMs;
  const untilMs = warmUntilMs + seconds * 1000;
  await Promise.all(
    operators.slice(0, many).map(async (staffMember, at) => {
      const begins = elapsedMs() + (pauseMs * at) / many;
      if (begins >= untilMs) return;
      await pause(begins - elapsedMs());
      while (elapsedMs() < untilMs) {
        const askedMs = elapsedMs();
        const answer = await web.post("/api/v1/calls/next", "-", { staffMember });
        const hasMs = elapsedMs();
        const touch = /"touch":"([\da-f-]{36})"/.exec(answer)?.[1];
        if (touch === undefined) throw new Error("the queue ran empty: measure on more clients");
        await web.post(`/api/v1/calls/${touch}/outcome`, newId(), {
          staffMember,
          outcome: "done",
          words: "-",
        });
        if (askedMs >= warmUntilMs) {
          next.push(hasMs - askedMs);
          outcome.push(elapsedMs() - hasMs);
        } else cold.push(hasMs - askedMs);
        const left = pauseMs - (elapsedMs() - askedMs);
        if (askedMs + pauseMs >= untilMs) break;
        if (left > 0) await pause(left);
      }
    }),
  );
  return {
    callsPerSecond: Number((next.length / seconds).toFixed(1)),
    next: shares(next),
    nextInTheSecondsBefore: shares(cold),
    outcome: shares(outcome),
  };
}

function shares(ms: number[]): { p50Ms: number; p95Ms: number } {
  const sorted = ms.toSorted((a, b) => a - b);
  const share = (part: number) => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10;
  return { p50Ms: share(0.5), p95Ms: share(0.95) };
}

async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}
