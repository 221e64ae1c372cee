/** Sealing a ledger of a million postings, the walk over it when all is sealed, and its check. Last line of stdout: JSON. */
import type { Database } from "../src/database/database.ts";
import { sql, type Connection } from "../src/database/sql.ts";
import { elapsedMs, systemClock } from "../src/kernel/clock.ts";
import { sealLedger, sealRecent } from "../src/loyalty/actions/seal-ledger.ts";
import { verifyLedger } from "../src/loyalty/actions/verify-ledger.ts";
import { onBothEngines } from "./both-engines.ts";

const cardsOn = { postgres: Number(process.env["CARDS"] ?? 100_000), pglite: 10_000 };
const postingsOfCard = 10;

/** A client and a card for each number; every card earns ten times, between days on which it was presented. */
async function generateLedger(db: Connection, cards: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`
      create temporary table made on commit drop as
      select i, ('0190' || lpad(to_hex(i), 8, '0') || '7000' || '8' || substr(md5('client' || i), 1, 15))::uuid as client,
        ('0191' || lpad(to_hex(i), 8, '0') || '7000' || '8' || substr(md5('card' || i), 1, 15))::uuid as card
      from generate_series(1, ${cards}::int) as i`.execute(trx);
    await sql`insert into client (id, created_on) select client, '2025-01-01' from made`.execute(trx);
    await sql`
      insert into card (client_id, id, number, sold_on, price, expires_on, last_presented_on, valid_through, balance)
      select client, card, '77' || lpad(i::text, 14, '0'), '2025-01-01', 50000, '2028-01-01', '2025-01-11', '2025-07-11',
        ${postingsOfCard}::int * 500 from made`.execute(trx);
    await sql`insert into card_number (number, client_id, card_id) select number, client_id, id from card`.execute(
      trx,
    );
    await sql`
      insert into presentation (client_id, id, card_id, presented_on) select client, card, card, '2025-01-11' from made`.execute(
      trx,
    );
    await sql`
      insert into posting (client_id, id, card_id, kind, happened_on, booked_at, dealing_id, idempotency_key, on_account,
        gained, against)
      select client, ('0192' || lpad(to_hex(n), 8, '0') || '7000' || '8' || substr(md5(i || ' ' || n), 1, 15))::uuid, card,
        'earned', date '2025-01-01' + n, timestamptz '2025-01-01 12:00Z' + n * interval '1 day', card, 'earn:file:' || i || ':' || n,
        'card-bonus', 500, 'issued'
      from generate_series(1, ${postingsOfCard}::int) as n cross join made`.execute(trx);
  });
  await sql`analyze`.execute(db);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = elapsedMs();
  await work();
  return Math.max(1, Math.round(elapsedMs() - startedMs));
}

async function measure({ db, engine }: Database) {
  const cards = cardsOn[engine];
  await generateLedger(db, cards);
  const postings = cards * postingsOfCard;
  const options = { clock: systemClock };
  const sealMs = await timed(() => sealLedger(db, options));
  const walkMs = await timed(() => sealLedger(db, options));
  const recentMs = await timed(() => sealRecent(db, options));
  await sql`analyze`.execute(db);
  const verifyMs = await timed(() => verifyLedger(db));
  return {
    postings,
    sealedPerSecond: Math.round((postings * 1000) / sealMs),
    lookedAtPerSecond: Math.round((postings * 1000) / walkMs),
    recentMs,
    verifyMs,
    verifiedPerSecond: Math.round((postings * 1000) / verifyMs),
  };
}

console.log(JSON.stringify({ bench: "seal", ...(await onBothEngines(measure)) }));
