/**
 * Letters a second through the whole of release-due (judge again, claim, render, send, record) against the same
 * letters through bare pooled nodemailer, into the same kind of local SMTP server, in the same run.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { createTransport } from "nodemailer";
import pino from "pino";
import { openDatabase } from "../src/database/database.ts";
import { releaseDue } from "../src/delivery/actions/release-due.ts";
import {
  openEmailTransport,
  type EmailTransport,
  type Letter,
} from "../src/delivery/channels/email/transport.ts";
import { elapsedMs } from "../src/kernel/clock.ts";
import { sql } from "../src/database/sql.ts";
import { planDay } from "../src/planning/actions/plan-day.ts";
import { afternoonAt, birthdayClients, startMailBase } from "../test/delivery/mail-base.ts";

const count = Number(process.env["LETTERS"] ?? 5_000);
const from = "Povod <hello@example.com>";
const day = afternoonAt(Temporal.Instant.from("2026-11-18T11:00:00Z"));
const signal = new AbortController().signal;
const log = pino({ level: "silent" });

// The server has a process of its own, as a mail server does, so that it is not measured.
const server = fork(new URL("./send-server.ts", import.meta.url), { stdio: "inherit" });
const [url] = (await once(server, "message")) as [string];
const databaseUrl = process.env["DATABASE_URL"];
const database = await openDatabase(
  databaseUrl ? { engine: "postgres", url: databaseUrl } : { engine: "pglite", memory: true },
);
await startMailBase(database.db, day);
await birthdayClients(database.db, day, count);
await planDay(database.db, { on: day.on, at: day.at });
await sql`analyze`.execute(database.db);

const settings = { url, from, connections: 8 };
// Both ways run on code that is already warm.
const words = {
  subject: "С днём рождения!",
  text: "Тёплые слова.\n".repeat(20),
  html: "<p>Тёплые слова.</p>".repeat(300),
};
await sendBare(
  Array.from({ length: 1_000 }, (_, i) => ({
    ...words,
    to: `warm-${i}@example.org`,
    messageId: `<${i}@warm>`,
  })),
);
const letters: Letter[] = [];
const real = openEmailTransport(settings);
const keeping: EmailTransport = { ...real, send: (letter) => (letters.push(letter), real.send(letter)) };
let judgingMs = 0;
const startedMs = elapsedMs();
const released = await releaseDue(database.db, {
  transport: keeping,
  clock: { now: () => day.at },
  log,
  signal,
  async replan(db, request) {
    const beforeMs = elapsedMs();
    await planDay(db, request);
    judgingMs += elapsedMs() - beforeMs;
  },
});
const tookMs = elapsedMs() - startedMs;
real.close();
await database.close();

const bareMs = await sendBare(letters);
server.send("end");
const perSecond = Math.round((released.sent / tookMs) * 1_000);
const withoutJudging = Math.round((released.sent / (tookMs - judgingMs)) * 1_000);
const barePerSecond = Math.round((letters.length / bareMs) * 1_000);
const ratio = Number((perSecond / barePerSecond).toFixed(2));
console.error(`${released.sent} letters: ${perSecond}/s (${withoutJudging}/s without judging again)`);
console.error(`bare pooled nodemailer: ${barePerSecond}/s, ratio ${ratio}`);
const engine = databaseUrl ? "postgres" : "pglite";
console.log(
  JSON.stringify({
    bench: "send",
    engine,
    letters: released.sent,
    perSecond,
    withoutJudging,
    barePerSecond,
    ratio,
  }),
);

async function sendBare(all: readonly Letter[]): Promise<number> {
  const pool = createTransport({ url, pool: true, maxConnections: settings.connections, maxMessages: 1_000 });
  const beganMs = elapsedMs();
  const waiting = all.values();
  const sendSome = async (): Promise<void> => {
    for (const letter of waiting) await pool.sendMail({ from, ...letter });
  };
  await Promise.all(Array.from({ length: settings.connections }, sendSome));
  pool.close();
  return elapsedMs() - beganMs;
}
