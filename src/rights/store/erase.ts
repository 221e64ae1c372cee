/** Takes everything out that tells who a client is. All of it in one transaction: it happened, or it did not. */
import type { RawBuilder } from "kysely";
import { linesOfBlocks } from "../../clients/store/import-blocks.ts";
import { anyOf, list, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { StoredAct } from "../act.ts";
import { blanked, kept } from "../holdings.ts";
import { tablesOfClients } from "./catalogue.ts";

/** How many rows of each table. */
export type Rows = Record<string, number>;

/** What of the client other rows are searched for. */
export interface Traces {
  names: { familyName: string; givenName: string }[];
  externalIds: string[];
  addresses: { kind: string; value: string }[];
}

/** Of all records that are this person's. */
export async function loadTraces(trx: OpenTransaction, records: readonly string[]): Promise<Traces> {
  const among = anyOf(records, "uuid");
  const { rows } = await sql<Traces>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('familyName', family, 'givenName', given)), '[]') from (
        select family_name, given_name from client where id = ${among}
        union select record ->> 'family_name', record ->> 'given_name' from merged_client where client_id = ${among}
      ) as name (family, given)) as names,
      (select coalesce(jsonb_agg(external_id), '[]') from client_external_id where client_id = ${among}) as "externalIds",
      (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'value', value)), '[]') from contact_point
        where client_id = ${among}) as addresses`.execute(trx);
  return rows[0] as Traces;
}

/** What stands in the way: the client's own money, and a message or a call that is under way this very moment. */
export async function obstacles(
  trx: OpenTransaction,
  records: readonly string[],
): Promise<{ deposit: boolean; onItsWay: boolean }> {
  const among = anyOf(records, "uuid");
  const { rows } = await sql<{ deposit: boolean; onItsWay: boolean }>`
    select exists (select from card where client_id = ${among} and deposit > 0) as deposit,
      exists (select from intent where client_id = ${among} and outcome is null)
        or exists (select from call where client_id = ${among} and outcome is null) as "onItsWay"`.execute(
    trx,
  );
  return rows[0] as { deposit: boolean; onItsWay: boolean };
}

/**
 * The addresses that were the client's alone stay silent and are no longer readable: by the wishes they held, and by the
 * demand itself. One that somebody else has is theirs. Returns how many readable rows went.
 */
export async function hideSilence(
  trx: OpenTransaction,
  records: readonly string[],
  { demand, at }: { demand: string; at: Temporal.Instant },
): Promise<number> {
  const among = anyOf(records, "uuid");
  const { rows } = await sql<{ gone: number }>`
    with was_theirs as (
      select kind, value from contact_point where client_id = ${among}
      union
      select silenced.kind, silenced.value from silenced_address as silenced
      join do_not_disturb as wish on wish.id = silenced.id where wish.client_id = ${among}
    ), address as (
      select kind, value from was_theirs
      where not exists (select from contact_address as other
        where other.kind = was_theirs.kind and other.value = was_theirs.value and not other.client_id = ${among})
    ), gone as (
      delete from silenced_address as silenced using address
      where silenced.kind = address.kind and silenced.value = address.value
      returning silenced.*
    ), hidden as (
      insert into silenced_hash (hash, id, scope, channel, since, until)
      select address_hash(kind, value), id, scope, channel, since, until from gone where ended_at is null
      union all
      select address_hash(kind, value), ${demand}::text::uuid, 'everything', null, ${at.toString()}::text::timestamptz, null
      from address
      on conflict do nothing
    )
    select count(*)::int as gone from gone`.execute(trx);
  return rows[0]?.gone ?? 0;
}

/** Relations stand with both clients, and the other one's history tells of them in somebody's words. */
export async function forgetRelations(trx: OpenTransaction, records: readonly string[]): Promise<number> {
  const among = anyOf(records, "uuid");
  await sql`
    update client_change set before = before - 'words', after = after - 'words'
    where field = 'relation' and client_id in (
        select other_client_id from client_relation where client_id = ${among}
        union select (coalesce(after, before) ->> 'other')::uuid from client_change
        where client_id = ${among} and field = 'relation')
      and (coalesce(after, before) ->> 'other')::uuid = ${among}`.execute(trx);
  const { rows } = await sql`
    delete from client_relation where other_client_id = ${among} returning 1`.execute(trx);
  return rows.length;
}

/** Nobody is proposed as the same person any more. */
export async function forgetPairs(trx: OpenTransaction, records: readonly string[]): Promise<void> {
  const among = anyOf(records, "uuid");
  await sql`delete from duplicate where first_id = ${among} or second_id = ${among}`.execute(trx);
}

/**
 * Rows of files: those that became the client, and those in which the client's address, outside id or name stands. A row
 * that still waits to go in is somebody else's if it brings another address.
 */
export async function forgetImports(
  trx: OpenTransaction,
  records: readonly string[],
  traces: Traces,
): Promise<Rows> {
  const told = await sql`
    delete from import_problem as problem using import_effect as change
    where change.client_id = ${anyOf(records, "uuid")} and problem.import_id = change.import_id and problem.line = change.line
    returning 1`.execute(trx);
  const named = await sql`
    delete from import_problem as row where ${mentions("row", traces, sql`true`)} returning 1`.execute(trx);
  const bringsNoAddress = sql`to_jsonb(row)::text !~ '@|[+][0-9]{10}'`;
  const waiting = await sql`
    delete from import_row as row where ${mentions("row", traces, bringsNoAddress)} returning 1`.execute(trx);
  const inBlocks = await forgetLinesOfBlocks(trx, mentions("row", traces, bringsNoAddress));
  const samples = await sql`
    update client_import as row set preview = preview - 'firstRows'
    where preview ? 'firstRows' and ${mentions("row.preview -> 'firstRows'", traces, sql`true`)} returning 1`.execute(
    trx,
  );
  return {
    import_problem: told.rows.length + named.rows.length,
    import_row: waiting.rows.length + inBlocks,
    client_import: samples.rows.length,
  };
}

/** Of rows that wait by the thousand in one text those that are meant. Says how many. */
async function forgetLinesOfBlocks(trx: OpenTransaction, isMeant: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with row as materialized (
      select import_id, first_line, at, text, string_to_array(text, E'\t') as cells from ${linesOfBlocks}
    ), gone as materialized (
      select import_id, first_line, at, cells[1]::int as line from row where ${isMeant}
    ), forgotten as (
      update import_block as block
      set content = coalesce((select string_agg(text, E'\n' order by at) || E'\n' from row
          where row.import_id = block.import_id and row.first_line = block.first_line
            and not exists (select from gone where gone.import_id = row.import_id
              and gone.first_line = row.first_line and gone.at = row.at)), ''),
        rows = rows - (select count(*)::int from gone
          where gone.import_id = block.import_id and gone.first_line = block.first_line),
        held = array(select line from unnest(held) as line where line not in (select line from gone
          where gone.import_id = block.import_id and gone.first_line = block.first_line))
      where (import_id, first_line) in (select import_id, first_line from gone)
    )
    select count(*)::int as count from gone`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** Phones by their last ten digits, however they are written inside one cell. */
function mentions(row: string, traces: Traces, byNameIf: ReturnType<typeof sql>) {
  const { addresses, externalIds, names } = traces;
  const text = sql`translate(lower(to_jsonb(${sql.raw(row)})::text), 'ё', 'е')`;
  const plain = (words: string) => words.toLowerCase().replaceAll("ё", "е");
  const contains = (words: string) => sql`strpos(${text}, ${plain(words)}::text) > 0`;
  const phones = addresses
    .filter(({ kind }) => kind === "phone")
    .map(({ value }) => value.replaceAll(/\D/g, "").slice(-10));
  const others = addresses.filter(({ kind }) => kind !== "phone").map(({ value }) => value);
  const found = [
    ...phones.map(
      (digits) =>
        sql`strpos(regexp_replace(to_jsonb(${sql.raw(row)})::text, '[^0-9"]', '', 'g'), ${digits}::text) > 0`,
    ),
    ...others.map(contains),
    ...externalIds.map((id) => contains(JSON.stringify(id))),
    ...names
      .filter(({ familyName, givenName }) => familyName !== "" && givenName !== "")
      .map(
        ({ familyName, givenName }) =>
          sql`(${contains(familyName)} and ${contains(givenName)} and ${byNameIf})`,
      ),
  ];
  return found.length > 0 ? sql`(${sql.join(found, sql` or `)})` : sql`false`;
}

/** Empties every table of the client's rows but those that stay. Returns what went and what was blanked. */
export async function forgetRows(
  trx: OpenTransaction,
  records: readonly string[],
  { on }: { on: Temporal.PlainDate },
): Promise<{ destroyed: Rows; blanked: Rows }> {
  await sql`select set_config('povod.erasing', 'on', true)`.execute(trx);
  const went: { destroyed: Rows; blanked: Rows } = { destroyed: {}, blanked: {} };
  for (const table of await tablesOfClients(trx)) {
    if (kept.includes(table) || table in blanked) continue;
    const { rows } = await sql`
      delete from ${sql.table(table)} where client_id = ${anyOf(records, "uuid")} returning 1`.execute(trx);
    went.destroyed[table] = rows.length;
  }
  for (const [table, set] of Object.entries(blanked)) {
    const key = table === "client" ? "id" : "client_id";
    const { rows } = await sql`
      update ${sql.table(table)} set ${sql.raw(set)} where ${sql.ref(key)} = ${anyOf(records, "uuid")} returning 1`.execute(
      trx,
    );
    went.blanked[table] = rows.length;
  }
  await sql`
    update client set erased_on = ${on.toString()}::text::date where id = ${anyOf(records, "uuid")}`.execute(
    trx,
  );
  await sql`select set_config('povod.erasing', '', true)`.execute(trx);
  return went;
}

/** Numbered one by one: two erasures follow each other. */
export async function insertAct(
  trx: OpenTransaction,
  act: Pick<
    StoredAct,
    "client" | "demand" | "erasedAt" | "erasedBy" | "sharingThen" | "destroyed" | "blanked"
  >,
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('povod-erasure-act'))`.execute(trx);
  const { rows } = await sql<{ number: number }>`
    insert into erasure_act (client_id, number, demand_id, erased_at, erased_by, sharing, destroyed, blanked)
    select ${act.client}::text::uuid, coalesce(max(number), 0) + 1, ${act.demand}::text::uuid,
      ${act.erasedAt.toString()}::text::timestamptz, ${act.erasedBy}::text::uuid, ${JSON.stringify(act.sharingThen)}::text::jsonb,
      ${JSON.stringify(act.destroyed)}::text::jsonb, ${JSON.stringify(act.blanked)}::text::jsonb
    from erasure_act returning number`.execute(trx);
  return rows[0]?.number ?? 0;
}

/** All, of a client, of a demand, or one by its number; the newest first. */
export async function loadActs(
  db: Connection,
  which: { client?: string; demands?: readonly string[]; number?: number } = {},
): Promise<StoredAct[]> {
  const { rows } = await sql<StoredAct>`
    select act.client_id as client, act.number, act.demand_id as demand, demand.received_on as "receivedOn",
      demand.due_on as "dueOn", act.erased_at as "erasedAt", act.erased_by as "erasedBy", staff_member.name as "erasedByName",
      act.sharing as "sharingThen", act.destroyed, act.blanked,
      (select coalesce(jsonb_agg(distinct jsonb_build_object('client', other.id, 'familyName', other.family_name,
          'givenName', other.given_name, 'patronymic', other.patronymic)), '[]')
        from jsonb_array_elements_text(act.sharing) as had (id)
        join client as other on other.id = coalesce(
          (select survivor_id from merged_client where merged_client.client_id = had.id::uuid), had.id::uuid)
        where other.erased_on is null) as sharing
    from erasure_act as act
    join client_demand as demand on demand.client_id = act.client_id and demand.id = act.demand_id
    left join staff_member on staff_member.id = act.erased_by
    where ${which.client === undefined ? sql`true` : sql`act.client_id = ${which.client}::text::uuid`}
      and ${which.number === undefined ? sql`true` : sql`act.number = ${which.number}::int`}
      and ${which.demands === undefined ? sql`true` : sql`act.demand_id = any(${list(which.demands, "uuid")})`}
    order by act.number desc limit 500`.execute(db);
  return rows;
}
