/** Takes back what an import made and changed, some clients at a time. */
import { anyOf, columns, list, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { birthdayOf, singleFacts } from "../import/facts.ts";
import { planUndo, type ImportChange, type Undo } from "../import/change.ts";
import { noUndo, type UndoCounts } from "../import/import.ts";
import type { KnownClient } from "../import/known-client.ts";
import { isMadeWith, madeIds } from "../import/made-id.ts";
import { madeAs } from "../import/made-as.ts";
import { factChange } from "../import/history.ts";
import { factText } from "../import/take-row.ts";
import { insertChanges } from "./changes.ts";
import { loadKnownClients } from "./import-directory.ts";
import { lockWithSurvivors, standingOf, undoMerged, type Going } from "./import-undo-merged.ts";
import { updateClients } from "./import-write.ts";
import { clientsAt } from "./planned.ts";

interface ChangeRow {
  clientId: string;
  importId: string;
  change: ImportChange;
  /** What the client was when a row made it, where that is all the row did. */
  madeAs?: number;
}

export interface SomeUndone {
  counts: UndoCounts;
  /** Who got something back, or has something no more. */
  changed: string[];
  /** Who has an address that was silenced until now. */
  freed: string[];
}

/** Undefined when nothing is left to take back. */
export async function undoSomeClients(
  trx: OpenTransaction,
  importId: string,
  { limit, ...now }: { limit: number; at: Temporal.Instant; today: Temporal.PlainDate },
): Promise<SomeUndone | undefined> {
  const ids = await nextChanged(trx, importId, limit);
  if (ids.length === 0) return undefined;
  await lockWithSurvivors(trx, ids);
  const clients = await loadKnownClients(trx, ids, { lock: true, ...now });
  const changes = await loadChanges(trx, importId, { ids, clients });
  const facts = await loadStanding(trx, ids, importId, changes);
  const plans = clients.map((client) => ({
    client,
    undo: planUndo(
      (changes.get(client.id) ?? []).filter((row) => row.importId === importId).map(({ change }) => change),
      {
        facts: Object.fromEntries(singleFacts.map((fact) => [fact, factText(client, fact)])) as Record<
          (typeof singleFacts)[number],
          string
        >,
        untouched: facts.get(client.id)?.untouched ?? new Set(),
        // Such a client would not be known again by what it was made as.
        hasMore:
          (facts.get(client.id)?.hasMore ?? false) ||
          (changes.get(client.id) ?? []).some(isNotAsMade(client)),
      },
    ),
  }));
  const { going, survivors, ...merged } = await undoMerged(trx, importId, { ids, changes, at: now.at });
  const { wishes: wishesRemoved, freed } = await removeBrought(trx, [...plans, ...going]);
  await restoreFacts(trx, plans);
  await handOn(trx, [...plans, ...going], importId);
  await tellReturned(trx, plans, now.at);
  await removeClients(
    trx,
    plans.filter(({ undo }) => undo.what === "remove").map(({ client }) => client),
  );
  await sql`
    delete from import_change where import_id = ${importId}::text::uuid and client_id = ${anyOf(ids, "uuid")}`.execute(
    trx,
  );
  const { firstClient, lastClient } = madeIds(importId);
  // Those of them that stay are not to be taken back once more.
  await sql`
    update imported_row set made_as = null where client_id = ${anyOf(ids, "uuid")} and made_as is not null
      and client_id between ${firstClient}::text::uuid and ${lastClient}::text::uuid`.execute(trx);
  const restored = plans.filter(
    ({ undo }) => undo.what === "restore" && undo.facts.length + undo.ids.length > 0,
  );
  const counts = { ...noUndo(), ...merged, wishesRemoved };
  counts.restored += restored.length;
  for (const { undo } of plans) {
    if (undo.what === "remove") counts.removed++;
    else if (undo.what === "keep") counts.kept++;
    counts.factsKept += undo.kept;
  }
  return { counts, changed: [...restored.map(({ client }) => client.id), ...survivors], freed };
}

/** Clients that the import changed, or made and did nothing else to. */
async function nextChanged(trx: OpenTransaction, importId: string, limit: number): Promise<string[]> {
  const { firstClient, lastClient } = madeIds(importId);
  const { rows } = await sql<{ clientId: string }>`
    (select distinct client_id as "clientId" from import_change where import_id = ${importId}::text::uuid
      order by client_id limit ${limit}::int)
    union
    (select distinct client_id from imported_row
      where client_id between ${firstClient}::text::uuid and ${lastClient}::text::uuid and made_as is not null
      order by client_id limit ${limit}::int)
    order by 1 limit ${limit}::int`.execute(trx);
  return rows.map(({ clientId }) => clientId);
}

/** By client, the newest first. */
async function loadChanges(
  trx: OpenTransaction,
  importId: string,
  { ids, clients }: { ids: readonly string[]; clients: readonly KnownClient[] },
): Promise<Map<string, ChangeRow[]>> {
  const { rows } = await sql<ChangeRow>`
    select client_id as "clientId", import_id as "importId", change from import_change
    where client_id = ${anyOf(ids, "uuid")} order by client_id, line desc`.execute(trx);
  const made = await loadMade(trx, importId, clients);
  return Map.groupBy([...rows, ...made], ({ clientId }) => clientId);
}

/** Of clients that a row made and did nothing else to: what it must have done. */
async function loadMade(
  trx: OpenTransaction,
  importId: string,
  clients: readonly KnownClient[],
): Promise<ChangeRow[]> {
  const ids = madeIds(importId);
  const among = sql`client_id = ${anyOf(
    clients.map(({ id }) => id),
    "uuid",
  )}`;
  const { rows: made } = await sql<{ clientId: string; rowKey: string; madeAs: string }>`
    select client_id as "clientId", row_key as "rowKey", made_as::text as "madeAs" from imported_row
    where ${among} and made_as is not null
      and client_id between ${ids.firstClient}::text::uuid and ${ids.lastClient}::text::uuid`.execute(trx);
  const { rows: things } = await sql<{ clientId: string; id: string; isPoint: boolean }>`
    select client_id as "clientId", id, true as "isPoint" from contact_point where ${among}
    union all select client_id, id, false from consent where ${among}`.execute(trx);
  const brought = Map.groupBy(
    things.filter(({ clientId, id }) => isMadeWith(ids, clientId, id)),
    ({ clientId }) => clientId,
  );
  return made.map(({ clientId, rowKey, madeAs: kept }) => {
    const own = brought.get(clientId) ?? [];
    const idsOf = (points: boolean) => own.filter(({ isPoint }) => isPoint === points).map(({ id }) => id);
    const change: ImportChange = { made: true, points: idsOf(true), consents: idsOf(false), key: rowKey };
    return { clientId, importId, change, madeAs: Number(kept) };
  });
}

const isNotAsMade =
  (client: KnownClient) =>
  (row: ChangeRow): boolean =>
    row.madeAs !== undefined && row.madeAs !== madeAs(client, client.addresses);

interface Standing {
  untouched: Set<string>;
  hasMore: boolean;
}

/** What hangs on the clients: which of it stands as it was brought, and whether there is more than was brought. */
async function loadStanding(
  trx: OpenTransaction,
  ids: readonly string[],
  importId: string,
  changes: ReadonlyMap<string, readonly ChangeRow[]>,
): Promise<Map<string, Standing>> {
  const { rows } = await sql<{
    clientId: string;
    id: string;
    untouched: boolean;
  }>`${standingOf(ids)}`.execute(trx);
  const withHours = ids.filter((id) =>
    changes.get(id)?.some((row) => row.importId === importId && row.change.facts?.hours),
  );
  const withMore = await clientsWithMore(trx, ids, withHours);
  const brought = new Set(
    [...changes.values()]
      .flat()
      .flatMap(({ importId: by, change }) =>
        by === importId
          ? [...(change.points ?? []), ...(change.consents ?? []), ...(change.wishes ?? [])]
          : [],
      ),
  );
  const standing = new Map<string, Standing>(
    ids.map((id) => [
      id,
      {
        untouched: new Set<string>(),
        hasMore: withMore.has(id) || (changes.get(id) ?? []).some((row) => row.importId !== importId),
      },
    ]),
  );
  for (const { clientId, id, untouched } of rows) {
    const of = standing.get(clientId);
    if (!of) continue;
    if (untouched) of.untouched.add(id);
    if (!brought.has(id)) of.hasMore = true;
  }
  return standing;
}

/** What an import writes itself, and the plan, which is derived: it goes with the client as long as nothing was done. */
const own = [
  "client_external_id",
  "contact_point",
  "contact_address",
  "consent",
  "do_not_disturb",
  "import_change",
  "imported_row",
  "touch",
  "touch_move",
  // Looked for by the survivor, below.
  "merged_client",
  "merged_row",
  // Look-ups: of names, and of the cards, which are looked at themselves.
  "client_other_word",
  "card_number",
  // Derived of addresses, and again when those go.
  "same_person",
  // What an import changed; what anybody else did is looked for below.
  "client_change",
  // What other systems were told, and who has looked: no reason for a client to stay.
  "webhook_message",
  "client_view",
];
const planOnly = ["planned", "due", "queued", "refused", "held", "lapsed", "withdrawn", "control"];

/**
 * Clients that anything else hangs on, in whatever table names a client: so nothing that is added to the schema later
 * loses its client. `withHours`: the hours are what the import brought, or somebody has changed them, which is told elsewhere.
 */
async function clientsWithMore(
  trx: OpenTransaction,
  ids: readonly string[],
  withHours: readonly string[],
): Promise<Set<string>> {
  const { rows: places } = await sql<{ table: string; column: string }>`
    select columns.table_name as "table", columns.column_name as "column" from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = current_schema() and table_type = 'BASE TABLE' and data_type = 'uuid'
      and (column_name = 'client_id' or column_name like '%\\_client\\_id')
    order by 1, 2`.execute(trx);
  const wanted = anyOf(ids, "uuid");
  const elsewhere = places
    .filter(({ table }) => !own.includes(table))
    .map(
      ({ table, column }) =>
        sql`select ${sql.ref(column)} as client_id from ${sql.table(table)} where ${sql.ref(column)} = ${wanted}`,
    );
  const { rows } = await sql<{ clientId: string }>`
    select id as "clientId" from client
    where id = ${wanted} and (zone is not null or deceased_on is not null
      or (hours_from is not null and not id = ${anyOf(withHours, "uuid")}))
    union
    select survivor_id from merged_client where survivor_id = ${wanted}
    union
    select client_id from client_change where client_id = ${wanted} and source <> 'import'
    union
    select client_id from touch where client_id = ${wanted} and not state = ${anyOf(planOnly, "text")}
    ${sql.join(
      elsewhere.map((select) => sql`union ${select}`),
      sql` `,
    )}`.execute(trx);
  return new Set(rows.map(({ clientId }) => clientId));
}

interface Plan {
  client: KnownClient;
  undo: Undo;
}

/** Says how many wishes are gone, and who has an address that held one. */
async function removeBrought(
  trx: OpenTransaction,
  plans: readonly Going[],
): Promise<{ wishes: number; freed: string[] }> {
  const going = plans.filter(({ undo }) => undo.what !== "keep");
  const ids = going.flatMap(({ client, undo }) => undo.ids.map((id) => ({ clientId: client.id, id })));
  const silenced = going.flatMap(({ undo }) =>
    undo.silenced.map(([kind, value, id]) => ({ kind, value, id })),
  );
  const keys = going.flatMap(({ undo }) => undo.keys);
  await sql`
    delete from imported_row using unnest(${list(keys, "uuid")}) as gone (row_key)
    where imported_row.row_key = gone.row_key`.execute(trx);
  await sql`
    delete from silenced_address as held
    using ${columns(silenced, { kind: "text", value: "text", id: "uuid" })} as gone (kind, value, id)
    where held.kind = gone.kind and held.value = gone.value and held.id = gone.id`.execute(trx);
  const gone = sql`${columns(ids, { clientId: "uuid", id: "uuid" })} as gone (client_id, id)`;
  const { rows: points } = await sql<{ clientId: string; kind: string; value: string }>`
    delete from contact_point as point using ${gone} where point.client_id = gone.client_id and point.id = gone.id
    returning point.client_id as "clientId", point.kind, point.value`.execute(trx);
  await sql`
    delete from contact_address as address
    using ${columns(points, { kind: "text", value: "text", clientId: "uuid" })} as gone (kind, value, client_id)
    where address.kind = gone.kind and address.value = gone.value and address.client_id = gone.client_id
      and not exists (
        select from contact_point as point
        where point.client_id = gone.client_id and point.kind = gone.kind and point.value = gone.value)`.execute(
    trx,
  );
  await sql`
    delete from consent using ${gone} where consent.client_id = gone.client_id and consent.id = gone.id`.execute(
    trx,
  );
  const { rows: wishes } = await sql`
    delete from do_not_disturb as wish using ${gone} where wish.client_id = gone.client_id and wish.id = gone.id
    returning 1`.execute(trx);
  return { wishes: wishes.length, freed: await clientsAt(trx, silenced) };
}

async function restoreFacts(trx: OpenTransaction, plans: readonly Plan[]): Promise<void> {
  const restored = plans.filter(({ undo }) => undo.what === "restore" && undo.facts.length > 0);
  const clients = restored.map(({ client, undo }) => {
    const facts = new Map(undo.facts.map(({ fact, to }) => [fact, to]));
    const text = (fact: (typeof singleFacts)[number]) => facts.get(fact) ?? factText(client, fact);
    const sex = text("sex");
    return {
      id: client.id,
      externalId: text("externalId"),
      familyName: text("familyName"),
      givenName: text("givenName"),
      patronymic: text("patronymic"),
      sex: sex === "" ? null : (sex as KnownClient["sex"]),
      birthday: birthdayOf(text("birthday")),
      homeOffice: text("homeOffice") || null,
      hours: text("hours"),
    };
  });
  await updateClients(trx, clients);
  const named = new Set(clients.filter(({ externalId }) => externalId !== "").map(({ id }) => id));
  await freeExternalIds(
    trx,
    restored.map(({ client }) => client).filter(({ id }) => !named.has(id)),
  );
}

/** A later import that changed the same fact goes back, once it is taken back too, to what stood before both. */
async function handOn(trx: OpenTransaction, plans: readonly Going[], importId: string): Promise<void> {
  const overtaken = plans.flatMap(({ client, undo }) =>
    undo.overtaken.map(({ fact, from, to }) => ({ clientId: client.id, fact, from, to })),
  );
  // Of two facts a row would take one: they go one after the other. Ids are in the order in which imports began.
  for (const [fact, changes] of Map.groupBy(overtaken, (change) => change.fact))
    await sql`
      update import_change as later
      set change = jsonb_set(change::jsonb, array['facts', ${fact}::text, '0'], to_jsonb(gone.before))::json
      from ${columns(changes, { clientId: "uuid", from: "text", to: "text" })} as gone (client_id, after, before)
      where later.client_id = gone.client_id and later.import_id > ${importId}::text::uuid
        and later.change::jsonb #>> array['facts', ${fact}::text, '0'] = gone.after`.execute(trx);
}

/** Whoever stays has in the history that facts are again what they were. */
async function tellReturned(
  trx: OpenTransaction,
  plans: readonly Plan[],
  at: Temporal.Instant,
): Promise<void> {
  const changes = plans
    .filter(({ undo }) => undo.what === "restore")
    .flatMap(({ client, undo }) =>
      undo.facts.map(({ fact, to }) => ({
        ...factChange(fact, factText(client, fact), to),
        client: client.id,
      })),
    );
  await insertChanges(trx, changes, { at, author: { staffMember: null, name: "import", source: "import" } });
}

/** Their contact points, consents and wishes are gone already. */
async function removeClients(trx: OpenTransaction, clients: readonly KnownClient[]): Promise<void> {
  await freeExternalIds(trx, clients);
  const ids = clients.map(({ id }) => id);
  for (const table of ["imported_row", "client_change", "touch_move", "touch"])
    await deleteOf(trx, table, "client_id", ids);
  await deleteOf(trx, "client", "id", ids);
}

async function freeExternalIds(trx: OpenTransaction, clients: readonly KnownClient[]): Promise<void> {
  const held = clients
    .filter(({ externalId }) => externalId !== "")
    .map(({ id, externalId }) => ({ externalId, id }));
  await sql`
    delete from client_external_id as known
    using ${columns(held, { externalId: "text", id: "uuid" })} as gone (external_id, client_id)
    where known.external_id = gone.external_id and known.client_id = gone.client_id`.execute(trx);
}

async function deleteOf(
  db: Connection,
  table: string,
  column: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${anyOf(ids, "uuid")}`.execute(db);
}
