/** The ledger changed behind the program's back, by somebody who may switch the triggers off. */
import { beforeAll, expect, it } from "vitest";
import { sql, type Connection, type OpenTransaction } from "../../src/database/sql.ts";
import { parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { kopecks } from "../../src/kernel/money.ts";
import { sealLedger } from "../../src/loyalty/actions/seal-ledger.ts";
import { checkLedger, verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { parseHead, type Head } from "../../src/loyalty/head.ts";
import { onEveryEngine } from "../support/database.ts";
import { importRows } from "./base.ts";

const firstDay = parseDay("2026-01-31") as EpochDay;
const rows = ["a", "b", "c"].flatMap((client, n) =>
  Array.from({ length: 4 }, (_, day) => ({
    client,
    on: (firstDay + day) as EpochDay,
    amount: kopecks(1000_00),
    line: n * 4 + day,
  })),
);

const tables = ["posting", "seal", "sealing"];

async function tamper(trx: OpenTransaction, statements: string): Promise<void> {
  for (const table of tables) await sql.raw(`alter table ${table} disable trigger user`).execute(trx);
  for (const statement of statements.split(";")) await sql.raw(statement).execute(trx);
  for (const table of tables) await sql.raw(`alter table ${table} enable trigger user`).execute(trx);
}

/** The third posting of the second card; `c` as a row of its own where a statement needs more of it. */
interface Victim {
  card: string;
  position: number;
  posting: string;
  next: string;
}

async function victimOf(db: Connection): Promise<Victim> {
  const { rows: found } = await sql<{ number: string; posting_id: string }>`
    select number, posting_id from seal join card on card.id = card_id
    where card_id = (select distinct card_id from seal order by 1 offset 1 limit 1) order by position`.execute(
    db,
  );
  const [, , third, fourth] = found.map((row) => row.posting_id);
  return { card: found[0]?.number ?? "", position: 3, posting: third ?? "", next: fourth ?? "" };
}

onEveryEngine("a sealed ledger", (database) => {
  let victim: Victim;
  let head: Head;
  beforeAll(async () => {
    const { db } = database();
    await importRows(db, rows);
    await sealLedger(db, { clock: systemClock, postingsPerBatch: 5 });
    victim = await victimOf(db);
    head = parseHead((await verifyLedger(db)).head ?? "") as Head;
  });

  /** What verification says after the change, which is taken back. */
  async function after(statements: string, noted?: Head) {
    const { posting, next } = victim;
    const filled = statements
      .replaceAll("$posting", `'${posting}'`)
      .replaceAll("$next", `'${next}'`)
      .replaceAll("$card", `(select card_id from seal where posting_id = '${posting}')`);
    const undo = new Error("undone");
    let told: Awaited<ReturnType<typeof checkLedger>> | undefined;
    const { db } = database();
    await db
      .transaction()
      .execute(async (trx) => {
        await tamper(trx, filled);
        told = await checkLedger(trx, { head: noted });
        throw undo;
      })
      .catch((error: unknown) => expect(error).toBe(undo));
    expect((await verifyLedger(db, { head })).misfit).toBeNull();
    return told;
  }

  it.each([
    [
      "an amount",
      "update posting set gained = gained * 2 where id = $posting; update card set balance = balance * 2 where id = $card",
    ],
    ["a kind", "update posting set kind = 'restored' where id = $posting"],
    ["a day", "update posting set happened_on = happened_on - 1 where id = $posting"],
    [
      "the moment of booking",
      "update posting set booked_at = booked_at + interval '1 microsecond' where id = $posting",
    ],
    ["a dealing", "update posting set dealing_id = gen_random_uuid() where id = $posting"],
    ["no dealing", "update posting set dealing_id = null where id = $posting"],
    ["a key", "update posting set idempotency_key = idempotency_key || '|' where id = $posting"],
    ["another account", "update posting set on_account = 'card-deposit' where id = $posting"],
    ["another account against it", "update posting set against = 'adjusted' where id = $posting"],
    ["a hash", "update seal set hash = sha256(hash) where posting_id = $posting"],
  ])("names the posting that got %s", async (_, statements) => {
    const told = await after(statements);
    expect(told?.misfit).toMatchObject({
      problem: "posting_changed",
      card: victim.card,
      position: 3,
      posting: victim.posting,
      is: expect.stringMatching(/^[0-9a-f]{64}$/),
      ought: expect.stringMatching(/^[0-9a-f]{64}$/),
      reads: expect.stringContaining(victim.posting),
    });
    expect(told?.misfit?.says).toContain(`Card ${victim.card}, position 3: posting ${victim.posting}`);
  });

  it("names a posting that is on another card now", async () => {
    const told = await after(
      "update posting set card_id = (select max(id::text)::uuid from card where id <> $card) where id = $posting",
    );
    const { card, posting } = victim;
    expect(told?.misfit).toMatchObject({ problem: "posting_moved", card, position: 3, posting, ought: card });
    expect(told?.misfit?.is).toMatch(/^\d{16}$/);
    expect(told?.misfit?.is).not.toBe(card);
  });

  it("names a posting that went over to another client", async () => {
    const told = await after("update posting set client_id = gen_random_uuid() where id = $posting");
    expect(told?.misfit).toMatchObject({
      problem: "posting_gone",
      card: victim.card,
      posting: victim.posting,
    });
  });

  it("names a posting that is gone", async () => {
    const told = await after("delete from posting where id = $posting");
    const { card, posting } = victim;
    expect(told?.misfit).toMatchObject({ problem: "posting_gone", card, position: 3, posting });
  });

  it("names the place of a seal that is gone, with its posting or without", async () => {
    const gone = { problem: "seal_gone", card: victim.card, posting: victim.next, is: "4", ought: "3" };
    const seal = "delete from seal where posting_id = $posting";
    expect((await after(seal))?.misfit).toMatchObject(gone);
    const all = "delete from posting where id = $posting";
    expect((await after(`${all}; ${seal}`))?.misfit).toMatchObject(gone);
  });

  it("names the first of two postings that changed places", async () => {
    const told = await after(
      `update seal set position = 99 where posting_id = $posting; update seal set position = 3 where posting_id = $next;
       update seal set position = 4 where posting_id = $posting`,
    );
    const { card, next } = victim;
    expect(told?.misfit).toMatchObject({ problem: "posting_changed", card, position: 3, posting: next });
  });

  it("notices a card's last posting missing, with its seal or without, though the balance was made to fit", async () => {
    const posting = `delete from posting where id = $next;
      update card set balance = (select sum(amount) from entry e where e.client_id = card.client_id and account = 'card-bonus') where id = $card`;
    const seal = "delete from seal where posting_id = $next";
    expect((await after(posting))?.misfit).toMatchObject({
      problem: "posting_gone",
      posting: victim.next,
      position: 4,
    });
    expect((await after(`${posting}; ${seal}`))?.misfit).toMatchObject({
      problem: "seals_gone",
      posting: null,
    });
    expect((await after(seal))?.misfit).toMatchObject({
      problem: "seals_gone",
      posting: victim.next,
      card: victim.card,
    });
  });

  it("notices a last seal that was made anew", async () => {
    const told = await after(`
      update posting set gained = gained * 2 where id = $next;
      update card set balance = (select sum(amount) from entry e where e.client_id = card.client_id and account = 'card-bonus') where id = $card;
      delete from seal where posting_id = $next;
      insert into seal select client_id, card_id, 4, id, sha256('forged'), 3 from posting where id = $next`);
    expect(told?.misfit).toMatchObject({ problem: "posting_changed", posting: victim.next, position: 4 });
  });

  it.each([
    ["a sealing that is gone", "delete from sealing where number = 2", "sealing_gone", 2],
    [
      "a last sealing that is gone and left its seals",
      "delete from sealing where number = 3",
      "sealing_gone",
      3,
    ],
    ["another digest", "update sealing set digest = sha256(digest) where number = 2", "sealing_changed", 2],
    [
      "another moment",
      "update sealing set sealed_at = sealed_at - interval '1 day' where number = 2",
      "sealing_changed",
      2,
    ],
    [
      "a seal of another sealing",
      "update seal set sealing = 2 where posting_id = (select posting_id from seal where sealing = 1 limit 1)",
      "seals_gone",
      1,
    ],
  ])("names %s", async (_, statements, problem, sealing) => {
    expect((await after(statements))?.misfit).toMatchObject({ problem, sealing });
  });

  it("says against a noted head what the rest of the ledger cannot say", async () => {
    expect(head.number).toBe(3);
    const last = `(select posting_id from seal where sealing = 3)`;
    const cut = `delete from posting where id in ${last};
      delete from seal where sealing = 3; delete from sealing where number = 3;
      update card set balance = coalesce((select sum(amount) from entry e where e.client_id = card.client_id and account = 'card-bonus'), 0)`;
    expect((await after(cut))?.misfit).toBeNull();
    expect((await after(cut, head))?.misfit).toMatchObject({ problem: "head_gone", sealing: 3, is: "2" });
    const emptied = await after("delete from seal; delete from sealing");
    expect(emptied).toMatchObject({ misfit: null, head: null, sealed: 0, unsealed: 12 });
    const other: Head = { ...head, digest: "0".repeat(64) };
    const told = await checkLedger(database().db, { head: other });
    expect(told.misfit).toMatchObject({ problem: "head_differs", is: head.digest, ought: other.digest });
    const refused = verifyLedger(database().db, { head: other });
    await expect(refused).rejects.toMatchObject({ code: "ledger_broken" });
  });
});
