/** Every card's seals and the sealings' digests as docs/decisions/0010-sealed-text.md tells them, by a program of its own. */
import { createHash } from "node:crypto";
import { sql, type Connection } from "../../src/database/sql.ts";

const sha256 = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const micros = (at: Temporal.Instant) => at.toString({ fractionalSecondDigits: 6 });

/**
 * By card: hashes that follow from the postings as they are, in the order of the seals or, as where all of them were
 * booked before the first was sealed, of their ids.
 */
export async function modelHashes(
  db: Connection,
  order: "s.position" | "p.id" = "s.position",
): Promise<Map<string, string[]>> {
  const { rows: entries } = await sql<{ posting_id: string; account: string; amount: bigint }>`
    select posting_id, account, amount from entry`.execute(db);
  const entriesOf = Map.groupBy(entries, (entry) => entry.posting_id);
  const { rows: postings } = await sql<{
    client_id: string;
    id: string;
    card_id: string;
    kind: string;
    happened_on: Temporal.PlainDate;
    booked_at: Temporal.Instant;
    dealing_id: string | null;
    idempotency_key: string;
  }>`select p.* from posting p join seal s on s.client_id = p.client_id and s.posting_id = p.id
    order by s.card_id, ${sql.ref(order)}`.execute(db);
  const hashes = new Map<string, string[]>();
  for (const posting of postings) {
    const booked = (entriesOf.get(posting.id) ?? [])
      .map(({ account, amount }) => `${account} ${amount}`)
      .sort();
    const line = [
      "1",
      posting.client_id,
      posting.card_id,
      posting.id,
      posting.kind,
      posting.happened_on.toString(),
      micros(posting.booked_at),
      posting.dealing_id ?? "-",
      booked.join(","),
      posting.idempotency_key,
    ].join("|");
    const card = hashes.get(posting.card_id) ?? [];
    hashes.set(posting.card_id, card);
    card.push(sha256(Buffer.from(card.at(-1) ?? "", "hex"), line).toString("hex"));
  }
  return hashes;
}

/** What is stored, in the same shape. */
export async function storedHashes(db: Connection): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ card_id: string; hash: string }>`
    select card_id, encode(hash, 'hex') as hash from seal order by card_id, position`.execute(db);
  const cards = Map.groupBy(rows, (row) => row.card_id);
  return new Map([...cards].map(([card, seals]) => [card, seals.map((seal) => seal.hash)]));
}

/** The last sealing's number and digest, from the stored hashes and the days of the sealings alone. */
export async function modelHead(db: Connection): Promise<string | null> {
  const { rows: sealings } = await sql<{ number: number; sealed_at: Temporal.Instant }>`
    select number, sealed_at from sealing order by number`.execute(db);
  const { rows: seals } = await sql<{ sealing: number; hash: string }>`
    select sealing, encode(hash, 'hex') as hash from seal order by client_id, card_id, position`.execute(db);
  const sealsOf = Map.groupBy(seals, (seal) => seal.sealing);
  let digest: Buffer = Buffer.alloc(0);
  for (const { number, sealed_at } of sealings) {
    const hashes = (sealsOf.get(number) ?? []).map((seal) => Buffer.from(seal.hash, "hex"));
    digest = sha256(digest, `1|${number}|${hashes.length}|${micros(sealed_at)}|`, sha256(...hashes));
  }
  const last = sealings.at(-1);
  return last ? `${last.number}:${digest.toString("hex")}` : null;
}
