/**
 * What of a record goes along when it is merged, and comes back: every table with a client_id moves, whoever added it,
 * but for the ledger and what is named here.
 */
import { columns, sql, type OpenTransaction } from "../../database/sql.ts";

/** Under the card, which keeps its record: nothing that is booked is written anew. */
const staysWithTheCard = ["card", "entry", "command", "card_renewal_move", "card_move"];
/** Says of the record itself which one it is, or what was done to it. */
const staysWithTheRecord = [
  "client_external_id",
  "imported_row",
  "import_change",
  "client_creation",
  "merged_client",
  "merged_row",
];
/** Moved with the rows that they are about, in `merge-rows.ts`. */
const followsOthers = [
  "contact_address",
  "client_other_word",
  "client_relation",
  "touch",
  "touch_move",
  "intent",
];
const named = [...staysWithTheCard, ...staysWithTheRecord, ...followsOthers];

/** More than a unique index forbids: one client has an address once. */
const oncePerClient: Record<string, readonly string[][]> = { contact_point: [["kind", "value"]] };
/** Rows that are booked on a card stay with it. */
const onlyWithout: Record<string, string> = { dealing: "card_id" };

export interface Place {
  table: string;
  /** The rest of the primary key. */
  key: string[];
  /** What may stand once for each client. */
  unique: string[][];
  /** Of which rows a client has one at most, as SQL: one that waits, one that is open. */
  alone: string[];
}

/** From the catalogue: what is added to the schema later goes along, too. */
export async function loadPlaces(trx: OpenTransaction): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select place.relname as table, own.key, own.unique, own.alone
    from pg_class as place
    cross join lateral (
      select (jsonb_agg(names.list) filter (where index.indisprimary)) -> 0 as key,
        jsonb_agg(names.list) filter (where names.list is not null) as unique,
        coalesce(jsonb_agg(pg_get_expr(index.indpred, index.indrelid)) filter (where names.list is null), '[]') as alone
      from pg_index as index
      cross join lateral (
        select jsonb_agg(attname order by attnum) filter (where attname <> 'client_id') as list,
          bool_or(attname = 'client_id') as has_client
        from pg_attribute where attrelid = place.oid and attnum = any(index.indkey)
      ) as names
      where index.indrelid = place.oid and index.indisunique and names.has_client and 0 <> all(index.indkey)
        and (names.list is not null or index.indpred is not null)
    ) as own
    where place.relnamespace = current_schema()::regnamespace and place.relkind in ('r', 'p') and own.key is not null
      and not place.relname in (${sql.join(named.map((name) => sql.lit(name)))})
      and (place.relname = 'dealing' or not exists (
        select from pg_attribute where attrelid = place.oid and attname = 'card_id' and not attisdropped))
      and not exists (
        select from pg_trigger join pg_proc on pg_proc.oid = tgfoid
        where tgrelid = place.oid and proname = 'ledger_is_append_only')
    order by place.relname`.execute(trx);
  return rows.map((row) => ({ ...row, unique: [...row.unique, ...(oncePerClient[row.table] ?? [])] }));
}

const keyOf = (table: string, key: readonly string[]) =>
  sql`jsonb_build_array(${sql.join(key.map((column) => sql.ref(`${table}.${column}`)))})`;

/** All that the survivor does not have already. What moved is remembered. */
export async function moveRows(
  trx: OpenTransaction,
  { table, key, unique, alone }: Place,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const taken = unique.map(
    (once) => sql`and not exists (
      select from ${sql.table(table)} as there where there.client_id = ${to}::text::uuid
        and ${sql.join(
          once.map((column) => sql`${sql.ref(`there.${column}`)} = ${sql.ref(`here.${column}`)}`),
          sql` and `,
        )})`,
  );
  const without = onlyWithout[table];
  await sql`
    with moved as (
      update ${sql.table(table)} as here set client_id = ${to}::text::uuid
      where here.client_id = ${from}::text::uuid ${sql.join(taken, sql` `)} ${noSecond(table, alone, to)}
        ${without === undefined ? sql`` : sql`and ${sql.ref(`here.${without}`)} is null`}
      returning ${keyOf("here", key)} as row_key
    )
    insert into merged_row (client_id, place, row_key)
    select ${from}::text::uuid, ${table}, row_key from moved on conflict do nothing`.execute(trx);
}

/** What is still there of it, as it is now. */
export async function moveRowsBack(
  trx: OpenTransaction,
  { table, key, alone }: Place,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await sql`
    update ${sql.table(table)} as here set client_id = ${to}::text::uuid
    from merged_row as moved
    where moved.client_id = ${to}::text::uuid and moved.place = ${table}
      and here.client_id = ${from}::text::uuid and ${keyOf("here", key)} = moved.row_key
      ${noSecond(table, alone, to)}`.execute(trx);
}

/** A row of which a client has one at most stays where it is if there is one already. */
const noSecond = (table: string, alone: readonly string[], to: string) =>
  sql.join(
    // Without the name of a table its columns are those of the nearest one.
    alone.map((predicate) => {
      const isSuch = sql.raw(`(${predicate})`);
      return sql`and not (${isSuch} and exists (
        select from ${sql.table(table)} as there where there.client_id = ${to}::text::uuid and ${isSuch}))`;
    }),
    sql` `,
  );

export async function rememberRows(
  trx: OpenTransaction,
  client: string,
  place: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    insert into merged_row (client_id, place, row_key)
    select ${client}::text::uuid, ${place}, jsonb_build_array(id)
    from ${columns(
      ids.map((id) => ({ id })),
      { id: "uuid" },
    )} as moved (id) on conflict do nothing`.execute(trx);
}

export async function loadRemembered(trx: OpenTransaction, client: string, place: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select row_key ->> 0 as id from merged_row where client_id = ${client}::text::uuid and place = ${place}`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

export async function forgetRows(trx: OpenTransaction, client: string): Promise<void> {
  await sql`delete from merged_row where client_id = ${client}::text::uuid`.execute(trx);
}
