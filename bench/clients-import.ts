/**
 * A file of clients with phone, e-mail, birthday and consent: looked at, let in, and taken back, on both engines; beside
 * it a bare insert of the same rows. Last line of stdout: JSON.
 */
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { previewImport } from "../src/clients/actions/preview-import.ts";
import { confirmImport, runImport } from "../src/clients/actions/run-import.ts";
import { undoImport } from "../src/clients/actions/undo-import.ts";
import type { Database } from "../src/database/database.ts";
import { sql } from "../src/database/sql.ts";
import { elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { onBothEngines } from "./both-engines.ts";

const clients = Number(process.env["POVOD_BENCH_CLIENTS"] ?? 50_000);
const families = ["Иванов", "Петрова", "Сидоров", "Кузнецова", "Смирнов", "Попова", "Волков", "Зайцева"];
const names = [
  "Иван Иванович",
  "Анна Сергеевна",
  "Пётр",
  "Ольга Петровна",
  "Олег",
  "Вера Ивановна",
  "Юрий",
  "Мария",
];

async function writeFile(path: string): Promise<void> {
  const file = await open(path, "w");
  await file.write("Код;ФИО;Телефон;Почта;Дата рождения;Согласие\n");
  let text = "";
  for (let at = 0; at < clients; at++) {
    const day = `${String(1 + (at % 28)).padStart(2, "0")}.${String(1 + (at % 12)).padStart(2, "0")}.${1950 + (at % 55)}`;
    const number = String(at % 10_000_000).padStart(7, "0");
    const phone = `8 (9${10 + (Math.floor(at / 10_000_000) % 10)}) ${number.slice(0, 3)}-${number.slice(3, 5)}-${number.slice(5)}`;
    text += `C${at};${families[at % 8]} ${names[(at >> 3) % 8]};${phone};client${at}@example.org;${day};${at % 3 === 0 ? "" : "да"}\n`;
    if (text.length < 1_000_000) continue;
    await file.write(text);
    text = "";
  }
  await file.write(text);
  await file.close();
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const startedMs = elapsedMs();
  const result = await work();
  return { ms: elapsedMs() - startedMs, result };
}

const aSecond = (count: number, ms: number): number => Math.round((count * 1000) / ms);

const folder = await mkdtemp(join(tmpdir(), "povod-bench-clients-"));
const path = join(folder, "clients.csv");
await writeFile(path);

async function measure({ db }: Database) {
  const work = { db, clock: systemClock };
  let peakBytes = 0;
  const watch = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage.rss())), 50);
  const bring = async () => {
    const preview = await timed(() =>
      previewImport(work, { path, name: "clients.csv" }, { wording: "bench" }),
    );
    await confirmImport(work, preview.result.id);
    const write = await timed(() => runImport(work, preview.result.id));
    return {
      id: preview.result.id,
      previewMs: preview.ms,
      writeMs: write.ms,
      counts: write.result.counts.done,
    };
  };
  const first = await bring();
  const again = await bring();
  await undoImport(work, again.id);
  const undo = await timed(() => undoImport(work, first.id));
  clearInterval(watch);
  return {
    clients: first.counts?.made ?? 0,
    clientsPerSecond: aSecond(clients, first.previewMs + first.writeMs),
    previewedPerSecond: aSecond(clients, first.previewMs),
    writtenPerSecond: aSecond(clients, first.writeMs),
    importedAgainPerSecond: aSecond(clients, again.previewMs + again.writeMs),
    undonePerSecond: aSecond(clients, undo.ms),
    insertedBarePerSecond: await insertBare(db),
    peakMb: Math.round(peakBytes / 2 ** 20),
  };
}

/** The same bytes into one table without an index, by the engine itself. */
async function insertBare(db: Database["db"]): Promise<number> {
  await sql`create table bare (id text, name text, phone text, email text, birthday text, consent text)`.execute(
    db,
  );
  let content = "";
  for await (const chunk of createReadStream(path, "utf8")) content += chunk as string;
  const lines = content.split("\n").slice(1, -1);
  const { ms } = await timed(() =>
    sql`
      insert into bare select part[1], part[2], part[3], part[4], part[5], part[6]
      from (select string_to_array(line, ';') as part from unnest(string_to_array(${lines.join("\n")}::text, E'\n')) as line)
        as split`.execute(db),
  );
  await sql`drop table bare`.execute(db);
  return aSecond(clients, ms);
}

try {
  console.log(JSON.stringify({ bench: "clients-import", ...(await onBothEngines(measure)) }));
} finally {
  await rm(folder, { recursive: true, force: true });
}
