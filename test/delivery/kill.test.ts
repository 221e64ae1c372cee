/** A worker killed in the middle of a thousand letters and started again: none twice, none lost. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "../../src/database/database.ts";
import { sql } from "../../src/database/sql.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { layDatabase } from "../support/data-folder.ts";
import { createPostgres, left } from "../support/database.ts";
import { afternoonAt, birthdayClients, startMailBase, states } from "./mail-base.ts";
import { openPostOffice, type PostOffice } from "./post-office.ts";

const letters = 1_000;
const entry = fileURLToPath(new URL("./worker-process.ts", import.meta.url));

for (const engine of ["pglite", "postgres"] as const) {
  describe.skipIf(left(engine))(`killed while sending (${engine})`, () => {
    let open: () => Promise<Database>;
    let env: Record<string, string>;
    let cleanUp: () => Promise<void>;
    let office: PostOffice;
    let worker: ChildProcess | undefined;

    beforeEach(async () => {
      office = await openPostOffice();
      if (engine === "pglite") {
        const folder = await mkdtemp(join(tmpdir(), "povod-kill-"));
        layDatabase(folder);
        open = () => openDatabase({ engine, folder });
        env = { POVOD_DATA: folder };
        cleanUp = () => rm(folder, { recursive: true });
      } else {
        const { url, drop } = await createPostgres();
        open = () => openDatabase({ engine, url });
        env = { DATABASE_URL: url };
        cleanUp = drop;
      }
    });
    afterEach(async () => {
      if (worker && worker.exitCode === null && worker.signalCode === null) {
        worker.kill("SIGKILL");
        await once(worker, "exit");
      }
      await office.close();
      await cleanUp();
    });

    const start = (): ChildProcess => {
      worker = spawn(process.execPath, [entry], {
        env: {
          ...process.env,
          ...env,
          POVOD_SMTP_URL: office.url,
          POVOD_MAIL_FROM: "hello@example.com",
          POVOD_LOG_LEVEL: "info",
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      return worker;
    };
    /** Resolves when the worker has logged that a job was done with this outcome. */
    const hasLogged = (
      child: ChildProcess,
      wanted: (line: Record<string, unknown>) => boolean,
    ): Promise<void> =>
      new Promise((resolve, reject) => {
        let rest = "";
        const said: string[] = [];
        child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
          const lines = (rest + chunk).split("\n");
          rest = lines.pop() ?? "";
          said.push(...lines);
          for (const line of lines) if (line.startsWith("{") && wanted(JSON.parse(line) as never)) resolve();
        });
        child.once("exit", (code) =>
          reject(new Error(`the worker ended with ${code}:\n${said.join("\n").slice(0, 2_000)}`)),
        );
      });

    it(
      "leaves every touch sent or unknown, none twice at the server, none lost",
      { timeout: 180_000 },
      async () => {
        const day = afternoonAt(systemClock.now());
        const before = await open();
        await startMailBase(before.db, day);
        await birthdayClients(before.db, day, letters);
        await planDay(before.db, { on: day.on, at: day.at });
        expect(await states(before.db)).toEqual({ planned: letters });
        await before.close();

        const first = start();
        const died = once(first, "exit");
        office.onTaken = () => {
          if (office.taken.length === 400) first.kill("SIGKILL");
        };
        await died;
        expect(first.signalCode).toBe("SIGKILL");
        const takenByFirst = office.taken.length;

        const second = start();
        await hasLogged(second, (line) => line["job"] === "release-due" && Number(line["sent"] ?? 0) > 0);
        second.kill("SIGTERM");
        await once(second, "exit");
        expect(second.exitCode).toBe(0);

        const after = await open();
        const { rows } = await sql<{ messageId: string; state: string; outcome: string }>`
        select intent.message_id as "messageId", touch.state, intent.outcome
        from touch join intent on intent.client_id = touch.client_id and intent.touch_id = touch.id`.execute(
          after.db,
        );
        const counts = await states(after.db);
        await after.close();

        // Every touch has an end state, and its intent says the same.
        expect(rows).toHaveLength(letters);
        expect((counts["sent"] ?? 0) + (counts["unknown"] ?? 0)).toBe(letters);
        expect(rows.every((row) => row.state === row.outcome)).toBe(true);
        // None twice.
        const taken = new Set(office.taken.map(({ messageId }) => messageId));
        expect(taken.size).toBe(office.taken.length);
        // None lost: what says "sent" is at the server, what is at the server is "sent" or "unknown".
        const stateOf = new Map(rows.map((row) => [row.messageId, row.state]));
        expect(rows.filter((row) => row.state === "sent" && !taken.has(row.messageId))).toEqual([]);
        expect([...taken].filter((messageId) => !stateOf.has(messageId))).toEqual([]);
        // The kill was in the middle: something was unknown, and the second worker sent the rest.
        expect(counts["unknown"]).toBeGreaterThan(0);
        expect(office.taken.length).toBeGreaterThan(takenByFirst);
      },
    );
  });
}
