/**
 * The owner's numbers over generated cards, each report asked for as the page does. Last line of stdout: JSON. CLIENTS
 * (default 100000) may be given as the first argument; 85 of a hundred have a card.
 */
import type { Database } from "../src/database/database.ts";
import { sql } from "../src/database/sql.ts";
import { elapsedMs } from "../src/kernel/clock.ts";
import { reportBonuses } from "../src/reports/actions/report-bonuses.ts";
import { reportBurnBacktest, reportBurnForecast } from "../src/reports/actions/report-burn-forecast.ts";
import { reportCards, reportCardUse } from "../src/reports/actions/report-cards.ts";
import { keepReturned } from "../src/reports/actions/count-returned.ts";
import { readResults } from "../src/reports/actions/read-results.ts";
import { generateBase } from "./base.ts";
import { onBothEngines } from "./both-engines.ts";

const clients = Number(process.argv[2] ?? 100_000);
const on = Temporal.PlainDate.from("2026-11-18");
const now = Temporal.Instant.from("2026-11-18T09:00:00Z");
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
  const reader = { business, now, today: on, language: "ru" } as const;
  const { rows } = await sql<{ cards: number; presentations: number }>`
    select (select count(*) from card)::int as cards, (select count(*) from presentation)::int as presentations`.execute(
    db,
  );
  const figures = {
    ...rows[0],
    bonusesMs: await middle(() => reportBonuses(db, reader)),
    burnForecastMs: await middle(() => reportBurnForecast(db, reader)),
    cardsMs: await middle(() => reportCards(db, reader)),
    cardUseMs: await middle(() => reportCardUse(db, reader)),
    resultsCountedMs: await middle(() => readResults(db, reader)),
    keepReturnedMs: await middle(() => keepReturned(db, on.subtract({ days: 1 }))),
    resultsMs: await middle(() => readResults(db, reader)),
    backtestMs: await middle(() => reportBurnBacktest(db, reader)),
  };
  for (const [name, figure] of Object.entries(figures))
    console.log(`${engine.padEnd(9)} ${name.padEnd(16)} ${String(figure).padStart(10)}`);
  return figures;
}

console.log(JSON.stringify({ bench: "owner", clients, ...(await onBothEngines(measure)) }));
