/** Clients who have a birthday today, e-mail and consent but no phone: each is due one letter. */
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";

export interface MailDay {
  /** A zone in which the moment below is early afternoon, so that no quiet hours interfere. */
  zone: string;
  on: Temporal.PlainDate;
  at: Temporal.Instant;
}

/** The day and a zone for a moment: fixed in most tests, now where a real process runs on the real clock. */
export function afternoonAt(at: Temporal.Instant): MailDay {
  const offset = 14 - at.toZonedDateTimeISO("UTC").hour;
  const hours = offset > 12 ? offset - 24 : offset < -11 ? offset + 24 : offset;
  // POSIX counts westwards: Etc/GMT-3 is three hours ahead of Greenwich.
  const zone = hours === 0 ? "Etc/GMT" : `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
  return { zone, on: at.toZonedDateTimeISO(zone).toPlainDate(), at };
}

export async function startMailBase(db: Connection, day: MailDay): Promise<void> {
  await installPack(db, "travel", day.at);
  await sql`update business set zone = ${day.zone}, name = 'Дальние берега'`.execute(db);
}

export interface NewClient {
  givenName?: string;
  patronymic?: string;
  email?: string;
  language?: "ru" | "en";
}

/** Returns the client's id. */
export async function birthdayClient(db: Connection, day: MailDay, client: NewClient = {}): Promise<string> {
  const id = newId();
  await insertClients(db, day, [
    {
      id,
      givenName: "Марина",
      patronymic: "Сергеевна",
      email: `${id}@example.org`,
      language: "ru",
      ...client,
    },
  ]);
  return id;
}

export async function birthdayClients(db: Connection, day: MailDay, count: number): Promise<void> {
  const clients = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    givenName: "Марина",
    patronymic: "Сергеевна",
    email: `client-${index}@example.org`,
    language: "ru" as const,
  }));
  await insertClients(db, day, clients);
}

async function insertClients(
  db: Connection,
  day: MailDay,
  clients: readonly (Required<NewClient> & { id: string })[],
): Promise<void> {
  const rows = JSON.stringify(clients);
  const at = day.at.subtract({ hours: 24 }).toString();
  await sql`
    with incoming as (
      select * from jsonb_to_recordset(${rows}::text::jsonb)
        as r (id uuid, "givenName" text, patronymic text, email text, language text)
    ), added as (
      insert into client (id, given_name, patronymic, language, zone, birthday_month, birthday_day, created_on)
      select id, "givenName", patronymic, language, ${day.zone}::text, ${day.on.month}::int, ${day.on.day}::int, '2020-01-01' from incoming
    ), points as (
      insert into contact_point (client_id, id, kind, value, state, since)
      select id, gen_random_uuid(), 'email', email, 'verified', '2020-01-01' from incoming
    )
    insert into consent (client_id, id, purpose, channel, given, at, how, wording_version)
    select id, gen_random_uuid(), 'contact', 'any', true, ${at}::text::timestamptz, 'form', '1' from incoming`.execute(
    db,
  );
}

/** How many touches are in each state. */
export async function states(db: Connection): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from touch group by state order by state`.execute(db);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

const filled = [
  "client",
  "contact_point",
  "consent",
  "do_not_disturb",
  "touch",
  "touch_move",
  "intent",
  "chain_version",
];

export async function emptyMailBase(db: Connection): Promise<void> {
  for (const table of filled) await sql`delete from ${sql.table(table)}`.execute(db);
}
