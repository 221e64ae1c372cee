import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import pino from "pino";
import { expect, it } from "vitest";
import { openDemo } from "../../src/demo/actions/open-demo.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { startWorker } from "../../src/worker/start.ts";

it("the worker seals the demo's network at its start and tells the log the last sealing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "povod-sealing-"));
  const at = systemClock.now();
  const database = await openDemo({
    folder,
    seed: undefined,
    today: at.toZonedDateTimeISO("Europe/Moscow").toPlainDate(),
    at,
    clients: 120,
    onMaking: () => undefined,
  });
  const sealed = Promise.withResolvers<{ head: string }>();
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      const line = JSON.parse(chunk.toString()) as { msg: string; head: string };
      if (line.msg === "ledger sealed") sealed.resolve(line);
      done();
    },
  });
  const configuration = { databaseUrl: undefined, smtpUrl: undefined, mailFrom: "hello@example.com" };
  const worker = await startWorker({ database, configuration, clock: systemClock, log: pino(stream) });
  const { head } = await sealed.promise;
  await worker.stop();
  const verified = await verifyLedger(database.db);
  expect(verified).toMatchObject({ head, sealed: verified.postings, unsealed: 0 });
  expect(verified.postings).toBeGreaterThan(100);
  await database.close();
  rmSync(folder, { recursive: true });
});
