/** The facts about clients that somebody may change, read and written for any number of them. */
import { planOnce } from "../../database/prepared.ts";
import { anyOf, columns, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { assert } from "../../kernel/assert.ts";
import type { NamedAttribute } from "../change-contract.ts";
import type { Known, ProfileFacts } from "../profile-facts.ts";

interface Row extends Omit<ProfileFacts, "birthday" | "hours"> {
  id: string;
  birthdayMonth: number | null;
  birthdayDay: number | null;
  birthdayYear: number | null;
  hoursFrom: string | null;
  hoursTo: string | null;
}

const factColumns = sql`id, family_name as "familyName", given_name as "givenName", patronymic, sex,
  birthday_month as "birthdayMonth", birthday_day as "birthdayDay", birthday_year as "birthdayYear", language, zone,
  home_office_id as "homeOffice", statement_office_id as "statementOffice", to_char(hours_from, 'HH24:MI') as "hoursFrom", to_char(hours_to, 'HH24:MI') as "hoursTo",
  preferred_channel as "preferredChannel", deceased_on::text as "deceasedOn", attributes, to_jsonb(tags) as tags`;

export async function loadFacts(
  db: Connection,
  clients: readonly string[],
): Promise<Map<string, ProfileFacts>> {
  const { rows } = await sql<Row>`${planOnce}
    select ${factColumns} from client where id = ${anyOf(clients, "uuid")}`.execute(db);
  return new Map(rows.map((row) => [row.id, factsOf(row)]));
}

/** Of a merged record, as they were when it was merged. */
export async function loadRecordFacts(db: Connection, id: string): Promise<ProfileFacts> {
  const { rows } = await sql<Row>`
    select ${factColumns} from merged_client cross join lateral jsonb_populate_record(null::client, record)
    where client_id = ${id}::text::uuid`.execute(db);
  const [row] = rows;
  assert(row, "a record that is merged is kept");
  return factsOf(row);
}

function factsOf(row: Row): ProfileFacts {
  const { familyName, givenName, patronymic, sex, language, zone, attributes, tags } = row;
  const { birthdayMonth: month, birthdayDay: day, birthdayYear: year, hoursFrom, hoursTo } = row;
  return {
    familyName,
    givenName,
    patronymic,
    sex,
    birthday: month === null || day === null ? null : { month, day, year },
    language,
    zone,
    homeOffice: row.homeOffice,
    statementOffice: row.statementOffice,
    hours: hoursFrom === null || hoursTo === null ? null : { from: hoursFrom, to: hoursTo },
    preferredChannel: row.preferredChannel,
    deceasedOn: row.deceasedOn,
    attributes,
    tags,
  };
}

export interface ClientFacts {
  client: string;
  facts: ProfileFacts;
}

const types = {
  id: "uuid",
  familyName: "text",
  givenName: "text",
  patronymic: "text",
  sex: "text",
  month: "smallint",
  day: "smallint",
  year: "smallint",
  language: "text",
  zone: "text",
  homeOffice: "uuid",
  statementOffice: "uuid",
  hoursFrom: "time",
  hoursTo: "time",
  preferredChannel: "text",
  deceasedOn: "date",
  attributes: "jsonb",
  tags: "jsonb",
} as const;

const cells = ({ client, facts }: ClientFacts) => ({
  id: client,
  familyName: facts.familyName,
  givenName: facts.givenName,
  patronymic: facts.patronymic,
  sex: facts.sex,
  month: facts.birthday?.month ?? null,
  day: facts.birthday?.day ?? null,
  year: facts.birthday?.year ?? null,
  language: facts.language,
  zone: facts.zone,
  homeOffice: facts.homeOffice,
  statementOffice: facts.statementOffice,
  hoursFrom: facts.hours?.from ?? null,
  hoursTo: facts.hours?.to ?? null,
  preferredChannel: facts.preferredChannel,
  deceasedOn: facts.deceasedOn,
  attributes: JSON.stringify(facts.attributes),
  tags: JSON.stringify(facts.tags),
});

/** Named as the columns of `client`. */
const written = (clients: readonly ClientFacts[]) => sql`
  ${columns(clients.map(cells), types)} as new (id, family_name, given_name, patronymic, sex, birthday_month, birthday_day,
    birthday_year, language, zone, home_office_id, statement_office_id, hours_from, hours_to, preferred_channel, deceased_on,
    attributes, tags)`;

export async function updateFacts(trx: OpenTransaction, clients: readonly ClientFacts[]): Promise<void> {
  if (clients.length === 0) return;
  await sql`
    update client set family_name = new.family_name, given_name = new.given_name, patronymic = new.patronymic,
      sex = new.sex, birthday_month = new.birthday_month, birthday_day = new.birthday_day, birthday_year = new.birthday_year,
      language = new.language, zone = new.zone, home_office_id = new.home_office_id,
      statement_office_id = new.statement_office_id, hours_from = new.hours_from,
      hours_to = new.hours_to, preferred_channel = new.preferred_channel, deceased_on = new.deceased_on, attributes = new.attributes,
      tags = array(select jsonb_array_elements_text(new.tags))
    from ${written(clients)}
    where client.id = new.id`.execute(trx);
}

/** Of a record as it was set aside when it was merged. */
export async function updateRecordFacts(trx: OpenTransaction, record: ClientFacts): Promise<void> {
  await sql`
    update merged_client set record = record || to_jsonb(new) from ${written([record])} where client_id = new.id`.execute(
    trx,
  );
}

export async function insertBareClient(
  trx: OpenTransaction,
  client: { id: string; language: string; on: Temporal.PlainDate },
): Promise<void> {
  await sql`
    insert into client (id, language, created_on)
    values (${client.id}::text::uuid, ${client.language}, ${client.on.toString()}::text::date)`.execute(trx);
}

/** False: another client has it. */
export async function claimExternalId(
  trx: OpenTransaction,
  client: string,
  externalId: string,
): Promise<boolean> {
  const { rows } = await sql`
    with claimed as (
      insert into client_external_id (external_id, client_id) values (${externalId}, ${client}::text::uuid)
      on conflict do nothing returning external_id
    )
    update client set external_id = claimed.external_id from claimed
    where client.id = ${client}::text::uuid returning 1`.execute(trx);
  return rows.length === 1;
}

export async function loadKnown(db: Connection, today: Temporal.PlainDate): Promise<Known> {
  const offices = await sql<{ id: string }>`select id from office`.execute(db);
  return {
    offices: new Set(offices.rows.map(({ id }) => id)),
    attributes: new Map((await loadAttributes(db)).map((attribute) => [attribute.name, attribute])),
    today: today.toString(),
  };
}

export async function loadAttributes(db: Connection): Promise<NamedAttribute[]> {
  const { rows } = await sql<NamedAttribute>`${planOnce}
    select name, type, title, choices from client_attribute order by name`.execute(db);
  return rows;
}

/** False: it is there with another type. */
export async function saveAttribute(trx: OpenTransaction, attribute: NamedAttribute): Promise<boolean> {
  const { rows } = await sql`
    insert into client_attribute (name, type, title, choices)
    values (${attribute.name}, ${attribute.type}, ${JSON.stringify(attribute.title)}::text::jsonb,
      ${JSON.stringify(attribute.choices)}::text::jsonb)
    on conflict (name) do update set title = excluded.title, choices = excluded.choices
    where client_attribute.type = excluded.type returning 1`.execute(trx);
  return rows.length === 1;
}
