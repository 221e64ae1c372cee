/** Everything a client ever said about being contacted. Only ever appended to. */
import { columns, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { Consent } from "../contract.ts";

export interface ConsentWord {
  id: string;
  purpose: Consent["purpose"];
  channel: Consent["channel"];
  given: boolean;
}

export async function insertConsentWords(
  trx: OpenTransaction,
  client: string,
  words: readonly ConsentWord[],
  evidence: { at: Temporal.Instant; how: string; wordingVersion: string },
): Promise<void> {
  const rows = words.map(({ id, purpose, channel, given }) => ({ id, purpose, channel, given }));
  await sql`
    insert into consent (client_id, id, purpose, channel, given, at, how, wording_version)
    select ${client}::text::uuid, id, purpose, channel, given, ${evidence.at.toString()}::text::timestamptz,
      ${evidence.how}::text, ${evidence.wordingVersion}::text
    from ${columns(rows, { id: "uuid", purpose: "text", channel: "text", given: "boolean" })}
      as new (id, purpose, channel, given)`.execute(trx);
}

export interface ConsentRow extends ConsentWord {
  at: Temporal.Instant;
  how: string;
  wordingVersion: string;
}

/** The newest first. */
export async function loadConsentsUntil(
  db: Connection,
  client: string,
  until: Temporal.Instant,
): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`
    select id, purpose, channel, given, at, how, wording_version as "wordingVersion" from consent
    where client_id = ${client}::text::uuid and at <= ${until.toString()}::text::timestamptz
    order by at desc, id desc limit 1000`.execute(db);
  return rows;
}
