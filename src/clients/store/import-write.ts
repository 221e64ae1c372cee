/** Writes what a batch of rows makes and changes: a few statements whatever the size of the batch. */
import { columns, sql, type OpenTransaction } from "../../database/sql.ts";
import type { Language } from "../../kernel/language.ts";
import { changeOf, type ImportChange } from "../import/change.ts";
import { timesOf } from "../import/facts.ts";
import { historyOf } from "../import/history.ts";
import type { KnownClient } from "../import/known-client.ts";
import type { TakenRow } from "../import/take-row.ts";
import { insertChanges as insertClientChanges } from "./changes.ts";

export interface RowToWrite {
  line: number;
  /** Of the row's content. */
  rowKey: string;
  taken: TakenRow;
}

export interface WritingTerms {
  importId: string;
  at: Temporal.Instant;
  today: Temporal.PlainDate;
  /** Of clients that are made. */
  language: Language;
  /** When it is written, for the history of who was known. */
  now?: Temporal.Instant;
  /** Who recorded a wish. */
  recordedBy: string;
  wording: string;
}

/** False where another process has taken an outside id meanwhile: nothing of the batch may stay then. */
export async function writeRows(
  trx: OpenTransaction,
  rows: readonly RowToWrite[],
  terms: WritingTerms,
): Promise<boolean> {
  const made = new Set(rows.filter(({ taken }) => taken.isNew).map(({ taken }) => taken.client));
  const changed = new Set(
    rows
      .filter(({ taken }) => Object.keys(taken.facts).length > 0 && !made.has(taken.client))
      .map(({ taken }) => taken.client),
  );
  if (!(await claimExternalIds(trx, rows))) return false;
  await insertClients(trx, [...made], terms);
  await updateClients(trx, [...changed]);
  await insertPoints(trx, rows, terms);
  await insertConsents(trx, rows, terms);
  await insertWishes(trx, rows, terms);
  const silenced = await silenceAddresses(trx, rows);
  const keys = await insertRowKeys(trx, rows);
  await insertHistory(trx, rows, terms);
  await insertChanges(
    trx,
    terms.importId,
    rows.map(({ line, taken, rowKey }) => ({
      line,
      clientId: taken.client.id,
      change: changeOf(taken, {
        silenced: silenced.get(line),
        key: keys.get(line) === rowKey ? rowKey : undefined,
      }),
    })),
  );
  return true;
}

/** Sorted, so that two writers wait for each other in one direction only. */
async function claimExternalIds(trx: OpenTransaction, rows: readonly RowToWrite[]): Promise<boolean> {
  const claims = rows
    .flatMap(({ taken: { facts, client } }) =>
      facts.externalId ? [{ externalId: facts.externalId[1], clientId: client.id }] : [],
    )
    .sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
  if (claims.length === 0) return true;
  const { rows: claimed } = await sql`
    insert into client_external_id (external_id, client_id)
    select * from ${columns(claims, { externalId: "text", clientId: "uuid" })}
    on conflict do nothing returning 1`.execute(trx);
  return claimed.length === claims.length;
}

const factColumns = {
  id: "uuid",
  externalId: "text",
  familyName: "text",
  givenName: "text",
  patronymic: "text",
  sex: "text",
  birthdayMonth: "smallint",
  birthdayDay: "smallint",
  birthdayYear: "smallint",
  homeOffice: "uuid",
  hoursFrom: "time",
  hoursTo: "time",
} as const;

export const clientRow = (
  client: Pick<
    KnownClient,
    | "id"
    | "externalId"
    | "familyName"
    | "givenName"
    | "patronymic"
    | "sex"
    | "birthday"
    | "homeOffice"
    | "hours"
  >,
) => ({
  id: client.id,
  externalId: client.externalId === "" ? null : client.externalId,
  familyName: client.familyName,
  givenName: client.givenName,
  patronymic: client.patronymic,
  sex: client.sex,
  birthdayMonth: client.birthday?.month ?? null,
  birthdayDay: client.birthday?.day ?? null,
  birthdayYear: client.birthday?.year ?? null,
  homeOffice: client.homeOffice,
  hoursFrom: timesOf(client.hours)?.from ?? null,
  hoursTo: timesOf(client.hours)?.to ?? null,
});

async function insertClients(
  trx: OpenTransaction,
  clients: readonly KnownClient[],
  { today, language }: WritingTerms,
): Promise<void> {
  if (clients.length === 0) return;
  await sql`
    insert into client (id, external_id, family_name, given_name, patronymic, sex, birthday_month, birthday_day,
      birthday_year, home_office_id, hours_from, hours_to, language, created_on)
    select *, ${language}, ${today.toString()}::text::date
    from ${columns(clients.map(clientRow), factColumns)}`.execute(trx);
}

export async function updateClients(
  trx: OpenTransaction,
  clients: readonly Parameters<typeof clientRow>[0][],
): Promise<void> {
  if (clients.length === 0) return;
  await sql`
    update client set external_id = new.external_id, family_name = new.family_name, given_name = new.given_name,
      patronymic = new.patronymic, sex = new.sex, birthday_month = new.birthday_month,
      birthday_day = new.birthday_day, birthday_year = new.birthday_year, home_office_id = new.home_office_id,
      hours_from = new.hours_from, hours_to = new.hours_to
    from ${columns(clients.map(clientRow), factColumns)} as new (id, external_id, family_name, given_name, patronymic,
      sex, birthday_month, birthday_day, birthday_year, home_office_id, hours_from, hours_to)
    where client.id = new.id`.execute(trx);
}

async function insertPoints(
  trx: OpenTransaction,
  rows: readonly RowToWrite[],
  { today }: WritingTerms,
): Promise<void> {
  const points = rows
    .flatMap(({ taken: { client, points: added } }) =>
      added.map((point) => ({ ...point, clientId: client.id })),
    )
    .sort((a, b) => (a.kind + a.value < b.kind + b.value ? -1 : 1));
  if (points.length === 0) return;
  await sql`
    insert into contact_point (client_id, id, kind, value, extension, since)
    select *, ${today.toString()}::text::date
    from ${columns(points, { clientId: "uuid", id: "uuid", kind: "text", value: "text", extension: "text" })}`.execute(
    trx,
  );
  await sql`
    insert into contact_address (kind, value, client_id)
    select * from ${columns(points, { kind: "text", value: "text", clientId: "uuid" })}
    on conflict do nothing`.execute(trx);
}

async function insertConsents(
  trx: OpenTransaction,
  rows: readonly RowToWrite[],
  { wording }: WritingTerms,
): Promise<void> {
  const consents = rows.flatMap(({ taken: { client, consents: added } }) =>
    added.map((consent) => ({ wording, ...consent, clientId: client.id })),
  );
  if (consents.length === 0) return;
  await sql`
    insert into consent (client_id, id, purpose, channel, given, at, how, wording_version)
    select client_id, id, purpose, channel, given, at, 'import', wording
    from ${columns(consents, { clientId: "uuid", id: "uuid", purpose: "text", channel: "text", given: "boolean", at: "timestamptz", wording: "text" })}
      as told (client_id, id, purpose, channel, given, at, wording)`.execute(trx);
}

async function insertWishes(
  trx: OpenTransaction,
  rows: readonly RowToWrite[],
  { at, recordedBy }: WritingTerms,
): Promise<void> {
  const wishes = rows.flatMap(({ taken: { client, wishes: added } }) =>
    added.map((wish) => ({ ...wish, clientId: client.id })),
  );
  if (wishes.length === 0) return;
  await sql`
    insert into do_not_disturb (client_id, id, scope, channel, words, since, recorded_by)
    select *, ${at.toString()}::text::timestamptz, ${recordedBy}
    from ${columns(wishes, { clientId: "uuid", id: "uuid", scope: "text", channel: "text", words: "text" })}`.execute(
    trx,
  );
}

/** Whoever was known has a history of every change; of who is made the import itself tells. */
async function insertHistory(
  trx: OpenTransaction,
  rows: readonly RowToWrite[],
  { at, now = at, recordedBy, wording }: WritingTerms,
): Promise<void> {
  const changes = rows
    .filter(({ taken }) => !taken.isNew)
    .flatMap(({ taken }) =>
      historyOf(taken, wording).map((change) => ({ ...change, client: taken.client.id })),
    );
  const author = { staffMember: null, name: recordedBy, source: "import" } as const;
  await insertClientChanges(trx, changes, { at: now, author });
}

/** Every address of a client holds every wish of the client: new ones the old wishes, and old ones the new. */
async function silenceAddresses(
  trx: OpenTransaction,
  rows: readonly RowToWrite[],
): Promise<Map<number, NonNullable<ImportChange["silenced"]>>> {
  const held = rows.flatMap(({ line, taken: { client, wishes, points } }) => {
    const inForce = client.wishes.filter((wish) => wish.inForce);
    const news = new Set(points.map(({ kind, value }) => `${kind}:${value}`));
    return [...client.addresses].flatMap((key) =>
      inForce
        .filter((wish) => news.has(key) || wishes.some(({ id }) => id === wish.id))
        .map((wish) => ({
          line,
          kind: key.slice(0, key.indexOf(":")),
          value: key.slice(key.indexOf(":") + 1),
          id: wish.id,
          scope: wish.scope,
          channel: wish.channel,
          since: wish.since,
          until: wish.until,
        })),
    );
  });
  const byLine = new Map<number, NonNullable<ImportChange["silenced"]>>();
  if (held.length === 0) return byLine;
  const { rows: inserted } = await sql<{ kind: string; value: string; id: string }>`
    insert into silenced_address (kind, value, id, scope, channel, since, until)
    select distinct on (kind, value, id) * from ${columns(held, {
      kind: "text",
      value: "text",
      id: "uuid",
      scope: "text",
      channel: "text",
      since: "timestamptz",
      until: "date",
    })} as held (kind, value, id, scope, channel, since, until)
    on conflict do nothing returning kind, value, id`.execute(trx);
  const isNew = new Set(inserted.map(({ kind, value, id }) => `${kind} ${value} ${id}`));
  for (const { line, kind, value, id } of held) {
    // The first row that asked for it is the one it is taken back with.
    if (!isNew.delete(`${kind} ${value} ${id}`)) continue;
    byLine.set(line, [...(byLine.get(line) ?? []), [kind, value, id]]);
  }
  return byLine;
}

/** By line the key that is new. */
async function insertRowKeys(
  trx: OpenTransaction,
  rows: readonly RowToWrite[],
): Promise<Map<number, string>> {
  const first = new Map(rows.toReversed().map((row) => [row.rowKey, row]));
  const keys = [...first.values()]
    .map(({ rowKey, taken }) => ({ rowKey, clientId: taken.client.id }))
    .sort((a, b) => (a.rowKey < b.rowKey ? -1 : 1));
  const { rows: inserted } = await sql<{ rowKey: string }>`
    insert into imported_row (row_key, client_id)
    select * from ${columns(keys, { rowKey: "uuid", clientId: "uuid" })}
    on conflict do nothing returning row_key as "rowKey"`.execute(trx);
  return new Map(inserted.map(({ rowKey }) => [first.get(rowKey)?.line ?? 0, rowKey]));
}

async function insertChanges(
  trx: OpenTransaction,
  importId: string,
  changes: readonly { line: number; clientId: string; change: ImportChange }[],
): Promise<void> {
  await sql`
    insert into import_change (client_id, import_id, line, change)
    select client_id, ${importId}::text::uuid, line, change
    from ${columns(
      changes.map(({ change, ...row }) => ({ ...row, change: JSON.stringify(change) })),
      { line: "integer", clientId: "uuid", change: "json" },
    )} as row (line, client_id, change)`.execute(trx);
}
