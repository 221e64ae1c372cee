/** Definitions are kept by their hashes: whoever asks gets all of them, however many others were asked for before. */
import { expect, it } from "vitest";
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { definitionsOf, liveChains } from "../../src/chains/store.ts";
import { sql } from "../../src/database/sql.ts";
import { now } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("definitions of chains", (database) => {
  it("are all there when more are asked for than are kept", async () => {
    const { db } = database();
    await installPack(db, "travel", now);
    const live = await liveChains(db);
    await sql`
      insert into chain_version (chain, version, hash, definition, state, live_from, saved_at)
      select 'old', number, 'old ' || number, '{}', 'retired', now(), now() from generate_series(1, 600) as number`.execute(
      db,
    );
    const hashes = (from: number, through: number) =>
      Array.from({ length: through - from + 1 }, (_, at) => `old ${from + at}`);
    expect((await definitionsOf(db, hashes(1, 450))).size).toBe(450);
    expect((await definitionsOf(db, hashes(400, 600))).size).toBe(201);
    expect(await liveChains(db)).toEqual(live);
  });
});
