import { beforeEach, describe, expect, inject, it } from "vitest";
import { sql, type Connection } from "../../src/database/sql.ts";
import type { FilePurchase } from "../../src/dealings/purchase-file.ts";
import { parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { kopecks } from "../../src/kernel/money.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { sealLedger, sealRecent } from "../../src/loyalty/actions/seal-ledger.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { onEveryEngine, openTestDatabase } from "../support/database.ts";
import { importRows } from "./base.ts";
import { modelHashes, modelHead, storedHashes } from "./seal-model.ts";

const clock = systemClock;
const firstDay = parseDay("2026-01-31") as EpochDay;

/** `client` buys on so many days, one after the other; her name has a separator and letters beyond ASCII in it. */
const purchases = (client: string, days: number, from = 0): FilePurchase[] =>
  Array.from({ length: days }, (_, day) => ({
    client: `${client}|ъ`,
    on: (firstDay + from + day) as EpochDay,
    amount: kopecks(1000_00),
    line: from + day,
  }));

async function counts(db: Connection) {
  const { postings, sealed, unsealed } = await verifyLedger(db);
  return { postings, sealed, unsealed };
}

/** A posting, as a program with a wrong clock or a long transaction would have it come into sight late. */
const bookLate = (db: Connection, at: string) =>
  sql`
    with late as (
      insert into posting (client_id, id, card_id, kind, happened_on, booked_at, idempotency_key, on_account, gained, against)
      select client_id, '00000000-0000-7000-8000-000000000001', id, 'earned', '2026-02-01', ${at}::text::timestamptz, 'late',
        'card-bonus', 5, 'issued'
      from card order by number limit 1 returning client_id, card_id
    )
    update card set balance = balance + 5 from late where card.client_id = late.client_id and card.id = late.card_id`.execute(
    db,
  );

onEveryEngine("sealing", (database) => {
  it("follows the documented text, from batch to batch and from run to run", async () => {
    const { db } = database();
    await importRows(db, [...purchases("a", 9), ...purchases("b", 4)], "always");
    expect(await counts(db)).toEqual({ postings: 24, sealed: 0, unsealed: 24 });
    expect((await verifyLedger(db)).head).toBeNull();
    const first = await sealLedger(db, { clock, postingsPerBatch: 5 });
    expect(first.sealed).toBe(24);
    expect(first.head?.number).toBe(5);
    await importRows(db, [...purchases("a", 3, 20), ...purchases("c", 2)], "always");
    await burnBonuses(db, Temporal.PlainDate.from("2027-01-01"), { clock });
    expect((await sealLedger(db, { clock })).head?.number).toBe(6);
    expect(await storedHashes(db)).toEqual(await modelHashes(db));
    const { head, unsealed } = await verifyLedger(db);
    expect([head, unsealed]).toEqual([await modelHead(db), 0]);
    expect(await sealLedger(db, { clock })).toMatchObject({ sealed: 0, head: { number: 6 } });
  });

  it("finds a posting that came into sight late, and at once what was booked within the hour", async () => {
    const { db } = database();
    await sealLedger(db, { clock });
    await bookLate(db, "2026-02-01T10:00:00Z");
    expect(await sealRecent(db, { clock })).toMatchObject({ sealed: 0 });
    expect((await verifyLedger(db)).unsealed).toBe(1);
    expect(await sealLedger(db, { clock })).toMatchObject({ sealed: 1 });
    const { rows } = await sql<{ last: boolean }>`
      select position = (select max(position) from seal s where s.card_id = seal.card_id) as last
      from seal where posting_id = '00000000-0000-7000-8000-000000000001'`.execute(db);
    expect(rows).toEqual([{ last: true }]);

    await importRows(db, purchases("d", 8));
    expect(await sealRecent(db, { clock })).toMatchObject({ sealed: 8 });
    await importRows(db, purchases("e", 8));
    expect(await sealRecent(db, { clock, postingsPerBatch: 3 })).toMatchObject({ sealed: 8 });
    expect(await storedHashes(db)).toEqual(await modelHashes(db));
    expect((await verifyLedger(db)).unsealed).toBe(0);
  });

  it("stops between two batches and goes on later", async () => {
    const { db } = database();
    await importRows(db, purchases("f", 8));
    const abort = new AbortController();
    const stopped = sealLedger(db, {
      clock,
      postingsPerBatch: 4,
      signal: abort.signal,
      onProgress: ({ sealed }) => sealed > 0 && abort.abort("SIGTERM"),
    });
    await expect(stopped).rejects.toMatchObject({ code: "interrupted" });
    const { unsealed } = await verifyLedger(db);
    expect(unsealed).toBeGreaterThan(0);
    expect(await sealLedger(db, { clock })).toMatchObject({ sealed: unsealed });
  });

  it("is done once where several do it at the same time, and the cards are used meanwhile", async () => {
    const { db } = database();
    await importRows(db, [...purchases("g", 12), ...purchases("h", 12)]);
    const before = await counts(db);
    const [, ...runs] = await Promise.all([
      importRows(db, purchases("g", 12, 30)),
      ...[2, 3, 4].map((postingsPerBatch) => sealLedger(db, { clock, postingsPerBatch })),
    ]);
    const sealed = runs.reduce((sum, run) => sum + run.sealed, 0);
    expect(sealed).toBeGreaterThanOrEqual(before.unsealed);
    await sealLedger(db, { clock });
    expect(await storedHashes(db)).toEqual(await modelHashes(db));
    const { head, postings, sealed: all, unsealed } = await verifyLedger(db);
    expect([head, all, unsealed]).toEqual([await modelHead(db), postings, 0]);
  });
});

describe.skipIf(!inject("postgresUrl"))("sealing on a server", () => {
  let open: Awaited<ReturnType<typeof openTestDatabase>> | undefined;
  beforeEach(async () => {
    open = await openTestDatabase("postgres");
    return () => open?.close();
  });

  it("passes over what is not committed yet, and seals it afterwards behind its younger like", async () => {
    const { db } = open as NonNullable<typeof open>;
    await importRows(db, purchases("a", 2));
    await db.transaction().execute(async (trx) => {
      await bookLate(trx, "2026-02-01T10:00:00Z");
      expect(await sealLedger(db, { clock })).toMatchObject({ sealed: 2 });
    });
    expect(await sealLedger(db, { clock })).toMatchObject({ sealed: 1 });
    expect(await storedHashes(db)).toEqual(await modelHashes(db));
    expect((await verifyLedger(db)).unsealed).toBe(0);
  });
});
