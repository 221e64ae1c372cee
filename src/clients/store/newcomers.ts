/** A person met for the first time, or again. */
import { columns, sql, type OpenTransaction } from "../../database/sql.ts";
import type { Language } from "../../kernel/language.ts";

export type Address = { kind: "phone" | "email"; value: string };

/** Two tills that meet one person at the same moment follow each other. */
export async function lockAddress(trx: OpenTransaction, { kind, value }: Address): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${kind}:${value}`}, 0))`.execute(trx);
}

/** Whose this address is: of several, whoever has the given name, then whom we have known longest. */
export async function findByAddress(
  trx: OpenTransaction,
  { kind, value }: Address,
  givenName: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select client.id from contact_address as address join client on client.id = address.client_id
    where address.kind = ${kind} and address.value = ${value} and client.deceased_on is null
    order by translate(lower(given_name), 'ё', 'е') <> translate(lower(${givenName}::text), 'ё', 'е'), created_on, client.id
    limit 1`.execute(trx);
  return rows[0]?.id;
}

export interface NewClient {
  id: string;
  givenName: string;
  familyName: string;
  language: Language;
  homeOfficeId: string | null;
  createdOn: string;
}

/** `addresses` with the ids of their contact points. A wish held by an address silences the new record from the start. */
export async function insertNewcomer(
  trx: OpenTransaction,
  client: NewClient,
  addresses: readonly (Address & { id: string })[],
): Promise<void> {
  await sql`
    insert into client (id, given_name, family_name, language, home_office_id, created_on)
    values (${client.id}::uuid, ${client.givenName}, ${client.familyName}, ${client.language},
      ${client.homeOfficeId}::uuid, ${client.createdOn}::text::date)`.execute(trx);
  if (addresses.length === 0) return;
  const rows = columns(addresses, { id: "uuid", kind: "text", value: "text" });
  await sql`
    insert into contact_point (client_id, id, kind, value, since)
    select ${client.id}::uuid, id, kind, value, ${client.createdOn}::text::date
    from ${rows} as new (id, kind, value)`.execute(trx);
  await sql`
    insert into contact_address (kind, value, client_id)
    select kind, value, ${client.id}::uuid from ${rows} as new (id, kind, value)`.execute(trx);
}

export type ConsentEvidence = { id: string; purpose: string; channel: string; wordingVersion: string };

export async function insertConsents(
  trx: OpenTransaction,
  clientId: string,
  consents: readonly ConsentEvidence[],
  evidence: { at: string; how: string },
): Promise<void> {
  await sql`
    insert into consent (client_id, id, purpose, channel, given, at, how, wording_version)
    select ${clientId}::uuid, id, purpose, channel, true, ${evidence.at}::text::timestamptz, ${evidence.how},
      wording_version
    from ${columns(consents, { id: "uuid", purpose: "text", channel: "text", wordingVersion: "text" })}
      as new (id, purpose, channel, wording_version)`.execute(trx);
}
