/**
 * What a seal is made of, and a sealing. Told in docs/decisions/0010-sealed-text.md: another program must come to the
 * same hashes. No part but the last can hold a separator, so two postings never read alike.
 */
import { sql } from "../../database/sql.ts";

const moment = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Both entries of the posting `p`, in the order of their accounts' bytes. */
const entries = sql`concat_ws(',',
  case when p.against::text collate "C" < p.on_account then p.against || ' ' || -p.gained end,
  p.on_account || ' ' || p.gained,
  case when p.against::text collate "C" > p.on_account then p.against || ' ' || -p.gained end)`;

/** The posting `p` as one line. */
export const postingText = sql`
  concat_ws('|', '1', p.client_id, p.card_id, p.id, p.kind, to_char(p.happened_on, 'YYYY-MM-DD'), ${moment("p.booked_at")},
    coalesce(p.dealing_id::text, '-'), ${entries}, p.idempotency_key)`;

/** Of a sealing with these columns; `hashes` are those of its seals, one after the other. */
export const sealingDigest = ({ previous, number, seals, sealedAt, hashes }: Record<SealingPart, string>) =>
  sql`sha256(coalesce(${sql.ref(previous)}, '') || convert_to(concat_ws('|', '1', ${sql.ref(number)}, ${sql.ref(seals)},
    ${moment(sealedAt)}) || '|', 'UTF8') || sha256(coalesce(${sql.ref(hashes)}, '')))`;

type SealingPart = "previous" | "number" | "seals" | "sealedAt" | "hashes";

/** The hashes of the seals `s` of one sealing, as an aggregate. */
export const sealHashes = sql`string_agg(s.hash, '' order by s.client_id, s.card_id, s.position)`;
