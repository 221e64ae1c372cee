import { Writable } from "node:stream";
import pino from "pino";
import { expect, it } from "vitest";
import { systemClock } from "../../src/kernel/clock.ts";
import { startWorker } from "../../src/worker/start.ts";
import { afternoonAt, birthdayClients, startMailBase, states } from "../delivery/mail-base.ts";
import { openPostOffice } from "../delivery/post-office.ts";
import { onEveryEngine } from "../support/database.ts";

/** A log that tells when a line came. */
function listeningLog() {
  const lines: Record<string, unknown>[] = [];
  let told: () => void = () => undefined;
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      told();
      done();
    },
  });
  const saw = (wanted: (line: Record<string, unknown>) => boolean): Promise<void> =>
    new Promise((resolve) => {
      told = () => {
        if (lines.some(wanted)) resolve();
      };
      told();
    });
  return { log: pino({ level: "debug" }, stream), lines, saw };
}

onEveryEngine("worker", (database) => {
  it("plans the day at its start and sends nothing without a mail server; with one, what waited leaves", async () => {
    const { db } = database();
    const day = afternoonAt(systemClock.now());
    await startMailBase(db, day);
    await birthdayClients(db, day, 20);
    const databaseUrl = (database() as { url?: string }).url;
    const common = { database: database(), clock: systemClock };
    const configuration = { databaseUrl, smtpUrl: undefined, mailFrom: "hello@example.com" };

    const without = listeningLog();
    const idle = await startWorker({ ...common, configuration, log: without.log });
    await without.saw((line) => line["job"] === "plan-today");
    await idle.stop();
    expect(await states(db)).toEqual({ planned: 20 });
    expect(without.lines.filter((line) => String(line["msg"]).includes("POVOD_SMTP_URL"))).toHaveLength(1);

    const office = await openPostOffice();
    const withMail = listeningLog();
    const worker = await startWorker({
      ...common,
      configuration: { ...configuration, smtpUrl: office.url },
      log: withMail.log,
    });
    await withMail.saw((line) => line["job"] === "release-due" && line["sent"] === 20);
    await worker.stop();
    await office.close();
    expect(await states(db)).toEqual({ sent: 20 });
    expect(office.taken).toHaveLength(20);
    const logged = JSON.stringify([...without.lines, ...withMail.lines]);
    expect(logged).not.toContain("example.org");
    expect(logged).not.toContain("job failed");
  });
});
