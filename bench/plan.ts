/**
 * The plan of a day over generated clients, against the same touches inserted by one bare INSERT … SELECT in the same
 * run. Last line of stdout: JSON. CLIENTS (default 100000) may be given as the first argument.
 */
import { installPack } from "../src/chains/actions/install-pack.ts";
import type { Database } from "../src/database/database.ts";
import { sql, type Connection } from "../src/database/sql.ts";
import { elapsedMs } from "../src/kernel/clock.ts";
import { explainDay } from "../src/planning/actions/explain-day.ts";
import { planDay } from "../src/planning/actions/plan-day.ts";
import { generateBase } from "./base.ts";
import { onBothEngines } from "./both-engines.ts";

const clients = Number(process.argv[2] ?? 100_000);
const ordinary = Temporal.PlainDate.from("2026-11-18");
const newsletter = Temporal.PlainDate.from("2026-11-25");
const at = Temporal.Instant.from("2026-11-18T06:00:00Z");
const runs = 3;

interface DayResult {
  candidates: number;
  planMs: number;
  bareInsertMs: number;
  candidatesPerSecond: number;
  ratioToBareInsert: number;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = elapsedMs();
  await work();
  return elapsedMs() - started;
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function benchDay(db: Connection, on: Temporal.PlainDate): Promise<DayResult> {
  const planned: number[] = [];
  const bare: number[] = [];
  let candidates = 0;
  const onDay = sql`on_day = ${on.toString()}::text::date`;
  for (let run = 0; run < runs; run++) {
    await sql`delete from touch where ${onDay}`.execute(db);
    planned.push(await timed(() => planDay(db, { on, at })));
    const { rows } = await sql<{
      count: number;
    }>`select count(*)::int as count from touch where ${onDay}`.execute(db);
    candidates = rows[0]?.count ?? 0;
    await sql`create table same_touches as select * from touch where ${onDay}`.execute(db);
    await sql`delete from touch where ${onDay}`.execute(db);
    bare.push(await timed(() => sql`insert into touch select * from same_touches`.execute(db)));
    await sql`drop table same_touches`.execute(db);
    // What was deleted between the runs is not the plan's to step over.
    await sql`vacuum analyze touch`.execute(db);
  }
  const planMs = median(planned);
  const bareInsertMs = median(bare);
  return {
    candidates,
    planMs: Math.round(planMs),
    bareInsertMs: Math.round(bareInsertMs),
    candidatesPerSecond: Math.round(candidates / (planMs / 1000)),
    ratioToBareInsert: Number((planMs / bareInsertMs).toFixed(2)),
  };
}

/** p95 in ms over a hundred clients that have a reason on the day. */
async function benchOneClient(db: Connection): Promise<{ explainP95Ms: number; replanP95Ms: number }> {
  const { rows } = await sql<{ client_id: string }>`
    select distinct client_id from touch where on_day = ${newsletter.toString()}::text::date order by client_id limit 100`.execute(
    db,
  );
  const explain: number[] = [];
  const replan: number[] = [];
  for (const { client_id: client } of rows) {
    explain.push(await timed(() => explainDay(db, { client, on: newsletter, at })));
    replan.push(await timed(() => planDay(db, { on: newsletter, at, clients: [client] })));
  }
  const p95 = (values: number[]) =>
    Number((values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0).toFixed(1));
  return { explainP95Ms: p95(explain), replanP95Ms: p95(replan) };
}

async function benchEngine(database: Database): Promise<Record<string, unknown>> {
  const { db, engine } = database;
  await installPack(db, "travel", at);
  const generateMs = await timed(() => generateBase(db, { clients, on: ordinary, issueOn: newsletter }));
  await sql`analyze`.execute(db);
  const result = {
    generateMs: Math.round(generateMs),
    ordinaryDay: await benchDay(db, ordinary),
    newsletterDay: await benchDay(db, newsletter),
  };
  await planDay(db, { on: newsletter, at });
  const one = await benchOneClient(db);
  for (const [name, day] of Object.entries({
    "ordinary day": result.ordinaryDay,
    "newsletter day": result.newsletterDay,
  })) {
    console.log(
      `${engine.padEnd(9)} ${name.padEnd(15)} ${String(day.candidates).padStart(8)} candidates  ${String(day.planMs).padStart(6)} ms  ` +
        `${String(day.candidatesPerSecond).padStart(7)}/s  ${day.ratioToBareInsert} of a bare insert`,
    );
  }
  console.log(
    `${engine.padEnd(9)} one client      explain p95 ${one.explainP95Ms} ms, plan again p95 ${one.replanP95Ms} ms`,
  );
  return { ...result, ...one };
}

console.log(JSON.stringify({ bench: "plan", clients, ...(await onBothEngines(benchEngine)) }));
