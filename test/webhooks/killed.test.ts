/** A worker killed between a message and its outcome: the message comes again, under the same id. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { deliverMessages } from "../../src/webhooks/actions/deliver-messages.ts";
import { makeWebhook, readWebhook } from "../../src/webhooks/actions/keep-webhooks.ts";
import { newClient } from "../loyalty/till-base.ts";
import { onPostgres } from "../support/database.ts";
import { accept, openReceiver } from "./receiver.ts";

const entry = fileURLToPath(new URL("../delivery/worker-process.ts", import.meta.url));

onPostgres("a worker killed while it tells", 3, (database, url) => {
  it(
    "loses nothing: what it had sent without knowing the outcome is sent again",
    { timeout: 60_000 },
    async () => {
      const { db } = database();
      const receiver = await openReceiver();
      const desk = { db, clock: systemClock, allowPrivate: true };
      const { webhook } = await makeWebhook(desk, { url: receiver.url, types: ["client.created"] });
      await newClient(db);
      await newClient(db);
      const worker = spawn(process.execPath, [entry], {
        env: {
          ...process.env,
          DATABASE_URL: url(),
          POVOD_SMTP_URL: "",
          POVOD_PRIVATE_WEBHOOKS: "yes",
          POVOD_LOG_LEVEL: "silent",
        },
        stdio: "ignore",
      });
      const died = once(worker, "exit");
      receiver.answer = () => void (receiver.taken.length === 2 && worker.kill("SIGKILL"));
      await died;
      expect(worker.signalCode).toBe("SIGKILL");
      const sent = receiver.taken.map(({ id }) => id).sort();
      receiver.answer = accept;
      const later = { now: () => systemClock.now().add({ minutes: 3 }) };
      expect(await deliverMessages({ ...desk, clock: systemClock })).toEqual({ delivered: 0, failed: 0 });
      expect(await deliverMessages({ ...desk, clock: later })).toEqual({ delivered: 2, failed: 0 });
      expect(
        receiver.taken
          .slice(2)
          .map(({ id }) => id)
          .sort(),
      ).toEqual(sent);
      const { rows } = await sql<{ state: string; attempts: number }>`
      select state, attempts from webhook_message`.execute(db);
      expect(rows).toEqual([
        { state: "delivered", attempts: 2 },
        { state: "delivered", attempts: 2 },
      ]);
      expect((await readWebhook(desk, webhook.id)).failingSince).toBeNull();
      await receiver.close();
    },
  );
});
