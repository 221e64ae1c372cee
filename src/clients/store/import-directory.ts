/** Who is known by the keys of some rows of a file, with everything a row could add to or contradict. */
import { columns, list, sql, type Connection } from "../../database/sql.ts";
import { stopsOfClient } from "./demands.ts";
import { ownerOf } from "./merged.ts";
import type { KnownClient, KnownConsent, KnownWish } from "../import/known-client.ts";

/** An address that is everybody's (the office's own, `no@mail.ru`) would bring the whole base along. */
const mostOwners = 50;

interface OwnerRow {
  key: string;
  clientId: string;
}

export async function ownersOf(db: Connection, keys: readonly string[]): Promise<OwnerRow[]> {
  const after = (prefix: string) =>
    keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  const addresses = (["phone", "email"] as const).flatMap((kind) =>
    after(`${kind}:`).map((value) => ({ kind, value })),
  );
  const { rows } = await sql<OwnerRow>`
    select 'id:' || external_id as key, ${ownerOf("client_external_id.client_id")} as "clientId"
    from unnest(${list(after("id:"), "text")}) as asked (external_id) join client_external_id using (external_id)
    union all
    select 'row:' || row_key, ${ownerOf("imported_row.client_id")}
    from unnest(${list(after("row:"), "uuid")}) as asked (row_key) join imported_row using (row_key)
    union all
    select asked.kind || ':' || asked.value, owner.client_id
    from ${columns(addresses, { kind: "text", value: "text" })} as asked (kind, value)
    cross join lateral (
      select client_id from contact_address
      where contact_address.kind = asked.kind and contact_address.value = asked.value
      order by client_id limit ${sql.lit(mostOwners)}
    ) as owner`.execute(db);
  return rows;
}

const keysPerPage = 20_000;

/** Every row that came before, every outside id and every address somebody is known by, as keys. */
export async function* knownKeys(db: Connection): AsyncGenerator<string[]> {
  for (let after: string | undefined = "00000000-0000-0000-0000-000000000000"; after !== undefined;) {
    const { rows } = await sql<{ rowKey: string }>`
      select row_key as "rowKey" from imported_row where row_key > ${after}::text::uuid
      order by row_key limit ${sql.lit(keysPerPage)}`.execute(db);
    yield rows.map(({ rowKey }) => `row:${rowKey}`);
    after = rows.at(-1)?.rowKey;
  }
  for (let after: string | undefined = ""; after !== undefined;) {
    const { rows } = await sql<{ id: string }>`
      select external_id as id from client_external_id where external_id > ${after}
      order by external_id limit ${sql.lit(keysPerPage)}`.execute(db);
    yield rows.map(({ id }) => `id:${id}`);
    after = rows.at(-1)?.id;
  }
  for (let after: { kind: string; value: string } | undefined = { kind: "", value: "" }; after;) {
    const { kind, value }: { kind: string; value: string } = after;
    const { rows } = await sql<{ kind: string; value: string }>`
      select kind, value from contact_address where (kind, value) > (${kind}, ${value})
      order by kind, value limit ${sql.lit(keysPerPage)}`.execute(db);
    yield rows.map((row) => `${row.kind}:${row.value}`);
    after = rows.at(-1);
  }
}

interface ClientRow extends Omit<KnownClient, "addresses" | "consents" | "wishes" | "birthday" | "line"> {
  birthdayMonth: number | null;
  birthdayDay: number | null;
  birthdayYear: number | null;
  addresses: string[];
  consents: (Omit<KnownConsent, "at"> & { at: string })[];
  wishes: (Omit<KnownWish, "since" | "until"> & { since: string; until: string | null })[];
}

interface LoadOptions {
  /** Until the transaction ends, in the order of ids, so that two imports wait in one direction only. */
  lock: boolean;
  at: Temporal.Instant;
  today: Temporal.PlainDate;
}

export async function loadKnownClients(
  db: Connection,
  ids: readonly string[],
  { lock, at, today }: LoadOptions,
): Promise<KnownClient[]> {
  if (ids.length === 0) return [];
  const asked = sql`unnest(${list([...ids].sort(), "uuid")}) as asked (client_id)`;
  if (lock)
    await sql`select 1 from client join ${asked} on client.id = asked.client_id order by client.id for update of client`.execute(
      db,
    );
  const { rows } = await sql<ClientRow>`
    select client.id, coalesce(external_id, '') as "externalId",
      array(select record ->> 'external_id' from merged_client where survivor_id = client.id
        and record ->> 'external_id' is not null) as "mergedIds", family_name as "familyName",
      given_name as "givenName", patronymic, sex, birthday_month as "birthdayMonth", birthday_day as "birthdayDay",
      birthday_year as "birthdayYear", home_office_id as "homeOffice",
      coalesce(to_char(hours_from, 'HH24:MI') || '-' || to_char(hours_to, 'HH24:MI'), '') as hours,
      exists (select from ${stopsOfClient}) as stopped,
      coalesce((select jsonb_agg(kind || ':' || value) from contact_point where contact_point.client_id = client.id),
        '[]') as addresses,
      coalesce((select jsonb_agg(jsonb_build_object('purpose', purpose, 'channel', channel, 'given', given, 'at', at)
          order by at, id)
        from consent where consent.client_id = client.id), '[]') as consents,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'scope', scope, 'channel', channel, 'words', words,
          'since', since, 'until', until, 'inForce', (ended_at is null or ended_at > ${at.toString()}::text::timestamptz)
            and (until is null or until >= ${today.toString()}::text::date)) order by since, id)
        from do_not_disturb as wish where wish.client_id = client.id), '[]') as wishes
    from ${asked} join client on client.id = asked.client_id`.execute(db);
  return rows.map(toKnown);
}

function toKnown({ birthdayMonth, birthdayDay, birthdayYear, ...row }: ClientRow): KnownClient {
  return {
    ...row,
    birthday:
      birthdayMonth === null || birthdayDay === null
        ? null
        : { month: birthdayMonth, day: birthdayDay, year: birthdayYear },
    addresses: new Set(row.addresses),
    consents: row.consents.map((consent) => ({ ...consent, at: Temporal.Instant.from(consent.at) })),
    wishes: row.wishes.map((wish) => ({
      ...wish,
      since: Temporal.Instant.from(wish.since),
      until: wish.until === null ? null : Temporal.PlainDate.from(wish.until),
    })),
    line: undefined,
  };
}

export async function isAnySilenced(db: Connection): Promise<boolean> {
  const { rows } = await sql`select 1 from silenced_address limit 1`.execute(db);
  return rows.length > 0;
}

/** Of these addresses (as keys) the ones that asked not to be disturbed, whoever has them. */
export async function silencedAmong(
  db: Connection,
  keys: readonly string[],
  { at, today }: Pick<LoadOptions, "at" | "today">,
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const addresses = keys.map((key) => ({
    kind: key.slice(0, key.indexOf(":")),
    value: key.slice(key.indexOf(":") + 1),
  }));
  const { rows } = await sql<{ key: string }>`
    select distinct kind || ':' || value as key
    from ${columns(addresses, { kind: "text", value: "text" })} as asked (kind, value)
    join silenced_address using (kind, value)
    where (ended_at is null or ended_at > ${at.toString()}::text::timestamptz)
      and (until is null or until >= ${today.toString()}::text::date)`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

/** Offices by every way a file may name them. */
export async function officeNames(db: Connection): Promise<{ id: string; name: string; city: string }[]> {
  const { rows } = await sql<{ id: string; name: string; city: string }>`
    select id, name, city from office order by name, id`.execute(db);
  return rows;
}

/** One import writes at a time, so that two of them cannot both make the same client. */
export async function waitForOtherImports(trx: Connection): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('povod-client-import'))`.execute(trx);
}
