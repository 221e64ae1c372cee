/** Seals what is booked, in batches. Nothing here is on the way of a purchase, which only appends to a posting's table. */
import type { RawBuilder } from "kysely";
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { Head } from "../head.ts";
import { postingText, sealHashes, sealingDigest } from "./sealed-text.ts";

/** The last posting looked at, in the order of the ledger's key. */
export interface LedgerPlace {
  client_id: string;
  id: string;
}

export interface SealedBatch {
  /** How many postings were looked at, sealed before or not. */
  postings: number;
  sealed: number;
  /** Undefined where there was nothing to look at. */
  last: LedgerPlace | undefined;
}

/** Sealings follow each other, of whichever process: each covers the digest of the one before. Held until commit. */
export async function waitForOtherSealers(trx: OpenTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('povod-seal'))`.execute(trx);
}

/** The next postings of the whole ledger. Plan: the primary key of posting, from one place to the next. */
export const postingsAfter = (place: LedgerPlace | undefined, limit: number) => sql`
  select * from posting
  ${place ? sql`where (client_id, id) > (${place.client_id}::text::uuid, ${place.id}::text::uuid)` : sql``}
  order by client_id, id limit ${limit}::int`;

/** Plan: the BRIN index posting_booked leaves the newest pages; each posting there is looked up in seal_posting. */
export const unsealedSince = (moment: Temporal.Instant, limit: number) => sql`
  select * from posting p
  where booked_at >= ${moment.toString()}::text::timestamptz and ${isUnsealed}
  order by client_id, id limit ${limit}::int`;

/** As a sub-select of one value, which no planner turns into a join with all seals there are. */
const isUnsealed = sql`
  (select s.position from seal s where s.client_id = p.client_id and s.posting_id = p.id) is null`;

/**
 * Seals those of the page that have no seal, in one statement. On each card they take the next positions in the order of
 * their ids; one that was committed later than its like just comes later.
 */
export async function sealPage(
  trx: OpenTransaction,
  page: RawBuilder<unknown>,
  sealedAt: Temporal.Instant,
): Promise<SealedBatch> {
  const { rows } = await sql<{ postings: bigint; sealed: bigint } & LedgerPlace>`
    with page as materialized (${page}
    ), unsealed as materialized (
      select p.client_id, p.card_id, p.id, coalesce(l.position, 0) as position, coalesce(l.hash, '') as before,
        ${postingText} as line
      from page p left join lateral (
        select s.position, s.hash from seal s where s.client_id = p.client_id and s.card_id = p.card_id
        order by s.position desc limit 1
      ) l on true
      where ${isUnsealed}
    ), s as materialized (
      select client_id, card_id, id as posting_id, position + row_number() over card as position,
        running_seal(before, line) over card as hash
      from unsealed window card as (partition by client_id, card_id order by id)
    ), sealing_before as (
      select number, digest from sealing order by number desc limit 1
    ), now_sealing as materialized (
      select coalesce((select number from sealing_before), 0) + 1 as number, count(*)::int as seals,
        ${sealedAt.toString()}::text::timestamptz as sealed_at, (select digest from sealing_before) as previous,
        ${sealHashes} as hashes
      from s having count(*) > 0
    ), recorded as (
      insert into sealing (number, seals, sealed_at, digest)
      select number, seals, sealed_at, ${sealingDigest({
        previous: "previous",
        number: "number",
        seals: "seals",
        sealedAt: "sealed_at",
        hashes: "hashes",
      })} from now_sealing
    ), kept as (
      insert into seal (client_id, card_id, position, posting_id, hash, sealing)
      select client_id, card_id, position, posting_id, hash, (select number from now_sealing) from s
    )
    select (select count(*) from page) as postings, (select count(*) from s) as sealed, client_id, id
    from page order by client_id desc, id desc limit 1`.execute(trx);
  const [row] = rows;
  if (!row) return { postings: 0, sealed: 0, last: undefined };
  const { postings, sealed, client_id, id } = row;
  return { postings: Number(postings), sealed: Number(sealed), last: { client_id, id } };
}

export async function countPostings(db: Connection): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from posting`.execute(db);
  return Number(rows[0]?.count ?? 0n);
}

/** The sealing of that number, else the last. */
export async function findSealing(db: Connection, number?: number): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    select number, encode(digest, 'hex') as digest from sealing
    ${number === undefined ? sql`` : sql`where number = ${number}::int`} order by number desc limit 1`.execute(
    db,
  );
  return rows[0];
}
