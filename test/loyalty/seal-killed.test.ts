/** Sealing as a real process, killed in the middle and run again. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase, type DatabaseTarget } from "../../src/database/database.ts";
import type { Connection } from "../../src/database/sql.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { findSealing } from "../../src/loyalty/store/sealing.ts";
import { layDatabase } from "../support/data-folder.ts";
import { createPostgres, left } from "../support/database.ts";
import { bytesIn, killWhen } from "../support/killed.ts";
import { povod } from "../support/povod.ts";
import { cdnowStart } from "./base.ts";
import { modelHashes, modelHead, storedHashes } from "./seal-model.ts";

async function look<Found>(target: DatabaseTarget, at: (db: Connection) => Promise<Found>): Promise<Found> {
  const database = await openDatabase(target);
  try {
    return await at(database.db);
  } finally {
    await database.close();
  }
}

/** Whether a process has sealed something: sealings on a server, bytes in a folder. */
async function watch(
  target: DatabaseTarget,
): Promise<{ begun: () => Promise<boolean>; stop: () => Promise<void> }> {
  if (target.engine === "postgres") {
    const { db, close } = await openDatabase({ ...target, connections: 1 });
    return { begun: async () => (await findSealing(db)) !== undefined, stop: close };
  }
  const base = join("folder" in target ? target.folder : "", "database", "base");
  const before = bytesIn(base);
  return { begun: async () => bytesIn(base) > before + 3_000_000, stop: async () => undefined };
}

describe.each(["pglite", "postgres"] as const)("sealing, killed in the middle (%s)", (engine) => {
  it.skipIf(left(engine))(
    "and run again comes to the same as if nothing had happened",
    { timeout: 300_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "povod-killed-"));
      const sales = join(folder, "sales.csv");
      writeFileSync(sales, cdnowStart(40_000));
      const server = engine === "postgres" ? await createPostgres() : undefined;
      const data = join(folder, "data");
      const target: DatabaseTarget = server
        ? { engine: "postgres", url: server.url }
        : { engine: "pglite", folder: data };
      if (!server) layDatabase(data);
      const place = server ? [] : ["--data", data];
      const env = server ? { DATABASE_URL: server.url } : {};
      try {
        expect(await povod(["import", "purchases", sales, ...place], env)).toMatchObject({ code: 0 });
        const { begun, stop } = await watch(target);
        expect(await killWhen({ command: ["ledger", "seal", ...place], env }, begun)).toBe(true);
        await stop();
        const { postings, sealed } = await look(target, (db) => verifyLedger(db));
        expect(sealed).toBeGreaterThan(0);
        expect(sealed).toBeLessThan(postings);

        const again = await povod(["ledger", "seal", "--json", ...place], env);
        const told = JSON.parse(again.stdout) as { sealed: number; head: string };
        expect(told.sealed).toBe(postings - sealed);
        await look(target, async (db) => {
          expect(await storedHashes(db)).toEqual(await modelHashes(db, "p.id"));
          expect(told.head).toBe(await modelHead(db));
          expect(await verifyLedger(db)).toMatchObject({ sealed: postings, unsealed: 0, head: told.head });
        });
      } finally {
        await server?.drop();
        rmSync(folder, { recursive: true });
      }
    },
  );
});
