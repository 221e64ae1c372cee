/**
 * The plan of a day over generated clients with years behind them, against one bare INSERT … SELECT of the same touches
 * with the same check of the caps, in the same run; a forecast; and what is asked for one client. Last line of stdout:
 * JSON. POVOD_BENCH_CLIENTS (default 100000; several with commas) says how many clients; the embedded engine is measured
 * up to a hundred thousand. On the server the base is kept, as povod_bench_plan_<clients>, for the next run.
 */
import { installPack } from "../src/chains/actions/install-pack.ts";
import { openDatabase, type Database } from "../src/database/database.ts";
import { sql, type Connection } from "../src/database/sql.ts";
import { elapsedMs } from "../src/kernel/clock.ts";
import { explainDay } from "../src/planning/actions/explain-day.ts";
import { forecastDays } from "../src/planning/actions/forecast-days.ts";
import { planDay } from "../src/planning/actions/plan-day.ts";
import { replanClients } from "../src/planning/actions/replan-clients.ts";
import { defaultSettings } from "../src/planning/settings.ts";
import { generateBase } from "./base.ts";
import { inFolder } from "./both-engines.ts";
import { keptPostgres } from "./postgres.ts";

const sizes = (process.env["POVOD_BENCH_CLIENTS"] ?? process.argv[2] ?? "100000").split(",").map(Number);
/** POVOD_BENCH_EMBEDDED=no leaves the embedded engine out. */
const embeddedAtMost = process.env["POVOD_BENCH_EMBEDDED"] === "no" ? 0 : 100_000;
const ordinary = Temporal.PlainDate.from("2026-11-18");
const newsletter = Temporal.PlainDate.from("2026-11-25");
const at = Temporal.Instant.from("2026-11-18T06:00:00Z");
const forecastLength = 30;

interface DayResult {
  candidates: number;
  planMs: number;
  bareMs: number;
  candidatesPerSecond: number;
  ratioToBare: number;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = elapsedMs();
  await work();
  return elapsedMs() - started;
}

const percentile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
const dayText = (on: Temporal.PlainDate) => sql`date ${sql.lit(on.toString())}`;

/** The day's touches once more, those that are planned only where the caps have room. */
async function insertBarely(db: Connection, on: Temporal.PlainDate): Promise<void> {
  const { proactiveIn30Days, callsIn30Days, advertisingDays } = defaultSettings;
  const { rows } = await sql<{ columns: string; same: string }>`
    select string_agg(attname, ', ') as columns, string_agg('same.' || attname, ', ') as same from pg_attribute
    where attrelid = 'touch'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`.execute(db);
  const [names] = rows;
  if (!names) throw new Error("the table of touches is missing");
  await sql`
    insert into touch (${sql.raw(names.columns)})
    select ${sql.raw(names.same)} from same_touches as same
    left join (
      select client_id, count(*) as proactive, count(*) filter (where channel = 'call') as calls,
        max(on_day) filter (where purpose = 'advertising') as advertised_on
      from touch
      where client_id in (select client_id from same_touches) and purpose <> 'service' and on_day < ${dayText(on)}
        and on_day > ${dayText(on)} - 30 and state in ('claimed', 'sent', 'delivered', 'unknown', 'done')
      group by client_id
    ) as history using (client_id)
    where same.state <> 'planned' or same.purpose = 'service'
      or (coalesce(proactive, 0) < ${sql.lit(proactiveIn30Days)}
        and (same.channel <> 'call' or coalesce(calls, 0) < ${sql.lit(callsIn30Days)})
        and (same.purpose <> 'advertising' or advertised_on is null or advertised_on <= ${dayText(on)} - ${sql.lit(advertisingDays)}))`.execute(
    db,
  );
}

async function benchDay(db: Connection, on: Temporal.PlainDate, runs: number): Promise<DayResult> {
  const planned: number[] = [];
  const bare: number[] = [];
  let candidates = 0;
  const onDay = sql`on_day = ${dayText(on)}`;
  // What was deleted between the runs is not the plan's to step over, nor what is not on disk yet.
  const settle = async () => {
    await sql`vacuum (analyze, index_cleanup on) touch`.execute(db);
    await sql`checkpoint`.execute(db);
  };
  for (let run = 0; run < runs; run++) {
    await sql`delete from touch where ${onDay}`.execute(db);
    await settle();
    planned.push(await timed(() => planDay(db, { on, at })));
    await sql`create table same_touches as select * from touch where ${onDay}`.execute(db);
    await sql`analyze same_touches`.execute(db);
    const counted = await sql<{ count: number }>`select count(*)::int as count from same_touches`.execute(db);
    candidates = counted.rows[0]?.count ?? 0;
    await sql`delete from touch where ${onDay}`.execute(db);
    await settle();
    bare.push(await timed(() => insertBarely(db, on)));
    await sql`drop table same_touches`.execute(db);
  }
  const planMs = percentile(planned, 0.5);
  const bareMs = percentile(bare, 0.5);
  return {
    candidates,
    planMs: Math.round(planMs),
    bareMs: Math.round(bareMs),
    candidatesPerSecond: Math.round(candidates / (planMs / 1000)),
    ratioToBare: Number((planMs / bareMs).toFixed(2)),
  };
}

/** p95 in ms over a hundred clients that have a reason on the day. */
async function benchOneClient(db: Connection): Promise<Record<string, number>> {
  const { rows } = await sql<{ client: string }>`
    select client_id as client from touch where on_day = ${dayText(ordinary)} and state = 'planned'
    group by client_id order by md5(client_id::text) limit 100`.execute(db);
  const replan: number[] = [];
  const today: number[] = [];
  const ahead: number[] = [];
  for (const { client } of rows) {
    replan.push(
      await timed(() => db.transaction().execute((trx) => replanClients(trx, { clients: [client], at }))),
    );
    today.push(await timed(() => explainDay(db, { client, on: ordinary, at })));
    ahead.push(await timed(() => explainDay(db, { client, on: newsletter, at })));
  }
  const p95 = (values: number[]) => Number(percentile(values, 0.95).toFixed(1));
  return { replanP95Ms: p95(replan), explainTodayP95Ms: p95(today), explainAheadP95Ms: p95(ahead) };
}

async function makeBase(db: Connection, clients: number): Promise<void> {
  await installPack(db, "travel", at);
  await generateBase(db, { clients, on: ordinary, issueOn: newsletter, years: true });
}

async function benchBase({ db, engine }: Database, clients: number): Promise<Record<string, unknown>> {
  const large = clients > 100_000;
  const ordinaryDay = await benchDay(db, ordinary, 3);
  const newsletterDay = await benchDay(db, newsletter, large ? 1 : 2);
  await planDay(db, { on: ordinary, at });
  await sql`vacuum analyze touch`.execute(db);
  const one = await benchOneClient(db);
  const memoryBefore = process.memoryUsage().rss;
  const to = ordinary.add({ days: forecastLength - 1 });
  const forecastMs = Math.round(await timed(() => forecastDays(db, { from: ordinary, to, at })));
  const forecast = {
    days: forecastLength,
    forecastMs,
    ratioToOrdinaryDay: Number((forecastMs / ordinaryDay.planMs).toFixed(1)),
    processGrewMiB: Math.round((process.memoryUsage().rss - memoryBefore) / 2 ** 20),
  };
  const figures = {
    clients,
    ordinaryDay,
    newsletterDay,
    ...one,
    forecast,
  };
  tell(engine, figures);
  return figures;
}

function tell(engine: string, figures: Record<string, unknown>): void {
  for (const [name, figure] of Object.entries(figures))
    console.log(`${engine.padEnd(9)} ${name.padEnd(18)} ${JSON.stringify(figure)}`);
}

async function benchServer(clients: number): Promise<Record<string, unknown> | "not measured"> {
  const server = await keptPostgres(`povod_bench_plan_${clients}`, async (url) => {
    const database = await openDatabase({ engine: "postgres", url });
    const ms = await timed(() => makeBase(database.db, clients));
    await database.close();
    console.log(`postgres  a base of ${clients} clients made in ${Math.round(ms / 1000)} s`);
  });
  if (!server) return "not measured";
  const database = await openDatabase({ engine: "postgres", url: server.url });
  try {
    return await benchBase(database, clients);
  } finally {
    await database.close();
    await server.drop();
  }
}

async function benchEmbedded(clients: number): Promise<Record<string, unknown>> {
  return inFolder(async (database) => {
    await makeBase(database.db, clients);
    return benchBase(database, clients);
  });
}

const figures: Record<string, unknown> = { bench: "plan" };
for (const clients of sizes)
  figures[`at${clients}`] = {
    ...(clients > embeddedAtMost ? {} : { pglite: await benchEmbedded(clients) }),
    postgres: await benchServer(clients),
  };
console.log(JSON.stringify(figures));
