/**
 * How well a generated base is known: the owner's report over everybody, and the questions for a page of calls. Last line of
 * stdout: JSON. CLIENTS (default 200000) may be given as the first argument.
 */
import { questionsFor } from "../src/clients/actions/questions-for.ts";
import type { Database } from "../src/database/database.ts";
import { sql } from "../src/database/sql.ts";
import { elapsedMs } from "../src/kernel/clock.ts";
import { reportCompleteness } from "../src/reports/actions/report-completeness.ts";
import { generateBase } from "./base.ts";
import { onBothEngines } from "./both-engines.ts";

const clients = Number(process.argv[2] ?? 200_000);
const on = Temporal.PlainDate.from("2026-11-18");
const business = { name: "B", currency: "RUB", zone: "Europe/Moscow", language: "ru" } as const;
const runs = 3;

/** The middle of some runs, in ms. */
async function middle(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = elapsedMs();
    await work();
    times.push(elapsedMs() - started);
  }
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0);
}

async function measure({ db, engine }: Database) {
  await generateBase(db, { clients, on });
  const { rows } = await sql<{ id: string }>`select id from client order by id limit 50`.execute(db);
  const page = { clients: rows.map(({ id }) => id), on, language: "ru" } as const;
  const figures = {
    reportMs: await middle(() => reportCompleteness(db, { business, language: "ru", today: on })),
    questionsForFiftyMs: await middle(() => questionsFor(db, page)),
  };
  for (const [name, figure] of Object.entries(figures))
    console.log(`${engine.padEnd(9)} ${name.padEnd(20)} ${String(figure).padStart(10)}`);
  return figures;
}

console.log(JSON.stringify({ bench: "completeness", clients, ...(await onBothEngines(measure)) }));
