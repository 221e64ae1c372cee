/** Merges while tills book on the cards concerned, and merges of one pair at once. */
import { expect, it } from "vitest";
import { mergeClients } from "../../src/clients/actions/merge-clients.ts";
import { unmergeClient } from "../../src/clients/actions/unmerge-client.ts";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { bookPurchase } from "../../src/loyalty/actions/book-purchase.ts";
import { readCard } from "../../src/loyalty/actions/read-card.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { newRecall } from "../../src/loyalty/recall.ts";
import { replanClients } from "../../src/planning/actions/replan-clients.ts";
import { onPostgres } from "../support/database.ts";
import { newClient, standingClock } from "../loyalty/till-base.ts";

onPostgres("a merge among others", 8, (database) => {
  const clock = standingClock("2026-01-31");
  const desk = () => ({ db: database().db, clock, replan: replanClients });
  const merge = (client: string, other: string) =>
    mergeClients(desk(), { client, key: newId(), input: { other } });
  const unmerge = (client: string, other: string) =>
    unmergeClient(desk(), { client, key: newId(), input: { other } });

  it("loses and doubles no purchase that a till books meanwhile, and none that it sends again", async () => {
    const till = { db: database().db, clock, recall: newRecall() };
    const [a, b] = [await newClient(till.db), await newClient(till.db)];
    const { card } = await sellCard(till, { key: newId(), input: { client: b } });
    const commands = Array.from({ length: 24 }, () => ({
      number: card,
      key: newId(),
      input: { price: "100.00" },
    }));
    const book = async (some: typeof commands) => {
      for (const command of some) await bookPurchase(till, command);
    };
    const change = async () => {
      for (let round = 0; round < 4; round++) {
        await merge(a, b);
        await unmerge(a, b);
      }
      await merge(a, b);
    };
    await Promise.all([book(commands.slice(0, 12)), book(commands.slice(12)), change()]);
    await book(commands);
    expect(await readCard(till, card)).toMatchObject({ balance: "116.40" });
    await verifyLedger(till.db);
    const { rows } = await sql<{ owner: string }>`
      select survivor_id as owner from merged_client where client_id = ${b}::text::uuid`.execute(till.db);
    expect(rows).toEqual([{ owner: a }]);
  });

  it("of one pair happens once, whichever way round it is asked for", async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await newClient(database().db), await newClient(database().db)];
      const same = await Promise.all([merge(a, b), merge(a, b), merge(a, b)]);
      expect(new Set(same).size).toBe(1);
      const [c, d] = [await newClient(database().db), await newClient(database().db)];
      const ends = await Promise.allSettled([merge(c, d), merge(d, c)]);
      expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(ends.find((end) => end.status === "rejected")?.reason).toMatchObject({ code: "client_merged" });
    }
  });

  it("goes through when clients are merged into each other in a ring", async () => {
    const ring: string[] = [];
    for (let at = 0; at < 5; at++) ring.push(await newClient(database().db));
    await Promise.allSettled(ring.map((id, at) => merge(id, ring[(at + 1) % ring.length] as string)));
    const { rows } = await sql<{ left: number }>`
      select count(*)::int as left from client where id::text in (${sql.join(ring)})`.execute(database().db);
    const merged = await sql<{ astray: number }>`
      select count(*)::int as astray from merged_client
      where survivor_id not in (select id from client)`.execute(database().db);
    expect(rows[0]?.left).toBeGreaterThan(0);
    expect(merged.rows[0]?.astray).toBe(0);
  });
});
